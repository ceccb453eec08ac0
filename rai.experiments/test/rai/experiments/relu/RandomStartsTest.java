package rai.experiments.relu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.study.Outcome;

class RandomStartsTest {
    /** The first {@code dead} of 40 starts are dead; the first {@code stuck} end no better than the mean. */
    private static List<Outcome> starts(String activation, int dead, int stuck) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            double norm = seed < dead ? 0 : 0.1;
            outcomes.add(Trials.outcome(
                    Map.of("activation", activation, "seed", seed), norm, norm, seed < stuck ? 0.31 : 0.01));
        }
        return outcomes;
    }

    private static List<Outcome> with(List<Outcome> one, List<Outcome> other) {
        List<Outcome> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static List<String> sentences(List<Outcome> outcomes) {
        return RandomStarts.of(outcomes).orElseThrow().answer().stream()
                .map(Statement::sentence)
                .toList();
    }

    @Test
    void aShareOfDeadStartsAsTheGeometrySaysIsReproduced() {
        Statement verdict =
                RandomStarts.of(starts("relu", 25, 25)).orElseThrow().answer().get(0);
        assertThat(verdict.mark()).isEqualTo(Mark.YES);
        assertThat(verdict.sentence())
                .startsWith("reproduced: relu: share of random starts that are dead: 62.5 % [")
                .contains("of 40 (99 % interval), expected 62.50 % by the geometry");
    }

    @Test
    void aShareThatContradictsTheGeometryIsNotReproduced() {
        Statement verdict =
                RandomStarts.of(starts("relu", 8, 8)).orElseThrow().answer().get(0);
        assertThat(verdict.mark()).isEqualTo(Mark.NO);
        assertThat(verdict.sentence()).startsWith("NOT reproduced: ");
    }

    @Test
    void deadStartsAreNamedByActivation() {
        assertThat(sentences(with(starts("relu", 25, 25), starts("gelu", 0, 3))))
                .contains("Dead at the start: relu 62.5 % [47.0, 75.8]. Not one start is dead with gelu.");
    }

    @Test
    void anActivationThatIsStuckLessOftenIsSaidToBe() {
        List<Outcome> outcomes = with(starts("relu", 25, 25), starts("gelu", 0, 3));
        Statement last = last(outcomes);
        assertThat(last.mark()).isEqualTo(Mark.YES);
        assertThat(last.sentence())
                .startsWith("gelu is stuck less often than relu after ten epochs: 7.5 % [")
                .contains("against 62.5 % [")
                .contains("p < 0.001 by the sign test of equal starts");
    }

    @Test
    void aSmallDifferenceIsNotShown() {
        Statement last = last(with(starts("relu", 25, 25), starts("elu", 0, 23)));
        assertThat(last.mark()).isEqualTo(Mark.OPEN);
        assertThat(last.sentence())
                .startsWith("no difference shown between elu and relu")
                .contains("p = 0.500");
    }

    private static Statement last(List<Outcome> outcomes) {
        List<Statement> answer = RandomStarts.of(outcomes).orElseThrow().answer();
        return answer.get(answer.size() - 1);
    }

    @Test
    void theTableCountsStartAndEndApart() {
        List<Outcome> outcomes = List.of(
                Trials.outcome(Map.of("activation", "relu", "seed", 0), 0, 0, 0.4),
                Trials.outcome(Map.of("activation", "relu", "seed", 1), 0.2, 0, 0.4),
                Trials.outcome(Map.of("activation", "relu", "seed", 2), 0.2, 0.1, 0.3),
                Trials.outcome(Map.of("activation", "relu", "seed", 3), 0.2, 0.1, 0.29));
        DataTable table = (DataTable)
                RandomStarts.of(outcomes).orElseThrow().section().blocks().get(0);
        assertThat(table.rows().get(0))
                .extracting(DataTable.Entry::value)
                .containsExactly("relu", 4, 0.25, 0.25, 0.5, 0.75);
    }

    @Test
    void bothSharesAreDrawnWithTheirIntervals() {
        Chart.Dots dots = (Chart.Dots) RandomStarts.of(starts("relu", 25, 30))
                .orElseThrow()
                .section()
                .blocks()
                .get(2);
        assertThat(dots.name()).isEqualTo("stuck-networks");
        assertThat(dots.groups().get(0).mean()).isEqualTo(0.75);
        assertThat(dots.groups().get(0).low()).isBetween(0.55, 0.65);
    }

    @Test
    void trialsOfTheFatalStartAreLeftOut() {
        Outcome fatal = Trials.outcome(Map.of("activation", "relu", "loss", "mae", "seed", 0), 0, 0, 0.5);
        Outcome random = Trials.outcome(Map.of("activation", "relu", "seed", 0), 0, 0, 0.5);
        assertThat(RandomStarts.among(List.of(fatal, random))).containsExactly(random);
        assertThat(FatalStart.among(List.of(fatal, random))).containsExactly(fatal);
        assertThat(RandomStarts.of(List.of())).isEmpty();
    }
}
