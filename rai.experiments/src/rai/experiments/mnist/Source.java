package rai.experiments.mnist;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What the source reports. */
final class Source {
    static final String NAME = "the reference experiments on activation units, MNIST";
    /** All activations have this rate in the first part of the experiment. */
    static final double FIXED_RATE = 0.005;
    /** The eight rates 10^(-3 + 3k/7) of the second part, to four digits. */
    static final List<Double> RATES = List.of(0.001, 0.002683, 0.007197, 0.01931, 0.05179, 0.1389, 0.3728, 1.0);

    /** What a network has reached after 1,000 steps. */
    record Final(double trainLoss, double trainAccuracy, double validAccuracy) {}

    static final Map<String, Final> AT_FIXED_RATE = Map.of(
            "relu", new Final(.0144, .9996, .9463),
            "sigmoid", new Final(1.947, .6509, .6563),
            "leaky-relu", new Final(.0168, .9991, .9404),
            "tanh", new Final(.357, .9343, .8925),
            "mish", new Final(.0200, .9982, .9383),
            "swish", new Final(.0642, .9839, .9254));

    /** The accuracy on test data at the best rate; it has none of relu and sigmoid. */
    static final Map<String, Double> TEST = Map.of("leaky-relu", .9332, "tanh", .9428, "mish", .9309, "swish", .9223);

    private static final double DIVERGED = Double.NaN;
    /** The accuracy on validation data by rate. */
    private static final Map<String, double[]> VALID = new LinkedHashMap<>();

    static {
        VALID.put("relu", row(.915, .938, .934));
        VALID.put("sigmoid", row(.287, .514, .628, .856, .907, .926, .940, .940));
        VALID.put("leaky-relu", row(.922, .936, .942));
        VALID.put("tanh", row(.793, .873, .895, .916, .931, .942, .947));
        VALID.put("mish", row(.925, .934, .935));
        VALID.put("swish", row(.923, .935, .897));
    }

    private Source() {}

    private static double[] row(double... learnt) {
        double[] row = new double[RATES.size()];
        Arrays.fill(row, DIVERGED);
        System.arraycopy(learnt, 0, row, 0, learnt.length);
        return row;
    }

    /** @return the activations, in the order of the source */
    static List<String> activations() {
        return List.copyOf(VALID.keySet());
    }

    static boolean diverges(String activation, double rate) {
        return valid(activation, rate).isEmpty();
    }

    /** @return the accuracy on validation data at one of {@link #RATES}; empty if the training diverged */
    static OptionalDouble valid(String activation, double rate) {
        double value = VALID.get(activation)[RATES.indexOf(rate)];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** @return the rate with the best accuracy on validation data; the first of equal ones */
    static double bestRate(String activation) {
        return RATES.stream()
                .filter(rate -> !diverges(activation, rate))
                .max((a, b) -> {
                    int order = Double.compare(
                            valid(activation, a).getAsDouble(),
                            valid(activation, b).getAsDouble());
                    return order != 0 ? order : Double.compare(b, a);
                })
                .orElseThrow();
    }
}
