package rai.losses;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.array.Elementary;
import rai.api.graph.Node;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Kullback-Leibler divergence of the predicted distribution p from the target distribution t: the mean over all rows of
 * Σ_j t_j (log t_j - log p_j), with 0 log 0 = 0. It is PyTorch's KLDivLoss with {@code reduction="batchmean"}: divided by
 * the number of rows, not of elements.
 *
 * <p>The output is one of
 *
 * <ul>
 *   <li>{@code logits}: p = softmax(z), with the gradient (Σ_k t_k p_j - t_j) / rows; exact however small p is;
 *   <li>{@code log-probabilities}: y = log p, as of a last layer {@code log-softmax} and of PyTorch's KLDivLoss, with the
 *       gradient -t_j / rows; exact however small p is;
 *   <li>{@code probabilities}: p itself, each an unknown of its own, with the gradient -t_j / p_j / rows. A negative p gives NaN.
 *       The divergence at p = 0 is infinite unless t is 0; there, p counts as the smallest positive number of its precision (-log p is
 *       103.3 in float32, 744.4 in float64), and as a divisor never as less than the smallest normal number, so that loss
 *       and gradient are finite. Nothing else bounds them.
 * </ul>
 *
 * <p>A softmax gives p = 0 if its logits are more than 103 (float32) or 745 (float64) apart: from logits of 0 and 999.5 the
 * divergence from the first class is 999.5, which p no longer shows. The gradient still arrives at the logits, as the layer
 * {@code softmax} takes its limit; for the exact value leave that layer out, or use {@code log-softmax}. For one-hot
 * targets kl is the cross-entropy.
 */
@Component
@Named("kl")
@About(
        value = "Kullback-Leibler divergence from target probabilities: for soft targets; zero if the prediction"
                + " equals them.",
        formula = "mean over rows of sum_j t_j (log t_j - log p_j)",
        source = "Kullback and Leibler, 1951, Ann. Math. Statist. 22; mean as in PyTorch's KLDivLoss (batchmean)")
public class Kl implements Loss {
    /** What an output is. */
    enum Output {
        LOGITS,
        LOG_PROBABILITIES,
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
        return from == Output.PROBABILITIES ? output : Softmax.of(Elementary.FAST, output); // of log p it is p
    }

    @Override
    public Targets targets() {
        return Targets.ONE_HOT;
    }

    private double divergence(INDArray output, INDArray target, INDArray gradient) {
        double cross =
                switch (from) {
                    case LOGITS -> Softmax.crossEntropy(Elementary.FAST, output, target, gradient, 0);
                    case LOG_PROBABILITIES -> ofLogarithms(output, target, gradient);
                    case PROBABILITIES -> crossEntropy(output, target, gradient);
                };
        return cross - entropy(target);
    }

    /** The mean over all rows of -Σ_j t_j y_j with y = log p. */
    private static double ofLogarithms(INDArray output, INDArray target, INDArray gradient) {
        Doubles y = Doubles.of(output);
        Doubles t = Doubles.of(target);
        Doubles g = gradient == null ? null : Doubles.of(gradient);
        int n = (int) output.length();
        long rows = n / output.size(-1);
        double total = 0;
        for (int i = 0; i < n; i++) {
            double share = t.get(i);
            total -= share == 0 && y.get(i) == Double.NEGATIVE_INFINITY ? 0 : share * y.get(i);
            if (g != null) {
                g.put(i, Double.isNaN(y.get(i)) ? Double.NaN : -share / rows);
            }
        }
        return total / rows;
    }

    /** The mean over all rows of -Σ_j t_j log p_j. */
    private static double crossEntropy(INDArray output, INDArray target, INDArray gradient) {
        Doubles p = Doubles.of(output);
        Doubles t = Doubles.of(target);
        Doubles g = gradient == null ? null : Doubles.of(gradient);
        boolean single = output.dataType() == DataType.FLOAT;
        double least = single ? Float.MIN_VALUE : Double.MIN_VALUE;
        double leastDivisor = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        int n = (int) output.length();
        long rows = n / output.size(-1);
        double total = 0;
        for (int i = 0; i < n; i++) {
            double at = p.get(i);
            total -= t.get(i) * Math.log(at == 0 ? least : at);
            if (g != null) {
                g.put(i, -t.get(i) / Math.max(leastDivisor, at) / rows);
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

    @Override
    public Optional<Node> predictionGraph(Node output) {
        return Optional.of(from == Output.PROBABILITIES ? output : output.softmax());
    }
}
