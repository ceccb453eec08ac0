package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static rai.core.data.People.table;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.api.data.Column;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;

/** What is noted about data that may hold a mistake. */
class ReadNotesTest {
    private static final String NUMBERED = "the column 'customer' seems to number the rows: csv(file=people.csv,"
            + " id=customer) keeps it beside predictions, and drop=customer leaves it out";

    @Test
    void aColumnOfNumbersWithLeadingZerosMayHoldCodes() {
        Table table = new Table(
                "people.csv",
                List.of(
                        Column.of("zip", Column.Role.FEATURE, new double[] {123, 5, 7, 8})
                                .withLeadingZeros("00123"),
                        Column.of("y", Column.Role.TARGET, new double[] {0, 1, 0, 1})),
                null,
                new Table.Hints(false, Table.Goal.AUTO, List.of()),
                Optional.empty());
        assertThat(notes(table))
                .containsExactly(
                        "the column 'zip' has leading zeros, such as 00123, and is read as numbers: if it holds codes,"
                                + " csv(file=people.csv, text=zip) reads it as texts, and drop=zip leaves it out");
    }

    @Test
    void aColumnThatNumbersTheRowsIsNotedInAnyOrderAndWithRowsMissing() {
        assertThat(notes(numbered(30, i -> i + 1))).containsExactly(NUMBERED);
        assertThat(notes(numbered(30, i -> 1000 + i * 7 % 30))).containsExactly(NUMBERED);
        assertThat(notes(numbered(30, i -> i + i / 6))).containsExactly(NUMBERED);
    }

    @Test
    void aColumnThatNumbersTheRowsIsNotedIfRowsAreHeldOut() {
        assertThat(notes(numbered(40, i -> i + 1), "holdout", 0.5)).containsExactly(NUMBERED);
    }

    @Test
    void otherNumbersAreNotNoted() {
        assertThat(notes(numbered(30, i -> 2 * i))).as("wide apart").isEmpty();
        assertThat(notes(numbered(30, i -> i / 2))).as("twice").isEmpty();
        assertThat(notes(numbered(30, i -> i + 0.5))).as("not whole").isEmpty();
        assertThat(notes(numbered(10, i -> i))).as("few").isEmpty();
        assertThat(notes(table(
                        "x,y",
                        IntStream.range(0, 30).mapToObj(i -> i + "," + i % 2).toArray(String[]::new))))
                .as("the only feature")
                .isEmpty();
    }

    @Test
    void classesThatDifferOnlyInCaseOrSpacesAreNoted() {
        assertThat(notes(table("a,y", "1,low", "2,low", "3,high", "4,high", "5,HIGH", "6,HIGH")))
                .containsExactly(
                        "the classes 'HIGH', 'high' differ only in capital letters or spaces: write them alike if"
                                + " they are the same class");
    }

    @Test
    void categoriesThatDifferOnlyInCaseOrSpacesAreNoted() {
        assertThat(notes(table("city,y", "New York,0", "New  York,1", "Bonn,0", "Bonn,1")))
                .containsExactly(
                        "the texts 'New  York', 'New York' of the column 'city' differ only in capital letters or"
                                + " spaces: write them alike if they mean the same");
    }

    @Test
    void classesThatAPartLacksOrHasOnceAreNoted() {
        Table train = table("a,y", "1,A", "2,A", "3,B", "4,B", "5,C", "6,D", "7,D");
        Table test = table("a,y", "1,A", "2,A", "3,B");
        assertThat(SplitData.of(train, Optional.of(test), request(), 0).read().get("notes"))
                .isEqualTo(List.of(
                        "the training data have only one row of the class 'C'",
                        "the test data have no row of the classes 'C', 'D'",
                        "the test data have only one row of the class 'B'"));
    }

    @Test
    void dataWithoutPeculiaritiesHaveNoNotes() {
        assertThat(SplitData.of(table("a,y", "1,A", "2,A", "3,B", "4,B"), Optional.empty(), request(), 0)
                        .read())
                .doesNotContainKey("notes");
    }

    private static Table numbered(int rows, IntFunction<Object> number) {
        return table(
                "customer,age,y",
                IntStream.range(0, rows)
                        .mapToObj(i -> number.apply(i) + "," + i * i % 17 + "," + i % 2)
                        .toArray(String[]::new));
    }

    private static List<Object> notes(Table table, Object... options) {
        Object notes = SplitData.of(table, Optional.empty(), request(options), 0)
                .read()
                .getOrDefault("notes", List.of());
        return List.copyOf((List<?>) notes);
    }

    private static DataOptions request(Object... pairs) {
        var request = RunRequest.builder().train("people.csv");
        for (int i = 0; i < pairs.length; i += 2) {
            request.data((String) pairs[i], pairs[i + 1]);
        }
        return request.build().data();
    }
}
