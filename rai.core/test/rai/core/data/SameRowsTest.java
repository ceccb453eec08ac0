package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.Column;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;

/** The rows that earlier versions chose, before splits were services: runs of these versions are evaluated on them. */
class SameRowsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
        twelve, 0, 5 10 15 20 22 27 28 29 31 38 39 46 54 56 59, 10 15 20 22 28 31 38 39 59, 2 5 11 23 27 29 30 33 46 47 52 53 54 56 58
        twelve, 7, 4 8 12 15 17 19 23 24 26 27 29 32 47 54 59, 8 17 19 24 26 27 29 54 59, 4 12 13 15 23 25 32 37 41 43 44 46 47 55 58
        twelve, -3, 3 7 20 21 24 27 28 31 37 48 51 52 55 56 59, 7 21 27 28 37 52 55 56 59, 1 2 3 5 9 20 24 31 32 39 46 48 49 50 51
        gaps, 0, 2 5 9 12 19 22 25 26 29 33, 5 9 22 25 29 33, 2 6 10 12 17 19 20 26 31 39
        gaps, 7, 2 4 10 16 18 28 29 32 33 36, 4 10 16 29 33 36, 1 2 3 9 11 13 14 18 28 32
        gaps, -3, 10 13 14 17 21 24 25 26 30 37, 10 13 14 21 24 26, 4 8 15 16 17 23 25 30 33 37
        tiny, 0, 16 17 20 21 26 27, 6 17 21 26, 12 16 20 22 27 29
        tiny, 7, 17 18 23 24 26 29, 7 17 18 26, 8 19 23 24 28 29
        tiny, -3, 15 20 23 26 27 29, 7 20 23 26, 8 14 15 16 27 29
        numbers, 0, 2 4 10 14 15 19 23 24 33 34 46 48, 4 10 14 15 24 33 34 46, 1 2 19 23 26 31 32 38 39 44 45 48
        numbers, 7, 3 11 13 17 25 28 36 41 42 44 45 49, 11 13 17 25 36 42 44 49, 2 3 6 7 8 12 26 28 29 38 41 45
        numbers, -3, 8 11 15 18 20 30 31 33 34 37 45 49, 8 11 18 20 30 34 37 49, 5 15 22 23 25 31 33 36 38 39 45 46
        """)
    void sharesGiveTheRowsThatEarlierVersionsGave(
            String name, long seed, String ofHoldout, String ofValid, String ofTest) {
        Table table = table(name);
        RunData holdout = SplitData.of(table, Optional.empty(), options("holdout", 0.25), seed);
        assertThat(rows(holdout.test())).containsExactly(kept(table, ofHoldout));
        RunData split = SplitData.of(table, Optional.empty(), options("split", "0.6/0.15/0.25"), seed);
        assertThat(rows(split.valid())).containsExactly(kept(table, ofValid));
        assertThat(rows(split.test())).containsExactly(kept(table, ofTest));
    }

    private static Table table(String name) {
        return switch (name) {
            case "twelve" ->
                numbers(IntStream.range(0, 60)
                        .asDoubleStream()
                        .map(i -> i * i % 13)
                        .toArray());
            case "gaps" ->
                texts(IntStream.range(0, 40)
                        .mapToObj(i -> i % 9 == 4 ? null : i % 3 == 0 ? "yes" : "no")
                        .toArray(String[]::new));
            case "tiny" ->
                texts(IntStream.range(0, 30)
                        .mapToObj(i -> i < 5 ? "rare" + i : i < 8 ? "B" : "A")
                        .toArray(String[]::new));
            default -> numbers(IntStream.range(0, 50).mapToDouble(i -> i * 0.37).toArray());
        };
    }

    private static Table numbers(double[] target) {
        return table(target.length, Column.of("y", Column.Role.TARGET, target));
    }

    private static Table texts(String[] target) {
        return table(target.length, Column.of("y", Column.Role.TARGET, target));
    }

    /** The feature is the number of the row. */
    private static Table table(int rows, Column target) {
        double[] numbers = IntStream.range(0, rows).asDoubleStream().toArray();
        return new Table(
                "people.csv",
                List.of(Column.of("a", Column.Role.FEATURE, numbers), target),
                null,
                new Table.Hints(true, Table.Goal.AUTO, List.of()),
                Optional.empty());
    }

    private static DataOptions options(String key, Object value) {
        return RunRequest.builder()
                .train("people.csv")
                .data("missing", "drop-row")
                .data(key, value)
                .build()
                .data();
    }

    private static int[] rows(Optional<Dataset> part) {
        return part.orElseThrow().features().toIntVector();
    }

    /** Rows without a target are dropped when the rows have been shared out. */
    private static int[] kept(Table table, String rows) {
        Column target = table.columns(Column.Role.TARGET).get(0);
        return Arrays.stream(rows.split(" "))
                .mapToInt(Integer::parseInt)
                .filter(row -> !target.isMissing(row))
                .toArray();
    }
}
