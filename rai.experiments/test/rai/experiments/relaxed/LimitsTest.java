package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.run.Model;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.testkit.stub.StubModel;

class LimitsTest {
    private static final double NAN = Double.NaN;

    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<String, Model> models = new HashMap<>();

    /** Says class 1 to the right of a boundary, and nothing above a height. */
    private record Halves(double boundary, double height) implements StubModel {
        @Override
        public Task task() {
            return Task.BINARY;
        }

        @Override
        public List<String> classNames() {
            return List.of("0", "1");
        }

        @Override
        public INDArray predict(INDArray features) {
            int n = (int) features.size(0);
            double[] said = IntStream.range(0, n)
                    .mapToDouble(
                            i -> features.getDouble(i, 1) > height ? NAN : features.getDouble(i, 0) > boundary ? 1 : 0)
                    .toArray();
            return Nd4j.createFromArray(said).reshape(n, 1);
        }
    }

    private void ended(String method, String setting, double... accuracies) {
        ended(Outcome.State.DONE, 0.1, method, setting, accuracies);
    }

    private void ended(Outcome.State state, double testLoss, String method, String setting, double... accuracies) {
        ended(100, state, testLoss, method, setting, accuracies);
    }

    private void ended(
            int depth, Outcome.State state, double testLoss, String method, String setting, double... accuracies) {
        for (int seed = 0; seed < accuracies.length; seed++) {
            Trial trial = Made.trial(seed, "depth", depth, "method", method, "setting", setting);
            RunResult result = new RunResult(
                    "run",
                    Map.of(),
                    seed,
                    100,
                    1,
                    Map.of("loss", 0.1),
                    Map.of("accuracy", accuracies[seed], "loss", testLoss),
                    Map.of(),
                    List.of(),
                    "",
                    RunResult.Stop.STEPS,
                    "");
            String id = method + "/" + setting + "/" + seed + (depth == 100 ? "" : "/" + depth);
            outcomes.add(new Outcome(id, trial, state, Optional.of(result), Curves.NONE, "", 1, Optional.empty()));
        }
    }

    /** Boundaries by seed. */
    private void kept(String method, String setting, double height, double... boundaries) {
        for (int seed = 0; seed < boundaries.length; seed++) {
            models.put(method + "/" + setting + "/" + seed, new Halves(boundaries[seed], height));
        }
    }

    private Report report() {
        return new Limits(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, outcomes, new Study.Models() {
            @Override
            public Optional<Model> of(Outcome outcome) {
                return Optional.ofNullable(models.get(outcome.id()));
            }

            @Override
            public Optional<Dataset> examples(Outcome outcome, Part part) {
                return Optional.of(Made.twoPoints());
            }
        });
    }

    private DataTable table(String name) {
        return report().sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(DataTable.class::isInstance)
                .map(DataTable.class::cast)
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The entry of a method, by the name of the column. */
    private String verdict(String method, String column) {
        DataTable table = table("limits");
        int index =
                table.columns().stream().map(DataTable.Column::name).toList().indexOf(column);
        return table.rows().stream()
                .filter(row -> row.get(0).text().equals(method))
                .findFirst()
                .orElseThrow()
                .get(index)
                .text();
    }

    @Test
    void reluIsGoneIfItTrainsNearlyAsWellAsTheBetterSmoothActivation() {
        ended("ALT", "sigmoid", 0.96, 0.96);
        ended("ALT", "tanh", 0.99, 0.99);
        ended("ALT", "relu", 0.975, 0.975);
        assertThat(verdict("ALT", "relu")).isEqualTo("gone");
    }

    @Test
    void reluThatIsWorseRemains() {
        ended("ALT", "sigmoid", 0.9, 0.9);
        ended("ALT", "tanh", 0.99, 0.99);
        ended("ALT", "relu", 0.96, 0.96);
        assertThat(verdict("ALT", "relu")).isEqualTo("remains");
    }

    @Test
    void oneLostRunIsEnoughForReluToRemainAndTheFirstRemedyThatHelpsIsNamed() {
        ended("ALT", "sigmoid", 0.9, 0.9);
        ended("ALT", "relu", 0.99, 0.59);
        ended("ALT", "relu, smaller step", 0.5, 0.5);
        ended("ALT", "relu, other start", 0.89, 0.9);
        ended("ALT", "leaky-relu", 0.9, 0.9);
        assertThat(verdict("ALT", "relu")).isEqualTo("gone with other start");
    }

    @Test
    void aMethodThatTrainsNoSmoothNetworkSaysNothingAboutRelu() {
        ended("ADMM", "sigmoid", 0.5, 0.55);
        ended("ADMM", "relu", 0.5, 0.5);
        assertThat(verdict("ADMM", "relu")).isEqualTo("trains neither");
    }

    @Test
    void aMethodWithoutReluSaysSo() {
        ended("lift", "sigmoid", 0.99);
        assertThat(verdict("lift", "relu")).isEqualTo("trains no relu");
    }

    @Test
    void reluOfTheLargestDepthThatIsStillInTrainingIsNotMeasured() {
        ended(4, Outcome.State.DONE, 0.1, "ALT", "relu", 0.99);
        ended("ALT", "sigmoid", 0.99);
        assertThat(verdict("ALT", "relu")).isEqualTo("not measured");
    }

    @Test
    void numbersEverywhereAndRunsToTheEndLeaveNoLimit() {
        ended("RAI", "sigmoid", 0.9);
        ended("RAI", "relu", 0.9);
        kept("RAI", "relu", 9, 0);
        assertThat(verdict("RAI", "nan")).isEqualTo("gone");
        assertThat(table("undefined").rows()).isEmpty();
    }

    @Test
    void cellsThatAreNotANumberRemainUnlessAnotherSettingTrainsWithoutThem() {
        ended("RAI", "relu", 0.9);
        kept("RAI", "relu", 0, 0);
        ended("RAI", "relu, smaller step", 0.7); // defined, but not trained
        assertThat(verdict("RAI", "nan")).isEqualTo("remains");
        ended("RAI", "relu, other start", 0.9);
        assertThat(verdict("RAI", "nan")).isEqualTo("gone with other start");
        assertThat(table("undefined").rows().get(0).get(4).value()).isEqualTo(0.5);
    }

    @Test
    void aRunThatDivergesAndALossThatIsNotFiniteCount() {
        ended(Outcome.State.DIVERGED, 0.1, "ALT", "relu", 0.9);
        ended(Outcome.State.DONE, NAN, "ALT-N", "tanh", 0.9);
        ended("ALT-N", "leaky-relu", 0.9);
        assertThat(verdict("ALT", "nan")).isEqualTo("remains");
        assertThat(verdict("ALT-N", "nan"))
                .as("a remedy is known for relu alone")
                .isEqualTo("remains");
    }

    @Test
    void aRunThatDivergedIsLostWhateverItsLastGoodStateReached() {
        ended("ALT", "sigmoid", 0.9);
        ended(Outcome.State.DIVERGED, 0.1, "ALT", "relu", 0.9);
        assertThat(verdict("ALT", "relu")).isEqualTo("remains");
        assertThat(table("relu").rows().get(0).get(11).text()).startsWith("1 of 1");
    }

    @Test
    void theChoiceOfMapsRemainsIfSomeChoicesDoNotTrainFromAnyStart() {
        ended("RAI", "sigmoid", 0.9);
        ended("RAI", "every 2nd map", 0.5);
        ended("RAI", "sigmoid, other start", 0.9);
        ended("RAI", "every 2nd map, other start", 0.79);
        ended("ALT", "sigmoid", 0.9);
        assertThat(verdict("RAI", "choice_of_maps")).isEqualTo("remains");
        assertThat(verdict("ALT", "choice_of_maps")).isEqualTo("no choice");
        ended(4, Outcome.State.DONE, 0.1, "lift", "sigmoid", 0.9);
        assertThat(verdict("lift", "choice_of_maps"))
                .as("of shallow networks alone")
                .isEqualTo("not measured");
        assertThat(table("maps").rows().get(2).get(3).value()).isEqualTo(0.4);
    }

    @Test
    void theChoiceOfMapsIsGoneWithTheStartFromWhichAllTrain() {
        ended("RAI", "sigmoid", 0.9);
        ended("RAI", "every 2nd map", 0.5);
        ended("RAI", "sigmoid, other start", 0.9);
        ended("RAI", "every 2nd map, other start", 0.81);
        assertThat(verdict("RAI", "choice_of_maps")).isEqualTo("gone with other start");
    }

    @Test
    void withoutChoicesOfMapsNothingIsSaidAboutThem() {
        ended("RAI", "sigmoid", 0.9);
        assertThat(verdict("RAI", "choice_of_maps")).isEqualTo("not measured");
    }

    @Test
    void boundariesRemainIfTheyVaryMoreThanThoseOfBackprop() {
        ended("backprop", "sigmoid", 0.9, 0.9, 0.9);
        kept("backprop", "sigmoid", 9, 0, 0, 0);
        ended("RAI", "sigmoid", 0.9, 0.9, 0.9);
        kept("RAI", "sigmoid", 9, -1.5, 0, 1.5);
        assertThat(verdict("RAI", "boundaries")).isEqualTo("remains");
        // each half differs from the middle one by a quarter of the plane, and from the other by a half
        assertThat((Double) table("boundaries").rows().get(1).get(4).value()).isBetween(0.32, 0.35);
        ended("RAI", "sigmoid, other start", 0.9, 0.9, 0.9);
        kept("RAI", "sigmoid, other start", 9, 1, 1, 1);
        assertThat(verdict("RAI", "boundaries")).isEqualTo("gone with other start");
    }

    @Test
    void boundariesOfNetworksThatAreNotTrainedSayNothing() {
        ended("backprop", "sigmoid", 0.9, 0.9, 0.9);
        kept("backprop", "sigmoid", 9, 0, 0, 0);
        ended("RAI", "sigmoid", 0.5, 0.5, 0.5);
        kept("RAI", "sigmoid", 9, -1.5, 0, 1.5);
        assertThat(verdict("RAI", "boundaries")).isEqualTo("not trained");
    }

    @Test
    void whatTheSourceReportsOfRaiIsReproducedOrNot() {
        ended("backprop", "sigmoid", 0.9, 0.9, 0.9);
        kept("backprop", "sigmoid", 9, -1.5, 0, 1.5);
        ended("RAI", "sigmoid", 0.9, 0.9, 0.9);
        kept("RAI", "sigmoid", 9, 0, 0, 0);
        ended("RAI", "relu", 0.9, 0.9, 0.9);
        kept("RAI", "relu", 0, 0, 0, 0);
        ended("RAI", "every 2nd map", 0.5, 0.5, 0.5);
        List<Mark> marks =
                report().answer().stream().map(Statement::mark).limit(3).toList();
        assertThat(marks).containsExactly(Mark.YES, Mark.YES, Mark.NO);
        assertThat(Made.sentences(report()))
                .contains("Runs diverge, or networks are not a number in places? gone: backprop; remains: RAI.");
    }

    @Test
    void theHeatMapMarksLostRuns() {
        ended("ALT", "sigmoid", 0.9, 0.5);
        Chart.HeatMap map = (Chart.HeatMap) report().sections().get(1).blocks().get(0);
        assertThat(map.rows()).containsExactly("ALT, 100");
        assertThat(map.values()[0][0]).isEqualTo(0.7);
        assertThat(map.notes()[0][0]).isEqualTo("1 of 2 lost");
    }

    @Test
    void networksAreKeptIfTheirLandscapesAreCountedOrCompared() {
        List<Trial> trials = new ArrayList<>();
        for (String setting : List.of("sigmoid", "tanh", "relu", "every 2nd map")) {
            for (long seed = 0; seed < 5; seed++) {
                trials.add(Made.trial(seed, "depth", 4, "method", "RAI", "setting", setting));
            }
        }
        List<Trial> planned = new Limits(Made.designs(trials)).plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(planned.stream().filter(Trial::keep).map(trial -> Column.level(trial, "setting")))
                .containsExactly("sigmoid", "sigmoid", "sigmoid", "sigmoid", "sigmoid", "relu", "relu", "relu");
    }
}
