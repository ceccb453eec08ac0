package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

class RaiDeepTest {
    private static final String STUCK = "backprop, reference start";

    private static Report report(Outcome... outcomes) {
        return new RaiDeep(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, List.of(outcomes), Made.NO_MODELS);
    }

    private static Outcome backprop(double atTheEnd, double... losses) {
        return Made.ended(
                Made.trial(0, "method", STUCK),
                atTheEnd,
                0.5,
                Map.of(),
                new Curves(LongStream.range(0, losses.length).toArray(), Map.of("train.loss", losses)));
    }

    @Test
    void aLossThatIsLnTwoThroughoutIsReproduced() {
        Statement first =
                report(backprop(0.6932, 0.75, 0.6931, 0.6932)).answer().get(0);
        assertThat(first.mark()).isEqualTo(Mark.YES);
        assertThat(first.sentence()).startsWith("reproduced: backprop, reference start: largest distance");
        assertThat(first.figures()).isPresent();
    }

    @Test
    void aLossThatLeavesAndComesBackIsNotReproduced() {
        Statement first =
                report(backprop(0.6931, 0.75, 0.5931, 0.6931)).answer().get(0);
        assertThat(first.mark()).isEqualTo(Mark.NO);
        assertThat(first.sentence()).startsWith("NOT reproduced").contains("0.1000 (1 seed), expected less than");
    }

    @Test
    void aLossThatHasLeftAtTheEndIsNotReproduced() {
        assertThat(report(backprop(0.3, 0.75, 0.6931)).answer().get(0).mark()).isEqualTo(Mark.NO);
    }

    @Test
    void whatUntrainedLayersAreWorthIsSaidEitherWay() {
        Outcome backprop = Made.ended(Made.trial(0, "method", "backprop, isometric start"), 0, 0.99);
        Outcome good = Made.ended(Made.trial(0, "method", "readout only, isometric start"), 0, 0.98);
        Outcome bad = Made.ended(Made.trial(0, "method", "readout only, isometric start"), 0, 0.6);
        assertThat(Made.sentences(report(backprop, good)).get(0))
                .contains("0.9800")
                .contains("success from that start does not show");
        assertThat(Made.sentences(report(backprop, bad)).get(0))
                .contains("0.6000")
                .contains("the hidden layers have to be trained");
    }

    @Test
    void theObjectiveIsShownBesideTheTrueLoss() {
        Report report = report(Made.ended(
                Made.trial(0, "method", "RAI, 400 iterations"),
                0.4,
                0.87,
                Map.of("relaxed_objective", 0.01, "hidden_loss", 0.004, "relaxed_loss", 0.006),
                Curves.NONE));
        DataTable table = (DataTable) report.sections().get(0).blocks().get(0);
        assertThat(table.rows().get(0))
                .extracting(DataTable.Entry::text)
                .containsExactly("RAI, 400 iterations", "0.0100", "0.0040", "0.0060", "0.4000", "0.8700");
    }

    @Test
    void longTrainingsHaveThreeSeedsAndAreNotInTheQuickForm() {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 5; seed < 15; seed++) {
            for (String method : List.of(STUCK, "RAI, 4000 iterations", "RAI, 10000 iterations")) {
                trials.add(Made.trial(seed, "method", method));
            }
        }
        RaiDeep study = new RaiDeep(Made.designs(trials));
        assertThat(count(study.plan(StudyRequest.AS_IT_IS, List.of()))).containsExactly(10, 10, 3);
        StudyRequest quick = new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of());
        assertThat(count(study.plan(quick, List.of()))).containsExactly(10, 0, 0);
    }

    private static List<Integer> count(List<Trial> trials) {
        return List.of(STUCK, "RAI, 4000 iterations", "RAI, 10000 iterations").stream()
                .map(method -> (int) trials.stream()
                        .filter(trial -> Column.level(trial, "method").equals(method))
                        .count())
                .toList();
    }
}
