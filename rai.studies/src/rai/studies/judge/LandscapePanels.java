package rai.studies.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.report.Chart;
import rai.api.report.Report.Section;
import rai.api.run.Model;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.statistics.Summary;

/** What the kept networks of two features say everywhere: a panel per cell, of its first kept trial. */
final class LandscapePanels {
    private static final int CELLS = 100;
    /** How far beyond the data the square reaches. */
    private static final double MARGIN = 0.5;

    private LandscapePanels() {}

    static Optional<Section> section(Question question, List<Cell> cells, Study.Models models) {
        if (!question.wants("landscapes")) {
            return Optional.empty();
        }
        List<Chart.Panel> panels = new ArrayList<>();
        for (Cell cell : cells) {
            cell.outcomes().stream()
                    .filter(outcome -> outcome.directory().isPresent())
                    .findFirst()
                    .flatMap(outcome -> panel(question, cell, outcome, models))
                    .ifPresent(panels::add);
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        "Decision landscapes",
                        List.of(new Chart.Landscapes(
                                "landscapes",
                                "What the networks say",
                                "The probability of the second class; the points are training data.",
                                panels))));
    }

    private static Optional<Chart.Panel> panel(Question question, Cell cell, Outcome outcome, Study.Models models) {
        Optional<Model> model = models.of(outcome);
        Optional<Dataset> data = models.examples(outcome, Part.TRAIN);
        if (model.isEmpty()
                || data.isEmpty()
                || data.get().task() == Task.REGRESSION
                || data.get().features().size(1) != 2) {
            return Optional.empty();
        }
        INDArray features = data.get().features();
        double range = Math.ceil(2 * (features.amaxNumber().doubleValue() + MARGIN)) / 2;
        double[] values = cell.values(question.metric());
        return Optional.of(new Chart.Panel(
                cell.label(),
                List.of(
                        Show.metric(question.metric()) + " "
                                + Show.number(
                                        Summary.of(values).mean(),
                                        Summary.of(values).sd()) + " (mean)",
                        "shown: seed " + outcome.trial().factors().get(Question.SEED)
                                + (question.hasFolds()
                                        ? ", fold " + outcome.trial().factors().get(Question.FOLD)
                                        : "")),
                data.get().featureNames(),
                range,
                new Grid(range, CELLS).probability(model.get()),
                Grid.points(data.get())));
    }
}
