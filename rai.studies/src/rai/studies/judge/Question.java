package rai.studies.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rai.studies.document.Expectation;

/**
 * What a study asks, as far as its outcomes are judged by it.
 *
 * @param name a short name, fit for a file
 * @param title the title
 * @param text the question in a sentence; may be empty
 * @param axes the factors that make a cell: all but those that are tuned, the seed and the fold
 * @param tuned the factors of which each cell has its own best level
 * @param tuning the metric by which the best level is chosen; empty if nothing is tuned
 * @param metric the metric that is judged, such as {@code test.accuracy}
 * @param largerIsBetter whether a larger value of a metric is the better one
 * @param compare the comparison to make; empty if none
 * @param overlap of folds the number of test rows divided by that of training rows; 0 for seeds
 * @param hasFolds whether a cell has a trial per seed and fold, not only per seed
 * @param expectations what is expected
 * @param wanted the names of the charts and tables to show; all that apply if empty
 * @param about facts for the end of the report
 */
public record Question(
        String name,
        String title,
        String text,
        List<String> axes,
        List<String> tuned,
        Optional<String> tuning,
        String metric,
        Predicate<String> largerIsBetter,
        Optional<Contrast> compare,
        double overlap,
        boolean hasFolds,
        List<Expectation> expectations,
        Set<String> wanted,
        Map<String, Object> about) {
    /** The factor that holds the seed. */
    public static final String SEED = "seed";
    /** The factor that holds the fold. */
    public static final String FOLD = "fold";
    /** The stage in which levels are tuned. */
    public static final String TUNE = "tune";

    /** Copies the collections. */
    public Question {
        axes = List.copyOf(axes);
        tuned = List.copyOf(tuned);
        expectations = List.copyOf(expectations);
        wanted = Set.copyOf(wanted);
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
    }

    /**
     * A comparison of the levels of one factor.
     *
     * @param axis the factor
     * @param baseline the level with which all others are compared; if empty, all pairs are compared
     */
    public record Contrast(String axis, Optional<String> baseline) {}

    boolean wants(String part) {
        return wanted.isEmpty() || wanted.contains(part);
    }

    /** So many trials of a cell, in words. */
    String trials(int number) {
        return hasFolds ? Show.count(number, "trial") + " with the same seed and fold" : Show.count(number, "seed");
    }

    boolean larger() {
        return largerIsBetter.test(metric);
    }
}
