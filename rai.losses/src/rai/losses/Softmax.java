package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.array.Elementary;

/** The softmax of logits, row by row. The largest logit of a row is taken out first, so that nothing overflows. */
final class Softmax {
    private Softmax() {}

    /** exp(z_j) / Σ_k exp(z_k), a new array. */
    static INDArray of(Elementary functions, INDArray logits) {
        INDArray probabilities = logits.ulike();
        Doubles z = Doubles.of(logits);
        Doubles p = Doubles.of(probabilities);
        double[] shares = new double[(int) logits.size(-1)];
        for (int at = 0, n = (int) logits.length(); at < n; at += shares.length) {
            double sum = exponentials(functions, z, at, largest(z, at, shares.length), shares);
            for (int j = 0; j < shares.length; j++) {
                p.put(at + j, shares[j] / sum);
            }
        }
        return probabilities;
    }

    /**
     * The mean over all rows of Σ_j t_j (log Σ_k exp(z_k) - z_j), and its gradient (Σ_k t_k p_j - t_j) / rows.
     *
     * @param functions the exponential and the logarithm
     * @param output logits z
     * @param target weights t of the classes; with smoothing t (1 - smoothing) + smoothing / c takes their place
     * @param gradient receives the gradient; null if it is not wanted
     * @param smoothing the share of a target that is spread over all c classes
     */
    static double crossEntropy(
            Elementary functions, INDArray output, INDArray target, INDArray gradient, double smoothing) {
        Doubles z = Doubles.of(output);
        Doubles t = Doubles.of(target);
        Doubles g = gradient == null ? null : Doubles.of(gradient);
        int n = (int) output.length();
        double[] shares = new double[(int) output.size(-1)];
        double spread = smoothing / shares.length;
        int rows = n / shares.length;
        double total = 0;
        for (int at = 0; at < n; at += shares.length) {
            double largest = largest(z, at, shares.length);
            double sum = exponentials(functions, z, at, largest, shares);
            double log = functions.log(sum);
            double weight = 0;
            for (int j = 0; j < shares.length; j++) {
                double wanted = t.get(at + j) * (1 - smoothing) + spread;
                weight += wanted;
                total += wanted * (largest - z.get(at + j) + log);
            }
            if (g != null) {
                for (int j = 0; j < shares.length; j++) {
                    double wanted = t.get(at + j) * (1 - smoothing) + spread;
                    g.put(at + j, (weight * shares[j] / sum - wanted) / rows);
                }
            }
        }
        return total / rows;
    }

    private static double largest(Doubles z, int at, int columns) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < columns; j++) {
            largest = Math.max(largest, z.get(at + j));
        }
        return largest;
    }

    private static double exponentials(Elementary functions, Doubles z, int at, double largest, double[] shares) {
        double sum = 0;
        for (int j = 0; j < shares.length; j++) {
            shares[j] = functions.exp(z.get(at + j) - largest);
            sum += shares[j];
        }
        return sum;
    }
}
