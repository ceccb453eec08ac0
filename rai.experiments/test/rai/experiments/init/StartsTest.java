package rai.experiments.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;
import rai.experiments.Ended;

class StartsTest {
    private final List<Outcome> outcomes = new ArrayList<>();

    private void ended(String activation, String init, String training, double... losses) {
        for (int seed = 0; seed < losses.length; seed++) {
            outcomes.add(Ended.of(
                    Map.of("loss", losses[seed]),
                    Map.of(),
                    List.of(),
                    "activation",
                    activation,
                    "init",
                    init,
                    "training",
                    training,
                    "seed",
                    (long) seed));
        }
    }

    private void tanh(double... kaimingUniform) {
        ended("tanh", "xavier normal", Starts.SHORT, 0.47, 0.49, 0.48, 0.5);
        ended("tanh", "xavier uniform", Starts.SHORT, 0.5, 0.48, 0.49, 0.52);
        ended("tanh", "kaiming normal", Starts.SHORT, 0.52, 0.6, 0.55, 0.58);
        ended("tanh", "kaiming uniform", Starts.SHORT, kaimingUniform);
    }

    private List<Mark> marks() {
        return new Starts(outcomes)
                .statements().stream()
                        .filter(statement -> statement.figures().isPresent())
                        .map(Statement::mark)
                        .toList();
    }

    @Test
    void eachFigureOfTheSourceIsJudged() {
        tanh(0.5, 0.51, 0.49, 0.52);
        assertThat(marks()).containsExactly(Mark.YES, Mark.YES, Mark.YES, Mark.YES);
    }

    @Test
    void aFigureThatNoSeedComesNearIsNotReproduced() {
        tanh(0.8, 0.81, 0.79, 0.8);
        assertThat(marks()).containsExactly(Mark.YES, Mark.YES, Mark.YES, Mark.NO);
    }

    @Test
    void onlySeedsThatAllStartsHaveAreCompared() {
        tanh(0.5, 0.51, 0.49);
        DataTable table =
                Ended.blocks(new Starts(outcomes).sections(), DataTable.class).get(0);
        assertThat(table.rows()).hasSize(4).allMatch(row -> row.get(7).text().equals("3"));
    }

    @Test
    void startsThatAreTrainedLongerAreComparedByTheLogarithmOfTheirLoss() {
        ended("relu", "xavier normal", Starts.LONG, 1e-4, 2e-4, 1.5e-4, 1.2e-4);
        ended("relu", "kaiming normal", Starts.LONG, 1e-2, 2e-2, 1.6e-2, 1.1e-2);
        assertThat(new Starts(outcomes).statements())
                .anyMatch(statement -> statement
                        .sentence()
                        .startsWith(
                                "relu from xavier normal is better than relu from kaiming normal in log10 of the train"
                                        + " loss: difference -2"));
    }

    @Test
    void nothingIsSaidOfWhatWasNotTrained() {
        assertThat(new Starts(outcomes).statements()).isEmpty();
        assertThat(new Starts(outcomes).sections()).isEmpty();
    }
}
