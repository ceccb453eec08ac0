package rai.studies.document;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A study file as a value. Everything that can be checked without services has been checked.
 *
 * @param source the file, for messages
 * @param name a short name
 * @param title the title
 * @param question what is asked; may be empty
 * @param directory the directory to which paths of data may be relative; empty if the study is in a bundle
 * @param base the run that all trials have in common, with the keys of a run document, and templates
 * @param groups the axes: those of a group vary together, the groups are crossed
 * @param exclusions cells that are left out
 * @param overrides keys that some cells set
 * @param seeds the seeds of the test
 * @param folds the folds; empty without
 * @param tune what is tuned, if anything is
 * @param test the final test
 * @param compare what is compared, if anything is
 * @param landscapes which runs are kept for landscapes, if any are
 * @param expectations what is expected
 * @param report the tables and charts that are wanted; if empty, all that apply
 * @param quick the quick form
 */
public record StudyDocument(
        Source source,
        String name,
        String title,
        String question,
        Optional<Path> directory,
        Map<String, Object> base,
        List<List<Axis>> groups,
        List<Exclusion> exclusions,
        List<Overriding> overrides,
        Seeds seeds,
        Optional<Folds> folds,
        Optional<Tune> tune,
        Test test,
        Optional<Compare> compare,
        Optional<Landscapes> landscapes,
        List<Expectation> expectations,
        List<String> report,
        Quick quick) {
    /** The version of the format that this program reads. */
    public static final int VERSION = 1;
    /** What a report may contain. */
    public static final List<String> REPORTS = List.of(
            "table",
            "curves",
            "u-curve",
            "lines",
            "dots",
            "heat-map",
            "ranks",
            "forest",
            "landscapes",
            "few-seeds",
            "probes");

    /** Copies the collections. */
    public StudyDocument {
        groups = groups.stream().map(List::copyOf).toList();
        exclusions = List.copyOf(exclusions);
        overrides = List.copyOf(overrides);
        expectations = List.copyOf(expectations);
        report = List.copyOf(report);
    }

    /** @return all axes, in their order */
    public List<Axis> axes() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /**
     * @param name the name of an axis
     * @return the axis, if there is one
     */
    public Optional<Axis> axis(String name) {
        return axes().stream().filter(axis -> axis.name().equals(name)).findFirst();
    }

    /** @return the axes that vary together with one that is tuned, by name */
    public Set<String> tuned() {
        Set<String> tuned = new TreeSet<>();
        tune.ifPresent(of -> groups.stream()
                .filter(group -> group.stream().anyMatch(axis -> of.axes().contains(axis.name())))
                .forEach(group -> group.forEach(axis -> tuned.add(axis.name()))));
        return tuned;
    }

    /** @return all metrics that it names, with the path of the place of each */
    public Map<String, String> metrics() {
        Map<String, String> metrics = new LinkedHashMap<>();
        tune.ifPresent(of -> metrics.put("tune.metric", of.metric()));
        compare.ifPresent(of -> metrics.put("compare.metric", of.metric()));
        expectations.forEach(expected ->
                expected.metric().ifPresent(metric -> metrics.put(expected.path() + ".metric", metric)));
        return metrics;
    }

    /**
     * Cells that are left out.
     *
     * @param when the labels of levels by axis; a cell that has one of them on each of these axes is left out
     * @param path its place in the document
     */
    public record Exclusion(Map<String, List<String>> when, String path) {}

    /**
     * Keys that some cells set, after all axes.
     *
     * @param when the labels of levels by axis, as for an exclusion
     * @param set the values by the paths of the keys
     * @param path its place in the document
     */
    public record Overriding(Map<String, List<String>> when, Map<String, Object> set, String path) {
        /** Copies the map. */
        public Overriding {
            set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        }
    }

    /**
     * Folds of the split.
     *
     * @param numbers their numbers, from 1; all if empty
     */
    public record Folds(List<Integer> numbers) {}

    /**
     * What is tuned. Each cell of the axes {@code within} gets its own best level of the tuned axes.
     *
     * @param axes the tuned axes
     * @param metric the metric of the training or validation data by which a level is chosen
     * @param seeds the tuning seeds; empty if there are as many as for the test
     * @param within the axes of which each cell gets its own best level
     */
    public record Tune(List<String> axes, String metric, Optional<Seeds> seeds, List<String> within) {}

    /**
     * The final test.
     *
     * @param onValidation whether it is trained on training and validation data
     */
    public record Test(boolean onValidation) {}

    /**
     * A comparison of the levels of an axis.
     *
     * @param axis the axis
     * @param metric the metric
     * @param baseline the label of the level with which all others are compared; if empty, all pairs are
     */
    public record Compare(String axis, String metric, Optional<String> baseline) {}

    /**
     * Which runs are kept.
     *
     * @param seed their seed; empty for the first
     */
    public record Landscapes(OptionalLong seed) {}

    /**
     * The quick form.
     *
     * @param seeds how many seeds
     * @param tuneSeeds how many tuning seeds; empty for as many
     * @param axes the levels of some axes, by name
     * @param set the values of keys by their paths, set after everything else
     */
    public record Quick(int seeds, OptionalInt tuneSeeds, Map<String, Axis> axes, Map<String, Object> set) {}
}
