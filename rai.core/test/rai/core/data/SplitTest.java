package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.SpecException;

class SplitTest {
    @Test
    void aHoldoutIsTheSameShareOfEveryClass() {
        RunData data = data(table(100, 20), 0, "holdout", 0.2);
        assertThat(counts(data.train())).containsExactly(80, 16);
        assertThat(counts(data.test().orElseThrow())).containsExactly(20, 4);
    }

    @Test
    void aSplitHasThreePartsThatShareNoRow() {
        RunData data = data(table(70, 30), 0, "split", "0.7/0.2/0.1");
        int[] rows = IntStream.concat(
                        IntStream.concat(rows(data.train()), rows(data.valid().orElseThrow())),
                        rows(data.test().orElseThrow()))
                .sorted()
                .toArray();
        assertThat(rows).containsExactly(IntStream.range(0, 100).toArray());
        assertThat(data.train().examples()).isEqualTo(70);
        assertThat(data.valid().orElseThrow().examples()).isEqualTo(20);
        assertThat(counts(data.valid().orElseThrow())).containsExactly(14, 6);
    }

    @Test
    void theSeedDecidesWhichRows() {
        int[] rows = rows(data(table(50, 50), 3, "holdout", 0.3).train()).toArray();
        assertThat(rows(data(table(50, 50), 3, "holdout", 0.3).train()).toArray())
                .containsExactly(rows);
        assertThat(rows(data(table(50, 50), 4, "holdout", 0.3).train()).toArray())
                .isNotEqualTo(rows);
        assertThat(rows).isSorted();
    }

    @Test
    void aClassOfOneRowIsForTraining() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(counts(data(table(9, 1), seed, "holdout", 0.5).train())[1])
                    .isEqualTo(1);
        }
    }

    @Test
    void manySmallClassesGiveAHoldoutOfTheRightSize() {
        String[] classes = IntStream.range(0, 90).mapToObj(i -> "c" + i / 3).toArray(String[]::new);
        RunData data = data(table(classes), 0, "holdout", 0.2);
        assertThat(data.test().orElseThrow().examples()).isEqualTo(18);
    }

    @Test
    void meansAreLearntFromTheTrainingRowsAlone() {
        double[] values = {1, 2, 3, 4, 5, 6, Double.NaN, 100};
        Table table = new Table(
                "people.csv",
                List.of(
                        Column.of("row", Column.Role.FEATURE, new double[] {0, 1, 2, 3, 4, 5, 6, 7}),
                        Column.of("a", Column.Role.FEATURE, values),
                        Column.of("y", Column.Role.TARGET, new String[] {"A", "B", "A", "B", "A", "B", "A", "B"})),
                null,
                new Table.Hints(true, Table.Goal.AUTO, List.of()),
                Optional.empty());
        for (int seed = 0; seed < 10; seed++) {
            RunData data = data(table, seed, "holdout", 0.5, "missing", "mean");
            double mean = Arrays.stream(data.train().features().getColumn(0).toIntVector())
                    .mapToDouble(row -> values[row])
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElseThrow();
            assertThat(Double.parseDouble(
                            data.preparation().columns().get(1).fill().orElseThrow()))
                    .isCloseTo(mean, within(1e-12));
        }
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> RunData.check(options("split", "0.7/0.2/0.2")))
                .isInstanceOf(SpecException.class)
                .hasMessage("--split needs the shares for training, validation and test, which sum to 1, as in"
                        + " 0.7/0.15/0.15, or a split such as k-fold(k=10), not '0.7/0.2/0.2'");
    }

    @Test
    void aHoldoutBesideTestDataIsRefused() {
        RunRequestBuilder request =
                RunRequest.builder().train("a.csv").test("b.csv").data("holdout", 0.2);
        assertThatThrownBy(() -> RunData.check(request.build().data()))
                .isInstanceOf(SpecException.class)
                .hasMessage("there would be two sets of test data: leave out --test, or --holdout");
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> data(table(1, 1), 0, "holdout", 0.2))
                .isInstanceOf(DataException.class)
                .hasMessage("the 2 rows of people.csv are too few to be shared out as asked: a part would be empty");
    }

    @Test
    void whatWasReadIsReported() {
        RunData data = data(table(70, 30), 0, "split", "0.7/0.2/0.1");
        assertThat(data.read())
                .containsEntry("rows", 70L)
                .containsEntry("valid_rows", 20L)
                .containsEntry("test_rows", 10L)
                .containsEntry("columns", 1L);
        assertThat(data.read().get("classes")).hasToString("{A=49, B=21}");
    }

    private static RunData data(Table table, long seed, Object... options) {
        return SplitData.of(table, Optional.empty(), options(options), seed);
    }

    private static DataOptions options(Object... pairs) {
        RunRequestBuilder request = RunRequest.builder().train("people.csv");
        for (int i = 0; i < pairs.length; i += 2) {
            request.data((String) pairs[i], pairs[i + 1]);
        }
        return request.build().data();
    }

    private static Table table(int ofA, int ofB) {
        return table(
                IntStream.range(0, ofA + ofB).mapToObj(i -> i < ofA ? "A" : "B").toArray(String[]::new));
    }

    /** The feature is the number of the row. */
    private static Table table(String[] classes) {
        return new Table(
                "people.csv",
                List.of(
                        Column.of(
                                "a",
                                Column.Role.FEATURE,
                                IntStream.range(0, classes.length)
                                        .asDoubleStream()
                                        .toArray()),
                        Column.of("y", Column.Role.TARGET, classes)),
                null,
                new Table.Hints(true, Table.Goal.AUTO, List.of()),
                Optional.empty());
    }

    private static IntStream rows(Dataset data) {
        return Arrays.stream(data.features().toIntVector());
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.classNames().size()];
        Arrays.stream(data.targets().toIntVector()).forEach(number -> counts[number]++);
        return counts;
    }
}
