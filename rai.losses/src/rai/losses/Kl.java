package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Kullback-Leibler divergence of the predicted distribution p from the target distribution t: the mean over all rows of
 * Σ_j t_j (log t_j - log p_j), with 0 log 0 = 0. It is PyTorch's KLDivLoss with {@code reduction="batchmean"}: divided by
 * the number of rows, not of elements.
 *
 * <p>The output is logits, p = softmax(z), with the gradient (Σ_k t_k p_j - t_j) / rows; or, with
 * {@code from=probabilities}, p itself, each an unknown of its own, with the gradient -t_j / p_j / rows. There, as in
 * {@code bce}, a logarithm is never below -100 and a divisor never below 1e-12, and a negative p gives NaN. For one-hot
 * targets it is the cross-entropy.
 */
@Component
@Named("kl")
@About(
        value = "Kullback-Leibler divergence from target probabilities: for soft targets; zero if the prediction"
                + " equals them.",
        formula = "mean over rows of sum_j t_j (log t_j - log p_j)",
        source = "Kullback and Leibler, 1951, Ann. Math. Statist. 22; mean as in PyTorch's KLDivLoss (batchmean)")
public class Kl implements Loss {
    private static final double LEAST_LOG = -100;
    private static final double LEAST_PROBABILITY = 1e-12;

    /** What an output is. */
    enum Output {
        LOGITS,
        PROBABILITIES
    }

    @Setting("The form of the network's output.")
    Output from = Output.LOGITS;

    @Override
    public double value(INDArray output, INDArray target) {
        return divergence(output, target, null);
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return divergence(output, target, gradient);
    }

    @Override
    public INDArray prediction(INDArray output) {
        return from == Output.LOGITS ? Softmax.of(output) : output;
    }

    @Override
    public Targets targets() {
        return Targets.ONE_HOT;
    }

    private double divergence(INDArray output, INDArray target, INDArray gradient) {
        double cross = from == Output.LOGITS
                ? Softmax.crossEntropy(output, target, gradient, 0)
                : crossEntropy(output, target, gradient);
        return cross - entropy(target);
    }

    /** The mean over all rows of -Σ_j t_j log p_j. */
    private static double crossEntropy(INDArray output, INDArray target, INDArray gradient) {
        Doubles p = Doubles.of(output);
        Doubles t = Doubles.of(target);
        Doubles g = gradient == null ? null : Doubles.of(gradient);
        int n = (int) output.length();
        long rows = n / output.size(-1);
        double total = 0;
        for (int i = 0; i < n; i++) {
            double at = p.get(i);
            total -= t.get(i) * Math.max(LEAST_LOG, Math.log(at));
            if (g != null) {
                g.put(i, -t.get(i) / Math.max(LEAST_PROBABILITY, at) / rows);
            }
        }
        return total / rows;
    }

    /** The mean over all rows of -Σ_j t_j log t_j. */
    private static double entropy(INDArray target) {
        Doubles t = Doubles.of(target);
        int n = (int) target.length();
        double total = 0;
        for (int i = 0; i < n; i++) {
            double share = t.get(i);
            total -= share == 0 ? 0 : share * Math.log(share);
        }
        return total / (n / target.size(-1));
    }
}
