package rai.studies.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * The axes of a study.
 *
 * @param groups those of a group vary together
 */
record Axes(List<List<Axis>> groups) {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";
    private static final Set<String> RESERVED = Set.of("seed", "fold");

    static Axes read(Part root) {
        List<List<Axis>> groups = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        root.get("axes")
                .ifPresent(axes -> axes.entries().forEach((name, part) -> {
                    names.add(name);
                    groups.add(List.of(axis(name, part)));
                }));
        for (Part zip : root.get("zip").map(Part::elements).orElse(List.of())) {
            List<Axis> group = new ArrayList<>();
            zip.entries().forEach((name, part) -> {
                if (!names.add(name)) {
                    throw part.wrong("is an axis already: an axis is either crossed or varies together with others");
                }
                Axis axis = axis(name, part);
                int first = group.isEmpty()
                        ? axis.levels().size()
                        : group.get(0).levels().size();
                if (axis.levels().size() != first) {
                    throw part.wrong("has " + count(axis.levels().size()) + ", but "
                            + group.get(0).name() + " has " + first + ": axes that vary together need equally many");
                }
                group.add(axis);
            });
            if (group.size() < 2) {
                throw zip.wrong("needs at least two axes that vary together");
            }
            groups.add(group);
        }
        if (groups.isEmpty()) {
            throw root.wrong("has no axes: give at least one, or train its base by itself");
        }
        return new Axes(groups);
    }

    private static String count(int levels) {
        return levels + (levels == 1 ? " level" : " levels");
    }

    private static Axis axis(String name, Part part) {
        if (RESERVED.contains(name)) {
            throw part.wrong("is not an axis: every study varies the " + name + " by itself, see " + name + "s");
        }
        Axis axis = Levels.axis(name, part);
        if (!axis.isKey() && !name.matches(NAME)) {
            throw part.wrong(
                    "is not the name of an axis: a name is made of letters, digits and hyphens, or is the path of"
                            + " a key such as phases[0].batch");
        }
        return axis;
    }

    List<Axis> all() {
        return groups.stream().flatMap(List::stream).toList();
    }

    private List<String> known() {
        return all().stream().map(Axis::name).toList();
    }

    /** The axis that a text names. */
    Axis named(Part part) {
        return named(part, part.text());
    }

    Axis named(Part part, String name) {
        return find(name).orElseThrow(() -> unknown(part, name));
    }

    private Optional<Axis> find(String name) {
        return all().stream().filter(axis -> axis.name().equals(name)).findFirst();
    }

    private SpecException unknown(Part part, String name) {
        return part.source()
                .error(
                        part.path(),
                        part.path() + ": "
                                + Words.unknown("axis", name, known()).getMessage());
    }

    /** The names of axes: a list, or one. */
    List<String> names(Part part) {
        Set<String> names = new LinkedHashSet<>();
        for (Part element : part.isList() ? part.elements() : List.of(part)) {
            if (!names.add(named(element).name())) {
                throw element.wrong("is " + element.value() + ", which is there twice: leave out one");
            }
        }
        return List.copyOf(names);
    }

    /** These axes, and those that vary together with one of them. */
    Set<String> together(List<String> names) {
        Set<String> together = new LinkedHashSet<>();
        groups.stream()
                .filter(group -> group.stream().anyMatch(axis -> names.contains(axis.name())))
                .forEach(group -> group.forEach(axis -> together.add(axis.name())));
        return together;
    }

    /** The levels of some axes: one, or a list for each. */
    Map<String, List<String>> when(Part part) {
        Map<String, List<String>> when = new LinkedHashMap<>();
        part.entries().forEach((name, value) -> {
            Axis axis = named(value, name);
            List<Part> levels = value.isList() ? value.elements() : List.of(value);
            when.put(
                    name,
                    levels.stream().map(level -> level(level, axis).label()).toList());
        });
        if (when.isEmpty()) {
            throw part.wrong("is empty: name an axis and one or more of its levels");
        }
        return when;
    }

    static Level level(Part part, Axis axis) {
        String label = Level.text(part.value());
        return axis.level(label)
                .orElseThrow(() -> part.source()
                        .error(
                                part.path(),
                                part.path() + ": "
                                        + Words.unknown("level of " + axis.name(), label, axis.labels())
                                                .getMessage()));
    }
}
