package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** The goodness of examples in a layer, G_i = Σ_j A_ij² (Hinton, 2022, arXiv:2212.13345), and what is made of it. */
final class Goodness {
    private Goodness() {}

    /** @return the mean of the squares of all elements */
    static double meanSquare(INDArray a) {
        double sum = 0;
        for (double of : each(a)) {
            sum += of;
        }
        return sum / a.length();
    }

    /**
     * @param a A [n, d]
     * @return G [n]
     */
    static double[] each(INDArray a) {
        int width = (int) a.size(1);
        Doubles elements = Doubles.of(a);
        double[] row = new double[width];
        double[] sums = new double[(int) a.size(0)];
        for (int i = 0; i < sums.length; i++) {
            elements.get(i * width, row, width);
            sums[i] = square(row);
        }
        return sums;
    }

    /**
     * The mean over the examples of -log p, p = 1 / (1 + exp(θ - G_i)) if the examples are to be taken for real ones, and of
     * -log (1 - p) if not.
     *
     * @param a A [n, d]
     * @param threshold θ
     * @param real whether they are to be taken for real ones
     * @param gradient receives dL/dA [n, d]; null if it is not wanted
     * @return L
     */
    static double loss(INDArray a, double threshold, boolean real, INDArray gradient) {
        int n = (int) a.size(0);
        int width = (int) a.size(1);
        double side = real ? -1 : 1;
        Doubles elements = Doubles.of(a);
        Doubles to = gradient == null ? null : Doubles.of(gradient);
        double[] row = new double[width];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            elements.get(i * width, row, width);
            double x = side * (square(row) - threshold);
            double small = StrictMath.exp(-Math.abs(x));
            sum += Math.max(x, 0) + StrictMath.log1p(small);
            if (to != null) {
                double probability = (x > 0 ? 1 : small) / (1 + small);
                double factor = 2 * side * probability / n;
                for (int j = 0; j < width; j++) {
                    row[j] *= factor;
                }
                to.put(i * width, row, width);
            }
        }
        return sum / n;
    }

    /**
     * Gives every example the same root mean square, so that the next layer can't read the goodness of this one from its length.
     *
     * @param a A [n, d]
     * @param meanSquare the mean square that each row gets; a row of zeros stays as it is
     * @param to receives the rows [n, d]
     * @return {@code to}
     */
    static INDArray equalLengths(INDArray a, double meanSquare, INDArray to) {
        int width = (int) a.size(1);
        Doubles elements = Doubles.of(a);
        Doubles scaled = Doubles.of(to);
        double[] row = new double[width];
        for (int i = 0; i < a.size(0); i++) {
            elements.get(i * width, row, width);
            double square = square(row);
            double factor = square == 0 ? 1 : Math.sqrt(meanSquare * width / square);
            for (int j = 0; j < width; j++) {
                row[j] *= factor;
            }
            scaled.put(i * width, row, width);
        }
        return to;
    }

    private static double square(double[] row) {
        double sum = 0;
        for (double x : row) {
            sum += x * x;
        }
        return sum;
    }
}
