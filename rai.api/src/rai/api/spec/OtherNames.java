package rai.api.spec;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What other libraries (PyTorch, Keras, JAX, scikit-learn) call the things that have names here. */
final class OtherNames {
    private static final Map<String, List<String>> HERE = new HashMap<>();

    static {
        // activations and layers
        name("swish(beta=1)", "silu");
        name("identity", "linear", "none", "purelin");
        name("sigmoid", "logistic", "expit", "sigm");
        name("tanh", "tansig", "hyperbolic-tangent");
        name("hard-tanh", "hardtanh", "htanh");
        name("hard-sigmoid", "hardsigmoid");
        name("hard-swish", "hardswish", "hard-silu");
        name("hard-shrink", "hardshrink");
        name("soft-shrink", "softshrink");
        name("tanh-shrink", "tanhshrink");
        name("leaky-relu", "leakyrelu", "lrelu");
        name("log-sigmoid", "logsigmoid");
        name("batch-norm", "batchnorm", "batch-normalization", "bn");
        name("layer-norm", "layernorm", "layer-normalization", "ln");
        name("dense", "linear", "fully-connected", "fc");
        // initializers
        name("xavier", "glorot", "glorot-uniform", "xavier-uniform");
        name("xavier(distribution=normal)", "glorot-normal", "xavier-normal");
        name("kaiming", "he", "he-normal", "kaiming-normal", "msra");
        name("kaiming(distribution=uniform)", "he-uniform", "kaiming-uniform");
        name("normal", "gaussian", "random-normal");
        name("uniform", "random-uniform");
        // optimizers
        name("sgd(momentum=0.9)", "momentum");
        name("sgd(momentum=0.9, nesterov=true)", "nesterov", "nag");
        name("lbfgs", "l-bfgs", "bfgs");
        // losses
        name(
                "softmax-cross-entropy",
                "cross-entropy",
                "crossentropy",
                "crossentropyloss",
                "categorical-crossentropy",
                "ce",
                "nll");
        name("bce-with-logits", "binary-crossentropy", "binary-cross-entropy", "bcewithlogits");
        name("mse", "l2", "squared-error", "mean-squared-error");
        name("mae", "l1", "absolute-error", "mean-absolute-error");
        name("huber", "smooth-l1");
        name("kl", "kl-div", "kldiv", "kullback-leibler");
        // schedules
        name("cosine", "cosine-annealing", "cosine-decay");
        name("step", "step-lr", "step-decay");
        name("multi-step", "multi-step-lr", "milestones");
        name("one-cycle", "onecycle", "one-cycle-lr");
        name("warm-restarts", "cosine-warm-restarts", "sgdr");
        name("reduce-on-plateau", "plateau", "reduce-lr-on-plateau");
        name("linear-warmup", "warmup");
        // metrics
        name("auc", "roc-auc", "auroc");
        name("f1", "f-score", "f1-score");
        // datasets
        name("idx", "mnist", "fashion-mnist", "emnist", "kmnist");
        name("two-spirals", "spirals");
        name("csv", "table", "tsv");
        // methods
        name("backprop", "backpropagation", "bp");
        // settings
        name("rate", "lr", "learning-rate", "eta", "alpha", "step-size");
        name("step", "rate", "lr", "learning-rate");
        name("weight-decay", "wd", "decay", "l2");
        name("epsilon", "eps");
        name("beta1", "b1", "betas");
        name("beta2", "b2");
        name("n", "samples", "n-samples", "size", "count");
        name("seed", "random-state", "random-seed");
        name("slope", "negative-slope", "alpha");
        name("p", "rate", "probability", "drop");
        name("sd", "std", "stddev", "sigma");
        name("file", "path", "filename");
        name("target", "label", "y");
        // commands
        name("study", "sweep", "grid", "search", "compare", "experiment", "tune");
        name("train", "fit", "learn", "run");
        name("evaluate", "test", "eval", "score", "validate");
        name("predict", "infer", "inference", "apply");
        name("continue", "restart");
        name("resume", "continue", "restart");
        name("list", "ls", "catalog", "services");
        name("runs", "jobs", "ps", "history");
        name("describe", "info", "inspect");
        name("delete", "rm", "remove", "del");
        name("stop", "kill", "cancel", "abort");
        name("help", "man", "usage", "?");
        name("find-rate", "lr-find", "lrfind", "range-test");
        name("plot", "draw", "figure", "chart");
        name("swap", "change", "edit");
        name("bench", "benchmark", "time");
    }

    private OtherNames() {}

    private static void name(String here, String... elsewhere) {
        for (String other : elsewhere) {
            HERE.merge(other, List.of(here), (a, b) -> {
                List<String> both = new java.util.ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
    }

    /**
     * @param word what was written
     * @param known the names that would be right
     * @return the spec or name that means the same here, if its name is known
     */
    static Optional<String> here(String word, Collection<String> known) {
        String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return HERE.getOrDefault(plain, List.of()).stream()
                .filter(name -> known.contains(name.replaceFirst("\\(.*", "")))
                .findFirst();
    }
}
