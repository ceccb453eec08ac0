package rai.core.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whether features are so unlike in size that a network can hardly learn from the small ones. */
public final class FeatureScales {
    /** Three orders of magnitude. */
    private static final double UNLIKE = 1000;

    private FeatureScales() {}

    /**
     * @param inputs X [n, d], as the network reads them
     * @param names the names of the features
     * @return a sentence if the largest absolute values of two features differ by three orders of magnitude or more; a feature
     *     that is 0 everywhere does not count
     */
    public static Optional<String> hint(INDArray inputs, List<String> names) {
        INDArray largest = inputs.amax(0).reshape(1, inputs.size(1));
        int high = -1;
        int low = -1;
        for (int j = 0; j < inputs.size(1); j++) {
            double size = Math.abs(largest.getDouble(0, j));
            if (size > 0) {
                high = high < 0 || size > Math.abs(largest.getDouble(0, high)) ? j : high;
                low = low < 0 || size < Math.abs(largest.getDouble(0, low)) ? j : low;
            }
        }
        if (high < 0) {
            return Optional.empty();
        }
        double most = Math.abs(largest.getDouble(0, high));
        double least = Math.abs(largest.getDouble(0, low));
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
