package rai.init;

import java.util.random.RandomGenerator;

/**
 * The standard normal distribution on an interval, by rejection: proposals are normal, uniform or, in a tail, exponential,
 * whichever is accepted often there (Robert, 1995, Statistics and Computing 5, arXiv:0907.4010).
 */
final class TruncatedGaussian {
    private TruncatedGaussian() {}

    /**
     * @param random random numbers
     * @param low smallest number
     * @param high largest number, above the smallest
     * @return a number between them
     */
    static double draw(RandomGenerator random, double low, double high) {
        if (high < 0) {
            return -draw(random, -high, -low);
        }
        if (low > 0) {
            double rate = (low + Math.sqrt(low * low + 4)) / 2;
            double fairWidth = StrictMath.exp(0.5 + (low * low - low * Math.sqrt(low * low + 4)) / 4) / rate;
            return high - low > fairWidth ? tail(random, low, high, rate) : uniform(random, low, high, low);
        }
        return high - low > Math.sqrt(2 * Math.PI) ? normal(random, low, high) : uniform(random, low, high, 0);
    }

    private static double normal(RandomGenerator random, double low, double high) {
        while (true) {
            double x = random.nextGaussian();
            if (x >= low && x <= high) {
                return x;
            }
        }
    }

    private static double tail(RandomGenerator random, double low, double high, double rate) {
        while (true) {
            double x = low + random.nextExponential() / rate;
            if (x <= high && random.nextDouble() <= StrictMath.exp(-(x - rate) * (x - rate) / 2)) {
                return x;
            }
        }
    }

    private static double uniform(RandomGenerator random, double low, double high, double mode) {
        while (true) {
            double x = low + (high - low) * random.nextDouble();
            if (random.nextDouble() <= StrictMath.exp((mode * mode - x * x) / 2)) {
                return x;
            }
        }
    }
}
