package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Cross-entropy of the softmax of logits: the mean over all rows of Σ_j t_j (log Σ_k exp(z_k) - z_j). The largest logit
 * of a row is taken out first, so that nothing overflows. Targets are one-hot, or any weights of the classes.
 */
@Component
@Named("softmax-cross-entropy")
@About(
        value = "Cross-entropy of the softmax of logits: one class of several, for networks that end in a linear layer.",
        formula = "mean over rows of sum_j t_j (log sum_k exp(z_k) - z_j)",
        source = "Bridle, 1990, Neurocomputing, NATO ASI F 68")
public class SoftmaxCrossEntropy implements Loss {
    @Override
    public double value(INDArray output, INDArray target) {
        return overRows(output, target, null);
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return overRows(output, target, Reals.of(gradient));
    }

    @Override
    public INDArray prediction(INDArray logits) {
        INDArray probabilities = logits.ulike();
        Reals z = Reals.of(logits);
        Reals p = Reals.of(probabilities);
        double[] shares = new double[(int) logits.size(-1)];
        for (int at = 0, n = (int) logits.length(); at < n; at += shares.length) {
            double sum = exponentials(z, at, largest(z, at, shares.length), shares);
            for (int j = 0; j < shares.length; j++) {
                p.put(at + j, shares[j] / sum);
            }
        }
        return probabilities;
    }

    @Override
    public Targets targets() {
        return Targets.ONE_HOT;
    }

    private static double overRows(INDArray output, INDArray target, Reals gradient) {
        Reals z = Reals.of(output);
        Reals t = Reals.of(target);
        int n = (int) output.length();
        double[] shares = new double[(int) output.size(-1)];
        int rows = n / shares.length;
        double total = 0;
        for (int at = 0; at < n; at += shares.length) {
            double largest = largest(z, at, shares.length);
            double sum = exponentials(z, at, largest, shares);
            double log = Math.log(sum);
            double weight = 0;
            for (int j = 0; j < shares.length; j++) {
                weight += t.get(at + j);
                total += t.get(at + j) * (largest - z.get(at + j) + log);
            }
            if (gradient != null) {
                for (int j = 0; j < shares.length; j++) {
                    gradient.put(at + j, (weight * shares[j] / sum - t.get(at + j)) / rows);
                }
            }
        }
        return total / rows;
    }

    private static double largest(Reals z, int at, int columns) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            largest = Math.max(largest, z.get(at + j));
        }
        return largest;
    }

    private static double exponentials(Reals z, int at, double largest, double[] shares) {
        double sum = 0;
        for (int j = 0; j < shares.length; j++) {
            shares[j] = Math.exp(z.get(at + j) - largest);
            sum += shares[j];
        }
        return sum;
    }
}
