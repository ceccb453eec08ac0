package rai.init;

import java.util.random.RandomGenerator;

/** The shape of a distribution of mean 0. */
enum Distribution {
    /** The normal distribution. */
    NORMAL,
    /** The normal distribution without what lies beyond two standard deviations; widened, so that the variance is as given. */
    TRUNCATED_NORMAL,
    /** The uniform distribution, on ±√3 standard deviations. */
    UNIFORM;

    private static final double UNIFORM_LIMIT = Math.sqrt(3);
    private static final double TRUNCATION = 2;

    /** √(1 - 4 φ(2) / (Φ(2) - Φ(-2))), the standard deviation of what truncation leaves. */
    private static final double TRUNCATED_SD = 0.87962566103423978;

    double draw(RandomGenerator random, double standardDeviation) {
        double unit =
                switch (this) {
                    case NORMAL -> random.nextGaussian();
                    case TRUNCATED_NORMAL -> TruncatedGaussian.draw(random, -TRUNCATION, TRUNCATION) / TRUNCATED_SD;
                    case UNIFORM -> UNIFORM_LIMIT * (2 * random.nextDouble() - 1);
                };
        return standardDeviation * unit;
    }
}
