package rai.experiments.seeds;

import java.util.List;

/** Made-up values. */
final class Made {
    private Made() {}

    /** Losses of a and b. */
    static Claims losses(double[] source, double[]... values) {
        return new Claims(
                "made",
                "net",
                "loss",
                "the source",
                false,
                List.of("a", "b", "c").subList(0, values.length),
                source,
                values);
    }

    /** Losses of a and b with these differences a - b. */
    static Claims differences(double... differences) {
        return losses(new double[] {1, 2}, differences, new double[differences.length]);
    }
}
