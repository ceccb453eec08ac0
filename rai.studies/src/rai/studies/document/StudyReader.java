package rai.studies.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import rai.api.spec.Words;
import rai.studies.document.StudyDocument.Compare;
import rai.studies.document.StudyDocument.Exclusion;
import rai.studies.document.StudyDocument.Folds;
import rai.studies.document.StudyDocument.Landscapes;
import rai.studies.document.StudyDocument.Overriding;
import rai.studies.document.StudyDocument.Quick;
import rai.studies.document.StudyDocument.Test;
import rai.studies.document.StudyDocument.Tune;

/** Reads a document as a study. */
final class StudyReader {
    /** Seeds if a study does not say how many: the fewest with which a sign test can reach 1 in 16. */
    static final int SEEDS = 5;

    private static final int QUICK_SEEDS = 2;

    private final Source source;
    private final Part root;
    private final String name;
    private final Optional<Path> directory;

    StudyReader(Source source, String name, Optional<Path> directory) {
        this.source = source;
        this.root = source.root();
        this.name = name;
        this.directory = directory;
    }

    StudyDocument read() {
        requireVersion();
        root.requireKeys(
                "study",
                "title",
                "question",
                "base",
                "axes",
                "zip",
                "exclude",
                "override",
                "seeds",
                "folds",
                "tune",
                "test",
                "compare",
                "landscapes",
                "expect",
                "report",
                "quick");
        if (!root.at("base").isPresent()) {
            throw root.wrong("has no base: give the run that all trials have in common");
        }
        Axes axes = Axes.read(root);
        Optional<Seeds> seeds = root.get("seeds").map(part -> seeds(part));
        Optional<Seeds> testSeeds = test().flatMap(part -> part.get("seeds")).map(part -> seeds(part));
        Optional<Folds> folds = root.get("folds").map(StudyReader::folds);
        Optional<Tune> tune =
                root.get("tune").map(part -> tune(part, axes, testSeeds.isPresent() ? seeds : Optional.empty()));
        StudyDocument document = new StudyDocument(
                source,
                name,
                root.get("title").map(Part::text).orElse(name),
                root.get("question").map(Part::text).orElse(""),
                directory,
                root.at("base").document(),
                axes.groups(),
                elements("exclude").stream()
                        .map(part -> new Exclusion(axes.when(part), part.path()))
                        .toList(),
                elements("override").stream()
                        .map(part -> overriding(part, axes))
                        .toList(),
                testSeeds.or(() -> seeds).orElse(new Seeds(OptionalLong.empty(), SEEDS, List.of(), "seeds")),
                folds,
                tune,
                new Test(test().flatMap(part -> part.get("data"))
                        .map(part -> word(part, "train", "train+valid").equals("train+valid"))
                        .orElse(false)),
                root.get("compare").map(part -> compare(part, axes)),
                root.get("landscapes").map(StudyReader::landscapes),
                elements("expect").stream()
                        .map(part -> new ExpectationReader(part, axes, root).read())
                        .toList(),
                root.get("report").map(StudyReader::report).orElse(List.of()),
                quick(axes));
        Consistency.require(document);
        return document;
    }

    private void requireVersion() {
        if (!root.isPresent()) {
            throw root.wrong("is empty: a study file has at least study, base and axes");
        }
        root.entries();
        if (!root.at("study").isPresent()) {
            throw root.wrong("does not say the version of its format: write study: " + StudyDocument.VERSION
                    + " in its first line");
        }
        long version = root.at("study").whole(1);
        if (version > StudyDocument.VERSION) {
            throw source.error(
                    "study",
                    "the study is of version " + version + ", and this version of RAI reads studies up to version "
                            + StudyDocument.VERSION + ": use a newer version of RAI");
        }
    }

    private List<Part> elements(String key) {
        return root.get(key).map(Part::elements).orElse(List.of());
    }

    private Optional<Part> test() {
        return root.get("test").map(part -> part.requireKeys("data", "seeds"));
    }

    static String word(Part part, String... known) {
        String word = part.text();
        for (String other : known) {
            if (other.equals(word)) {
                return word;
            }
        }
        throw part.wrong("must be " + String.join(" or ", known) + ", but is '" + word + "'");
    }

    static Seeds seeds(Part part) {
        if (part.isList()) {
            List<Long> list = new ArrayList<>();
            for (Part element : part.elements()) {
                long seed = element.whole(Long.MIN_VALUE);
                if (list.contains(seed)) {
                    throw element.wrong("is " + seed + ", which is there twice: leave out one");
                }
                list.add(seed);
            }
            if (list.isEmpty()) {
                throw part.wrong("is empty: give how many seeds there are, or a list of seeds");
            }
            return new Seeds(OptionalLong.empty(), list.size(), list, part.path());
        }
        if (part.isMap()) {
            part.requireKeys("first", "count");
            return new Seeds(
                    part.get("first")
                            .map(first -> OptionalLong.of(first.whole(Long.MIN_VALUE)))
                            .orElse(OptionalLong.empty()),
                    count(part.at("count")),
                    List.of(),
                    part.path());
        }
        return new Seeds(OptionalLong.empty(), count(part), List.of(), part.path());
    }

    /** Seeds that do not follow from other seeds. */
    private static Seeds fromTheirFirst(Seeds seeds) {
        return new Seeds(OptionalLong.of(seeds.first().orElse(0)), seeds.count(), seeds.list(), seeds.path());
    }

    private static int count(Part part) {
        long count = part.whole(1);
        if (count > StudyLimits.TRIALS) {
            throw part.wrong("must be at most " + StudyLimits.TRIALS + ", but is " + count);
        }
        return (int) count;
    }

    private static Folds folds(Part part) {
        if ("all".equals(part.value())) {
            return new Folds(List.of());
        }
        if (!part.isList()) {
            throw part.wrong(
                    "must be all, or a list of the numbers of folds, which begin with 1, but is " + part.shown());
        }
        List<Integer> numbers = new ArrayList<>();
        for (Part element : part.elements()) {
            int fold = (int) Math.min(Integer.MAX_VALUE, element.whole(1));
            if (numbers.contains(fold)) {
                throw element.wrong("is " + fold + ", which is there twice: folds must not overlap, leave out one");
            }
            numbers.add(fold);
        }
        if (numbers.isEmpty()) {
            throw part.wrong("is empty: write all, or a list of the numbers of folds");
        }
        return new Folds(List.copyOf(numbers));
    }

    private Tune tune(Part part, Axes axes, Optional<Seeds> usual) {
        part.requireKeys("axes", "metric", "seeds", "within");
        if (!part.at("axes").isPresent()) {
            throw part.wrong("needs axes: the names of the axes of which each cell gets its own best level");
        }
        List<String> tuned = axes.names(part.at("axes"));
        if (tuned.isEmpty()) {
            throw part.at("axes").wrong("is empty: name at least one axis, or leave tune out");
        }
        String metric = part.get("metric")
                .map(of -> metric(of))
                .orElseThrow(() -> part.wrong("needs a metric, such as valid.loss"));
        if (metric.startsWith("test.")) {
            throw part.at("metric")
                    .wrong("is " + metric + ", but nothing may be tuned on the test data: use valid."
                            + metric.substring("test.".length()));
        }
        if (!metric.contains(".")) {
            throw part.at("metric")
                    .wrong("is " + metric + ", by which nothing can be tuned: use a metric such as valid.loss");
        }
        Set<String> together = axes.together(tuned);
        List<String> others = axes.all().stream()
                .map(Axis::name)
                .filter(axis -> !together.contains(axis))
                .toList();
        List<String> within = part.get("within").map(axes::names).orElse(others);
        within.stream().filter(together::contains).findFirst().ifPresent(axis -> {
            throw part.at("within").wrong("names " + axis + ", which is tuned: name other axes, or leave within out");
        });
        return new Tune(
                tuned,
                metric,
                part.get("seeds").map(StudyReader::seeds).or(() -> usual.map(StudyReader::fromTheirFirst)),
                within);
    }

    /** A part of the data and a metric, what methods report, or what is known of every run. */
    static String metric(Part part) {
        String metric = part.text().strip();
        List<String> others = List.of("seconds", "steps");
        int dot = metric.indexOf('.');
        List<String> parts = List.of("train", "valid", "test", "method");
        if (others.contains(metric)
                || dot > 0 && dot < metric.length() - 1 && parts.contains(metric.substring(0, dot))) {
            return metric;
        }
        throw part.wrong("is " + metric + ", but a metric is a part of the data with what is measured on it, such as"
                + " valid.loss or test.accuracy, what the method reports, such as method.hidden_loss, or seconds or"
                + " steps");
    }

    private Overriding overriding(Part part, Axes axes) {
        part.requireKeys("when", "set");
        if (!part.at("set").isPresent()) {
            throw part.wrong("needs set: the keys that it sets");
        }
        if (!part.at("when").isPresent()) {
            throw part.wrong("needs when: the levels for which it sets keys; what is set for all belongs into base");
        }
        return new Overriding(axes.when(part.at("when")), part.at("set").document(), part.path());
    }

    private Compare compare(Part part, Axes axes) {
        part.requireKeys("axis", "metric", "baseline");
        Axis axis = axes.named(
                part.get("axis").orElseThrow(() -> part.wrong("needs axis: the axis whose levels are compared")));
        if (axis.levels().size() < 2) {
            throw part.at("axis").wrong("is " + axis.name() + ", which has one level: there is nothing to compare");
        }
        String metric = part.get("metric")
                .map(StudyReader::metric)
                .orElseThrow(() -> part.wrong("needs a metric, such as test.accuracy"));
        return new Compare(
                axis.name(),
                metric,
                part.get("baseline").map(level -> Axes.level(level, axis)).map(Level::label));
    }

    private static Landscapes landscapes(Part part) {
        Part seed = part.requireKeys("seed").at("seed");
        if (!seed.isPresent() || "first".equals(seed.value())) {
            return new Landscapes(OptionalLong.empty());
        }
        if (!(seed.value() instanceof Number)) {
            throw seed.wrong("must be first, or a seed, but is " + seed.shown());
        }
        return new Landscapes(OptionalLong.of(seed.whole(Long.MIN_VALUE)));
    }

    private static List<String> report(Part part) {
        List<String> wanted = new ArrayList<>();
        for (Part element : part.elements()) {
            String word = element.text();
            if (!StudyDocument.REPORTS.contains(word)) {
                throw part.source()
                        .error(
                                element.path(),
                                element.path() + ": "
                                        + Words.unknown("part of a report", word, StudyDocument.REPORTS)
                                                .getMessage());
            }
            wanted.add(word);
        }
        return wanted;
    }

    private Quick quick(Axes axes) {
        Optional<Part> given = root.get("quick").map(part -> part.requireKeys("seeds", "tune", "axes", "set"));
        Map<String, Axis> levels = new LinkedHashMap<>();
        given.flatMap(part -> part.get("axes"))
                .ifPresent(part -> part.entries().forEach((axis, of) -> {
                    axes.named(of, axis);
                    levels.put(axis, Levels.axis(axis, of));
                }));
        for (List<Axis> group : axes.groups()) {
            Set<Integer> lengths = group.stream()
                    .map(axis -> levels.getOrDefault(axis.name(), axis).levels().size())
                    .collect(Collectors.toCollection(HashSet::new));
            if (lengths.size() > 1) {
                throw root.at("quick")
                        .at("axes")
                        .wrong("must give the same number of levels to "
                                + group.stream().map(Axis::name).collect(Collectors.joining(" and "))
                                + ", which vary together");
            }
        }
        return new Quick(
                given.flatMap(part -> part.get("seeds")).map(StudyReader::count).orElse(QUICK_SEEDS),
                given.flatMap(part -> part.get("tune"))
                        .map(part -> part.requireKeys("seeds").at("seeds"))
                        .map(part -> OptionalInt.of(count(part)))
                        .orElse(OptionalInt.empty()),
                levels,
                given.flatMap(part -> part.get("set")).map(Part::document).orElse(Map.of()));
    }
}
