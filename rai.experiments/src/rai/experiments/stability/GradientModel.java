package rai.experiments.stability;

import java.util.random.RandomGenerator;

/**
 * A chain of L layers of width N, each a linear map W with independent entries N(0, g_W²) followed by a diagonal map D of
 * derivatives N(0, g_s²); the gradient at the output is N(0, g_y²), and the values below each layer are N(0, g_a²). All are
 * independent. The gradient of the weights of layer l is the outer product of δ_l and the values below, with δ_L = D_L ∇y and
 * δ_k = D_k W_{k+1}ᵀ δ_{k+1}, so that the variance of each of its entries is
 *
 * <pre>N^(L-l) · g_s^(2(L-l+1)) · g_W^(2(L-l)) · g_y² · g_a²</pre>
 *
 * @param layers L
 * @param width N
 * @param slope g_s
 * @param weight g_W
 * @param gradient g_y
 * @param value g_a
 */
record GradientModel(int layers, int width, double slope, double weight, double gradient, double value) {
    /** E[(xy)⁴] of independent standard normal x and y. */
    private static final double FOURTH_OF_PRODUCT = 9;

    /** The formula, factor by factor in float64, as a program computes it that does not take logarithms. */
    double variance(int layer) {
        int above = layers - layer;
        return Math.pow(width, above)
                * Math.pow(slope, 2 * (above + 1))
                * Math.pow(weight, 2 * above)
                * gradient
                * gradient
                * value
                * value;
    }

    /** log10 of the variance: it neither overflows nor underflows. */
    double log10Variance(int layer) {
        int above = layers - layer;
        return above * Math.log10(width)
                + 2 * (above + 1) * Math.log10(slope)
                + 2 * above * Math.log10(weight)
                + 2 * Math.log10(gradient)
                + 2 * Math.log10(value);
    }

    /**
     * The standard deviation of the mean square of all entries of one draw, divided by its mean. Each layer multiplies the mean square of
     * δ by an independent factor with the relative second moment 1 + 8/N; the values below add 1 + 2/N.
     */
    double relativeSpread(int layer) {
        double ofLayer = 1 + (FOURTH_OF_PRODUCT - 1) / width;
        return Math.sqrt(Math.pow(ofLayer, layers - layer + 1) * (1 + 2.0 / width) - 1);
    }

    /** The same for the square of a single entry: its kurtosis is 27 (1 + 8/N)^(L-l). */
    double relativeSpreadOfOne(int layer) {
        double ofLayer = 1 + (FOURTH_OF_PRODUCT - 1) / width;
        return Math.sqrt(3 * FOURTH_OF_PRODUCT * Math.pow(ofLayer, layers - layer) - 1);
    }

    /**
     * Draws all matrices once, and multiplies them out.
     *
     * @param random where the numbers come from
     * @param format in which numbers the products and sums are computed
     * @return by layer, from l = 1: the root mean square of all entries of the gradient, and the size of its first entry; infinite
     *     if an entry is not finite
     */
    double[][] draw(RandomGenerator random, Format format) {
        double[] delta = new double[width];
        for (int i = 0; i < width; i++) {
            delta[i] = format.product(normal(random, slope, format), normal(random, gradient, format));
        }
        double[][] sizes = new double[2][layers];
        double[] below = new double[width];
        for (int layer = layers; layer >= 1; layer--) {
            for (int i = 0; i < width; i++) {
                below[i] = normal(random, value, format);
            }
            sizes[0][layer - 1] = format.round(rootMeanSquare(delta) * rootMeanSquare(below));
            sizes[1][layer - 1] = Math.abs(format.product(delta[0], below[0]));
            if (layer > 1) {
                delta = lower(random, delta, format);
            }
        }
        return sizes;
    }

    private double[] lower(RandomGenerator random, double[] delta, Format format) {
        double[] lower = new double[width];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                sum = format.sum(sum, format.product(normal(random, weight, format), delta[j]));
            }
            lower[i] = format.product(normal(random, slope, format), sum);
        }
        return lower;
    }

    private static double normal(RandomGenerator random, double sd, Format format) {
        return format.round(sd * random.nextGaussian());
    }

    /** Of numbers whose squares may overflow. */
    private static double rootMeanSquare(double[] numbers) {
        double peak = 0;
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return Double.POSITIVE_INFINITY;
            }
            peak = Math.max(peak, Math.abs(number));
        }
        double sum = 0;
        for (double number : numbers) {
            sum += peak == 0 ? 0 : number / peak * (number / peak);
        }
        return peak * Math.sqrt(sum / numbers.length);
    }
}
