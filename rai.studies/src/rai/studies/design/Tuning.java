package rai.studies.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import rai.api.study.Outcome;
import rai.studies.document.StudyDocument;
import rai.studies.document.StudyDocument.Tune;

/**
 * Chooses the best levels of the tuned axes: of each cell of the axes {@code within}, and of each fold, the level with the best mean
 * over the tuning seeds. A level at which a trial diverged, failed or has no value is worse than all others; of equal levels, the
 * first counts.
 */
final class Tuning {
    private final StudyDocument study;
    private final Tune tune;
    private final Design design;
    private final Map<List<Object>, Outcome> outcomes;
    private final boolean larger;

    /**
     * @param study the study
     * @param design its cells
     * @param outcomes the outcomes of the tuning stage, by their factors
     * @param larger whether a larger value is the better one
     */
    Tuning(StudyDocument study, Design design, Map<List<Object>, Outcome> outcomes, boolean larger) {
        this.study = study;
        this.tune = study.tune().orElseThrow();
        this.design = design;
        this.outcomes = outcomes;
        this.larger = larger;
    }

    /** The cells to test: by fold, each cell of the axes that are not tuned, at its best levels. */
    Map<OptionalInt, List<Cell>> best() {
        Map<OptionalInt, List<Cell>> best = new LinkedHashMap<>();
        design.folds().forEach(fold -> best.put(fold, best(fold)));
        return best;
    }

    private List<Cell> best(OptionalInt fold) {
        Set<String> tuned = study.tuned();
        Map<Cell, List<Cell>> byRest = new LinkedHashMap<>();
        Map<Cell, List<Cell>> byGroup = new LinkedHashMap<>();
        for (Cell cell : design.cells()) {
            byRest.computeIfAbsent(cell.on(design.untuned()), rest -> new ArrayList<>())
                    .add(cell);
            byGroup.computeIfAbsent(cell.on(tune.within()), group -> new ArrayList<>())
                    .add(cell);
        }
        Map<Cell, List<Cell>> rankings = new HashMap<>();
        byGroup.forEach((group, cells) -> rankings.put(group, ranking(cells, tuned, fold)));
        List<Cell> best = new ArrayList<>();
        byRest.forEach((rest, cells) -> rankings.get(rest.on(tune.within())).stream()
                .flatMap(level -> cells.stream().filter(cell -> cell.on(tuned).equals(level)))
                .findFirst() // not every cell has every level, if some are excluded
                .ifPresent(best::add));
        return best;
    }

    /** The tuned levels of some cells, the best first. */
    private List<Cell> ranking(List<Cell> cells, Set<String> tuned, OptionalInt fold) {
        Set<Cell> levels = new LinkedHashSet<>();
        cells.forEach(cell -> levels.add(cell.on(tuned)));
        Map<Cell, Score> scores = new HashMap<>();
        for (Cell level : levels) {
            scores.put(
                    level,
                    score(
                            cells.stream()
                                    .filter(cell -> cell.on(tuned).equals(level))
                                    .toList(),
                            fold));
        }
        Comparator<Cell> worse =
                Comparator.comparingInt(level -> scores.get(level).bad());
        Comparator<Cell> mean =
                Comparator.comparingDouble(level -> scores.get(level).mean());
        return levels.stream()
                .sorted(worse.thenComparing(larger ? mean.reversed() : mean))
                .toList();
    }

    /**
     * How good a level is.
     *
     * @param bad how many of its trials have no value
     * @param mean the mean of the others; 0 if there is any bad one: then it does not count
     */
    private record Score(int bad, double mean) {}

    private Score score(List<Cell> cells, OptionalInt fold) {
        int bad = 0;
        int count = 0;
        double sum = 0;
        for (long seed : design.tuningSeeds()) {
            for (Cell cell : cells) {
                Outcome outcome = outcomes.get(Outcomes.key(Design.factors(cell, seed, fold)));
                double value = outcome == null || outcome.state() != Outcome.State.DONE
                        ? Double.NaN
                        : outcome.metric(tune.metric());
                if (Double.isFinite(value)) {
                    sum += value;
                    count++;
                } else {
                    bad++;
                }
            }
        }
        return bad > 0 ? new Score(bad, 0) : new Score(0, sum / count);
    }
}
