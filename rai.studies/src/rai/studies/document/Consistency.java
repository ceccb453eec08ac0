package rai.studies.document;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rai.api.run.Phase;
import rai.api.spec.Words;

/** Checks what no part of a study can know by itself: that axes are used, that templates have axes, that no key is set by two. */
final class Consistency {
    private static final Map<String, String> SET_BY_THE_STUDY = Map.of(
            "execution.seed", "the seeds of the study set it: see seeds",
            "data.fold", "the folds of the study set it: see folds");

    private final StudyDocument study;
    /** The paths of all texts with places, and the names in them. */
    private final Map<String, Set<String>> places = new LinkedHashMap<>();

    private Consistency(StudyDocument study) {
        this.study = study;
    }

    static void require(StudyDocument study) {
        Consistency consistency = new Consistency(study);
        consistency.requireOwnKeys();
        consistency.findPlaces();
        consistency.requireAxes();
        consistency.requireUse();
        consistency.requireComparable();
    }

    private void requireOwnKeys() {
        Map<String, Object> base = study.base();
        if (base.containsKey("keeping")) {
            throw study.source()
                    .error(
                            "base.keeping",
                            "base.keeping is not allowed: a study decides where its runs are" + " kept; leave it out");
        }
        requireAbsent(base, "execution", "seed");
        if (study.folds().isPresent()) {
            requireAbsent(base, "data", "fold");
        }
        study.axes().forEach(axis -> {
            requireFree(axis.name(), axis.path());
            axis.levels().forEach(this::requireFree);
        });
        study.quick().axes().values().forEach(axis -> axis.levels().forEach(this::requireFree));
        study.overrides().forEach(of -> requireFree(of.set(), of.path() + ".set"));
        requireFree(study.quick().set(), "quick.set");
        study.quick().set().keySet().stream()
                .filter(key -> study.axis(key).isPresent())
                .forEach(key -> {
                    throw study.source()
                            .error(
                                    "quick.set." + key,
                                    "quick.set." + key + " sets what an axis varies: give" + " quick.axes." + key
                                            + " other levels");
                });
    }

    private void requireAbsent(Map<String, Object> base, String group, String key) {
        if (base.get(group) instanceof Map<?, ?> keys && keys.containsKey(key)) {
            String at = group + "." + key;
            throw study.source().error("base." + at, "base." + at + " is not allowed: " + SET_BY_THE_STUDY.get(at));
        }
    }

    private void requireFree(Level level) {
        requireFree(level.set(), level.path() + ".set");
    }

    private void requireFree(Map<String, Object> set, String path) {
        set.keySet().forEach(key -> requireFree(key, path + "." + key));
    }

    private void requireFree(String key, String path) {
        if (key.equals("keeping") || key.startsWith("keeping.")) {
            throw study.source().error(path, path + " is not allowed: a study decides where its runs are kept");
        }
        if (SET_BY_THE_STUDY.containsKey(key)) {
            throw study.source().error(path, path + " is not allowed: " + SET_BY_THE_STUDY.get(key));
        }
    }

    private void findPlaces() {
        find(study.base(), "base");
        study.axes().forEach(this::find);
        study.quick().axes().values().forEach(this::find);
        study.overrides().forEach(of -> find(of.set(), of.path() + ".set"));
        find(study.quick().set(), "quick.set");
    }

    private void find(Axis axis) {
        for (Level level : axis.levels()) {
            find(level.value(), level.path());
            find(level.set(), level.path() + ".set");
        }
    }

    private void find(Object document, String path) {
        Templates.find(
                document,
                path,
                (at, name) -> places.computeIfAbsent(at, key -> new HashSet<>()).add(name));
    }

    private void requireAxes() {
        Set<String> known = study.axes().stream().map(Axis::name).collect(Collectors.toSet());
        known.add("seed");
        places.forEach((path, names) -> names.stream()
                .filter(name -> !known.contains(name)
                        && !(name.equals("fold") && study.folds().isPresent()))
                .sorted()
                .forEach(name -> {
                    String advice = name.equals("fold")
                            ? "there are no folds: give folds"
                            : "there is no axis of that name: "
                                    + Words.nearest(name, known)
                                            .map(nearest -> "did you mean {" + nearest + "}?")
                                            .orElse("add it to axes");
                    throw study.source().error(path, path + " has {" + name + "}, but " + advice);
                }));
    }

    private void requireUse() {
        Set<String> used = places.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        for (Axis axis : study.axes()) {
            boolean sets = axis.levels().stream().noneMatch(Level::hasValue);
            if (!axis.isKey() && !used.contains(axis.name()) && !sets) {
                boolean ofPhase = Arrays.stream(Phase.class.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(axis.name()));
                String key = ofPhase ? axis.name() : "batch";
                throw study.source()
                        .error(
                                axis.path(),
                                axis.path() + " is used nowhere: write {" + axis.name()
                                        + "} where it belongs, or name the axis by a key such as phases[0]." + key);
            }
            axis.levels().stream()
                    .filter(level -> !level.hasValue() && (axis.isKey() || used.contains(axis.name())))
                    .findFirst()
                    .ifPresent(level -> {
                        throw study.source()
                                .error(
                                        level.path(),
                                        level.path() + " needs a value for "
                                                + (axis.isKey() ? axis.name() : "{" + axis.name() + "}")
                                                + " beside what it sets");
                    });
        }
    }

    private void requireComparable() {
        study.compare().ifPresent(compare -> {
            if (study.tuned().contains(compare.axis())) {
                throw study.source()
                        .error(
                                "compare.axis",
                                "compare.axis is " + compare.axis()
                                        + ", which is tuned: each cell has its best level of it, so there is nothing"
                                        + " to compare");
            }
            if (study.test().onValidation() && compare.metric().startsWith("valid.")) {
                throw study.source()
                        .error(
                                "compare.metric",
                                "compare.metric is " + compare.metric()
                                        + ", but with test.data train+valid there are no validation data left: use a"
                                        + " metric of the test data");
            }
            long blocks = study.seeds().count()
                    * study.folds()
                            .map(folds -> Math.max(
                                    folds.numbers().isEmpty() ? 2L : 1L,
                                    folds.numbers().size()))
                            .orElse(1L);
            if (blocks < 2) {
                throw study.source()
                        .error(
                                study.seeds().path(),
                                study.seeds().path()
                                        + " gives one seed, but compare tests a difference, which needs at least 2");
            }
        });
    }
}
