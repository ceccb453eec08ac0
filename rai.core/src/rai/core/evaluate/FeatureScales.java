package rai.core.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether features are so unlike in size that a network can hardly learn from the small ones. */
public final class FeatureScales {
    /** Three orders of magnitude. */
    private static final double UNLIKE = 1000;

    private FeatureScales() {}

    /**
     * @param largest the largest absolute value of each feature, as the network reads them
     * @param names the names of the features
     * @return a sentence if the largest absolute values of two features differ by three orders of magnitude or more; a feature
     *     that is 0 everywhere does not count
     */
    public static Optional<String> hint(double[] largest, List<String> names) {
        int high = -1;
        int low = -1;
        for (int j = 0; j < largest.length; j++) {
            if (largest[j] > 0) {
                high = high < 0 || largest[j] > largest[high] ? j : high;
                low = low < 0 || largest[j] < largest[low] ? j : low;
            }
        }
        if (high < 0) {
            return Optional.empty();
        }
        double most = largest[high];
        double least = largest[low];
        return most < UNLIKE * least
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the features differ by orders of magnitude ('%s' goes up to %.3g, '%s' to %.3g in absolute"
                                + " value): --standardize brings them to one scale",
                        names.get(high),
                        most,
                        names.get(low),
                        least));
    }
}
