package rai.init;

import java.util.random.RandomGenerator;

/** The shape of a distribution of mean 0. */
enum Distribution {
    /** The normal distribution. */
    NORMAL,
    /** The uniform distribution, on ±√3 standard deviations. */
    UNIFORM;

    private static final double UNIFORM_LIMIT = Math.sqrt(3);

    double draw(RandomGenerator random, double standardDeviation) {
        double unit = this == NORMAL ? random.nextGaussian() : UNIFORM_LIMIT * (2 * random.nextDouble() - 1);
        return standardDeviation * unit;
    }
}
