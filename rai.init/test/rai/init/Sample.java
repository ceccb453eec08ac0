package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Independent draws, tested against the distribution they should come from: to 4 standard errors. */
record Sample(double[] x) {
    private static final double NORMAL_KURTOSIS = 3;
    private static final double UNIFORM_KURTOSIS = 1.8;
    private static final int STEPS = 100_000;

    static Sample of(INDArray array) {
        return new Sample(Maps.numbers(array));
    }

    void requireNormal(double mean, double variance) {
        requireMoments(mean, variance, NORMAL_KURTOSIS);
        double sd = Math.sqrt(variance);
        // of a normal distribution 31.731 % lies beyond one standard deviation, of a uniform one 42.265 %
        double beyond = Arrays.stream(x).filter(v -> Math.abs(v - mean) > sd).count() / (double) x.length;
        assertThat(beyond)
                .as("share beyond one standard deviation")
                .isCloseTo(0.31731, within(4 * 0.4654 / Math.sqrt(x.length)));
    }

    void requireUniform(double low, double high) {
        requireMoments((low + high) / 2, (high - low) * (high - low) / 12, UNIFORM_KURTOSIS);
        assertThat(Arrays.stream(x).min().getAsDouble())
                .as("smallest")
                .isBetween(low, low + (high - low) * 20 / x.length);
        assertThat(Arrays.stream(x).max().getAsDouble())
                .as("largest")
                .isBetween(high - (high - low) * 20 / x.length, high);
    }

    /** N(mean, sd²) between two bounds. */
    void requireTruncatedNormal(double mean, double sd, double low, double high) {
        double[] moments = new double[5];
        double middle = (low + high) / 2;
        double step = (high - low) / STEPS;
        for (int i = 0; i < STEPS; i++) { // by the midpoint rule
            double v = low + (i + 0.5) * step;
            double density = Math.exp(-(v - mean) * (v - mean) / (2 * sd * sd));
            for (int k = 0; k < moments.length; k++) {
                moments[k] += density * Math.pow(v - middle, k);
            }
        }
        for (int k = moments.length - 1; k >= 0; k--) {
            moments[k] /= moments[0];
        }
        double m = moments[1];
        double variance = moments[2] - m * m;
        double fourth = moments[4] - 4 * m * moments[3] + 6 * m * m * moments[2] - 3 * Math.pow(m, 4);
        requireMoments(middle + m, variance, fourth / (variance * variance));
        assertThat(Arrays.stream(x).min().getAsDouble()).as("smallest").isGreaterThanOrEqualTo(low);
        assertThat(Arrays.stream(x).max().getAsDouble()).as("largest").isLessThanOrEqualTo(high);
    }

    private void requireMoments(double mean, double variance, double kurtosis) {
        double m = Arrays.stream(x).average().getAsDouble();
        double v = variance(mean);
        assertThat(m).as("mean of %d", x.length).isCloseTo(mean, within(4 * Math.sqrt(variance / x.length)));
        assertThat(v)
                .as("variance of %d", x.length)
                .isCloseTo(variance, within(4 * variance * Math.sqrt((kurtosis - 1) / x.length)));
    }

    private double variance(double mean) {
        return Arrays.stream(x).map(a -> (a - mean) * (a - mean)).average().getAsDouble();
    }
}
