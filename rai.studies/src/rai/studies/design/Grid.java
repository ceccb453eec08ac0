package rai.studies.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.api.study.StudyRequest;
import rai.studies.document.Axis;
import rai.studies.document.Level;
import rai.studies.document.StudyDocument;
import rai.studies.document.StudyLimits;

/** The cells of a study: its groups of axes crossed, without those that are excluded or not asked for. */
final class Grid {
    private Grid() {}

    /** All cells of the whole study; whatever matches no cell is refused. */
    static List<Cell> whole(StudyDocument study) {
        List<Cell> all = cross(study, study.groups());
        study.exclusions().stream()
                .filter(of -> all.stream().noneMatch(cell -> cell.matches(of.when())))
                .findFirst()
                .ifPresent(of -> {
                    throw study.source().error(of.path(), of.path() + " matches no cell: leave it out");
                });
        List<Cell> cells = included(study, all);
        if (cells.isEmpty()) {
            throw study.source().error("exclude", "exclude leaves out every cell: nothing is left to train");
        }
        study.overrides().stream()
                .filter(of -> cells.stream().noneMatch(cell -> cell.matches(of.when())))
                .findFirst()
                .ifPresent(of -> {
                    throw study.source().error(of.path(), of.path() + ".when matches no cell: leave it out");
                });
        study.expectations().stream()
                .filter(of -> cells.stream().noneMatch(cell -> matches(cell, of.cell())))
                .findFirst()
                .ifPresent(of -> {
                    throw study.source()
                            .error(
                                    of.path() + ".cell",
                                    of.path() + ".cell matches no cell: these levels do not occur together");
                });
        return cells;
    }

    private static boolean matches(Cell cell, Map<String, String> levels) {
        return levels.entrySet().stream()
                .allMatch(of -> cell.levels().get(of.getKey()).label().equals(of.getValue()));
    }

    /** The cells that a caller asks for. */
    static List<Cell> of(StudyDocument study, StudyRequest request) {
        Map<String, List<String>> only = new LinkedHashMap<>(request.only());
        List<Axis> axes = quick(study.groups(), study, request).stream()
                .flatMap(List::stream)
                .toList();
        only.keySet().forEach(name -> requireAxis(name, axes));
        only.replaceAll((name, labels) -> labels(name, labels, axes));
        List<Cell> cells = included(study, cross(study, quick(study.groups(), study, request))).stream()
                .filter(cell -> cell.matches(only))
                .toList();
        if (cells.isEmpty()) {
            throw new SpecException(
                    only.isEmpty()
                            ? study.source().name() + ": the quick form has no cells: give quick.axes other levels"
                            : "no cell of " + study.name() + " has " + shown(only)
                                    + ": these levels do not occur together");
        }
        return cells;
    }

    private static void requireAxis(String name, List<Axis> axes) {
        List<String> known = axes.stream().map(Axis::name).toList();
        if (!known.contains(name)) {
            throw Words.unknown("axis", name, known);
        }
    }

    /** A number may be written in another way than in the study. */
    private static List<String> labels(String name, List<String> given, List<Axis> axes) {
        Axis axis =
                axes.stream().filter(of -> of.name().equals(name)).findFirst().orElseThrow();
        List<String> labels = new ArrayList<>();
        for (String text : given) {
            labels.add(axis.level(text)
                    .or(() -> axis.level(asNumber(text)))
                    .orElseThrow(() -> Words.unknown("level of " + name, text, axis.labels()))
                    .label());
        }
        return labels;
    }

    private static String asNumber(String text) {
        try {
            return Level.text(new java.math.BigDecimal(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String shown(Map<String, List<String>> only) {
        List<String> all = new ArrayList<>();
        only.forEach((axis, labels) -> all.add(axis + "=" + String.join(",", labels)));
        return String.join(" and ", all);
    }

    private static List<List<Axis>> quick(List<List<Axis>> groups, StudyDocument study, StudyRequest request) {
        if (!request.quick()) {
            return groups;
        }
        return groups.stream()
                .map(group -> group.stream()
                        .map(axis -> study.quick().axes().getOrDefault(axis.name(), axis))
                        .toList())
                .toList();
    }

    private static List<Cell> included(StudyDocument study, List<Cell> cells) {
        return cells.stream()
                .filter(cell -> study.exclusions().stream().noneMatch(of -> cell.matches(of.when())))
                .toList();
    }

    private static List<Cell> cross(StudyDocument study, List<List<Axis>> groups) {
        long size = 1;
        for (List<Axis> group : groups) {
            size *= group.get(0).levels().size();
            requireSize(study, size);
        }
        List<Cell> cells = List.of(new Cell(Map.of()));
        for (List<Axis> group : groups) {
            List<Cell> crossed = new ArrayList<>();
            for (Cell cell : cells) {
                for (int i = 0; i < group.get(0).levels().size(); i++) {
                    Map<String, Level> levels = new LinkedHashMap<>(cell.levels());
                    for (Axis axis : group) {
                        levels.put(axis.name(), axis.levels().get(i));
                    }
                    crossed.add(new Cell(levels));
                }
            }
            cells = crossed;
        }
        return cells;
    }

    /** @throws SpecException if there are more trials than a study may have */
    static void requireSize(StudyDocument study, long trials) {
        if (trials > StudyLimits.TRIALS) {
            throw study.source()
                    .error(
                            "axes",
                            "the study has " + trials + " trials or more, and may have at most " + StudyLimits.TRIALS
                                    + ": use fewer levels or seeds");
        }
    }
}
