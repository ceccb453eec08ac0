package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static rai.core.data.People.table;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Column;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.data.Task;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.SpecException;

class PreparationTest {
    // Names

    @Test
    void columnsAreFoundByTheirNames() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        Dataset other = learnt.examples(table("b,a,y", "2,1,0", "4,3,1"), "the test data");
        assertThat(other.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
    }

    @Test
    void theFeaturesOfADatasetAreFoundByTheirNames() {
        Preparation learnt = learn(Table.of(dataset("x0", "x1"), "moons"));
        Dataset other = learnt.examples(dataset("x1", "x0"), "the test data");
        assertThat(other.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{2, 1}, {4, 3}});
    }

    @Test
    void otherNamesAreRefused() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThatThrownBy(() -> learnt.examples(table("a,c,y", "1,2,0", "3,4,1"), "the test data"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the test data (people.csv) have no column 'b', which the training data have; their other"
                        + " columns are 'c': columns are found by their names");
    }

    @Test
    void columnsWithoutNamesAreFoundByPosition() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        Dataset other = learnt.examples(table("column-1,column-2,column-3", "5,6,0", "7,8,1"), "the test data");
        assertThat(other.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{5, 6}, {7, 8}});
    }

    @Test
    void columnsTakenByPositionAreNotedWithTheSideThatHasNoHeader() {
        Preparation named = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThat(named.notes(table("column-1,column-2,column-3", "5,6,0"), "the data"))
                .containsExactly(
                        "the columns of people.csv are taken by position, the last one as the target: it has no"
                                + " header");
        assertThat(named.notes(table("column-1,column-2", "5,6"), "the data"))
                .containsExactly("the columns of people.csv are taken by position: it has no header");
        Preparation numbered = learn(table("column-1,column-2,column-3", "1,2,0", "3,4,1"));
        assertThat(numbered.notes(table("b,a,y", "5,6,0"), "the data"))
                .containsExactly("the columns of people.csv are taken by position, the last one as the target: the"
                        + " training data have no header");
    }

    @Test
    void thereIsNothingToNoteIfBothSidesHaveNamesOrNeitherHas() {
        assertThat(learn(table("a,b,y", "1,2,0", "3,4,1")).notes(table("b,a,y", "5,6,0"), "the data"))
                .isEmpty();
        Preparation numbered = learn(table("column-1,column-2,column-3", "1,2,0", "3,4,1"));
        assertThat(numbered.notes(table("column-1,column-2,column-3", "5,6,0"), "the data"))
                .isEmpty();
    }

    @Test
    void aTrainingNotesThatTheColumnsOfItsTestDataAreTakenByPosition() {
        RunData data = SplitData.of(
                table("a,b,y", "1,2,0", "3,4,1"),
                Optional.of(table("column-1,column-2,column-3", "5,6,0")),
                options(),
                0);
        assertThat(data.read().get("notes"))
                .asInstanceOf(LIST)
                .contains("the columns of people.csv are taken by position, the last one as the target: it has no"
                        + " header");
    }

    @Test
    void anotherSeparatorIsSuspectedIfOneNameHoldsThemAll() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThatThrownBy(() -> learnt.apply(table("a;b", "6;5"), "the data"))
                .hasMessageEndingWith("csv(file=..., separator=\";\")");
    }

    @Test
    void aTableWithoutTargetIsPreparedForPrediction() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThat(learnt.apply(table("b,a", "6,5"), "the data").features().toDoubleVector())
                .containsExactly(5, 6);
    }

    @Test
    void aTableWithoutTargetCanNotBeComparedWithPredictions() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThatThrownBy(() -> learnt.examples(table("a,b,c", "1,2,0"), "the data"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the data (people.csv) have no column 'y'");
    }

    @Test
    void columnsThatTheNetworkDoesNotReadAreNamed() {
        Preparation learnt = learn(table("a,b,y", "1,2,0", "3,4,1"));
        assertThat(learnt.apply(table("id,a,b,y", "9,5,6,1"), "the data").unused())
                .containsExactly("id");
    }

    // Classes

    @Test
    void aTableThatLacksAClassIsEvaluatedWithTheClassesOfTheNetwork() {
        Preparation learnt = learn(table("a,y", "1,A", "2,B", "3,C"));
        Dataset other = learnt.examples(table("a,y", "1,C", "2,C"), "the test data");
        assertThat(other.classNames()).containsExactly("A", "B", "C");
        assertThat(other.targets().toDoubleVector()).containsExactly(2, 2);
    }

    @Test
    void spellingsOfANumberAreOneClass() {
        Preparation learnt = learn(table("a,y", "1,0.0", "2,1.0"));
        assertThat(learnt.examples(table("a,y", "1,1", "2,0"), "the test data")
                        .targets()
                        .toDoubleVector())
                .containsExactly(1, 0);
    }

    @Test
    void theTrainingDataAloneDecideWhatIsLearnt() {
        Preparation learnt = learn(table("a,y", "1,0.5", "2,1.5"));
        Dataset other = learnt.examples(table("a,y", "1,0", "2,1"), "the test data");
        assertThat(other.task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void anUnknownClassIsRefused() {
        Preparation learnt = learn(table("a,y", "1,A", "2,B"));
        assertThatThrownBy(() -> learnt.examples(table("a,y", "1,A", "2,C"), "the test data"))
                .isInstanceOf(SpecException.class)
                .hasMessage("people.csv, line 3, column 'y': 'C' is not one of the classes A, B");
    }

    // Texts

    @Test
    void textsBecomeOneFeaturePerCategory() {
        Preparation learnt = learn(table("city,y", "Rome,0", "Oslo,1"));
        assertThat(learnt.features()).containsExactly("city=Oslo", "city=Rome");
        assertThat(learnt.examples(table("city,y", "Rome,0"), "the test data")
                        .features()
                        .toDoubleVector())
                .containsExactly(0, 1);
    }

    @Test
    void textsBecomeTheNumberOfTheirCategoryOnDemand() {
        Preparation learnt = learn(table("size,y", "S,0", "L,1", "M,1"), "encode", "size=ordinal(order=S,M,L)");
        assertThat(learnt.features()).containsExactly("size");
        assertThat(learnt.examples(table("size,y", "S,0", "L,1", "M,1"), "the data")
                        .features()
                        .toDoubleVector())
                .containsExactly(0, 2, 1);
    }

    @Test
    void anUnseenTextIsRefused() {
        Preparation learnt = learn(table("city,y", "Rome,0", "Oslo,1"));
        assertThatThrownBy(() -> learnt.apply(table("city", "Rome", "Bonn"), "the data"))
                .isInstanceOf(SpecException.class)
                .hasMessage("people.csv, line 3, column 'city': 'Bonn' is not among the 2 texts of the training data"
                        + " ('Oslo', 'Rome'): correct it, or train with --unseen other, which accepts such texts");
    }

    @Test
    void anUnseenTextBelongsToNoCategoryIfAskedFor() {
        Preparation learnt = learn(table("city,y", "Rome,0", "Oslo,1"), "unseen", "other");
        assertThat(learnt.apply(table("city", "Bonn"), "the data").features().toDoubleVector())
                .containsExactly(0, 0);
    }

    @Test
    void rareTextsBeyondTheLimitShareAFeatureOnDemand() {
        Table table = table("city,y", "Rome,0", "Rome,1", "Oslo,1", "Bonn,0");
        Preparation learnt = learn(table, "unseen", "other", "encode", "one-hot(limit=2)");
        assertThat(learnt.features()).containsExactly("city=Rome", "city=(other)");
        assertThat(learnt.examples(table, "the data").features().toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}});
    }

    @Test
    void aColumnOfMoreTextsThanTheLimitIsRefused() {
        assertThatThrownBy(() -> learn(table("name,y", "Ann,0", "Bob,1", "Cid,1"), "encode", "one-hot(limit=2)"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "the column 'name' of people.csv has 3 different texts in 3 rows, such as 'Ann', and one-hot"
                                + " takes 2: leave it out with csv(file=people.csv, drop=name), use --encode"
                                + " name=one-hot(limit=3), or keep the most frequent ones with --unseen other");
    }

    @Test
    void aTextAmongNumbersIsRefused() {
        assertThatThrownBy(() -> learn(table("a,y", "1,0", "1o,1", "3,0")))
                .isInstanceOf(SpecException.class)
                .hasMessage("people.csv, line 3, column 'a': '1o' is not a number, unlike other values of the column:"
                        + " correct it, or say csv(file=people.csv, text=a) if the column holds categories");
    }

    @Test
    void numbersThatAreWrittenInAnotherWayAreRefusedWithTheirPlace() {
        for (String text : List.of("1.234.567", "12 345", "0x10", "5 %", "$5")) {
            assertThatThrownBy(() -> learn(table("a,y", text + ",0", text + ",1")))
                    .as(text)
                    .isInstanceOf(SpecException.class)
                    .hasMessage(
                            "people.csv, line 2, column 'a': '" + text + "' looks like a number, but can't be read as"
                                    + " one: write it with a decimal point and"
                                    + " nothing else between its digits, such as"
                                    + " 1234.5, or say csv(file=people.csv, text=a)"
                                    + " if the column holds categories");
        }
    }

    @Test
    void whatTheUserCallsTextIsCategoriesWhateverItLooksLike() {
        for (String text : List.of("0x10", "1o", "2024-05-01")) {
            Column column = Column.of("a", Column.Role.FEATURE, new String[] {"1", text})
                    .withCategories();
            Table table = new Table(
                    "people.csv",
                    List.of(column, Column.of("y", Column.Role.TARGET, new double[] {0, 1})),
                    null,
                    new Table.Hints(false, Table.Goal.AUTO, List.of()),
                    Optional.empty());
            assertThat(learn(table).features()).containsExactlyInAnyOrder("a=1", "a=" + text);
        }
    }

    @Test
    void datesAreRefusedWithAHint() {
        for (String date :
                List.of("2024-05-01", "2024-05-01T12:30:00Z", "01.05.2024", "5/1/2024", "2024/05/01 12:30")) {
            assertThatThrownBy(() -> learn(table("day,y", date + ",0", date + ",1")))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("people.csv, line 2, column 'day': '" + date
                            + "' is a date, which can't be learnt from as it is: put numbers in its place,"
                            + " such as days since a start or the month, or leave the column out with"
                            + " csv(file=people.csv, drop=day)");
        }
    }

    // Missing values

    @Test
    void whatGapsAreFilledWithIsReportedInSixDigitsWithoutAPowerOfTen() {
        Table table = table("income,age,y", "30000,1,0", ",2,1", "31000,,0", "30200,2,1");
        assertThat(SplitData.of(table, Optional.empty(), options("missing", "mean"), 0)
                        .read()
                        .get("filled"))
                .hasToString("{income=1 with 30400, age=1 with 1.66667}");
    }

    @Test
    void aMissingValueIsRefusedWithTheOptionsThereAre() {
        assertThatThrownBy(() -> learn(table("a,y", "1,0", ",1", ",0")))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "people.csv, line 3, column 'a': the value is missing, as in 2 of 3 rows: say what to do with"
                                + " --missing (drop-row, mean, median, constant), or leave the column out with"
                                + " csv(file=people.csv, drop=a)");
    }

    @Test
    void missingValuesAreFilledWithWhatTheTrainingRowsSay() {
        Table train = table("a,b,c,city,y", "1,1,1,Rome,0", ",,,,1", "3,3,3,Rome,0", "8,8,8,Oslo,1");
        Preparation learnt = learn(train, "missing", "mean, b=median, c=constant(value=-1)");
        assertThat(learnt.examples(train, "the data").features().getRow(1).toDoubleVector())
                .containsExactly(4, 3, -1, 0, 1);
        assertThat(learnt.apply(table("a,b,c,city", ",,,Oslo"), "the data")
                        .features()
                        .toDoubleVector())
                .containsExactly(4, 3, -1, 1, 0);
    }

    @Test
    void anIndicatorMarksMissingValuesOnDemand() {
        Table train = table("a,b,y", "1,1,0", ",2,1", "3,3,0");
        Preparation learnt = learn(train, "missing", "mean(indicator=true)");
        assertThat(learnt.features()).containsExactly("a", "a=(missing)", "b");
        assertThat(learnt.examples(train, "the data").features().toDoubleMatrix())
                .isDeepEqualTo(new double[][] {{1, 0, 1}, {2, 1, 2}, {3, 0, 3}});
    }

    @Test
    void rowsWithMissingValuesAreDroppedOnDemand() {
        Table train = table("a,y", "1,0", ",1", "3,1", "5,");
        Preparation learnt = learn(train, "missing", "drop-row");
        assertThat(learnt.examples(train, "the data").features().toDoubleVector())
                .containsExactly(1, 3);
        assertThat(learnt.apply(table("a", "", "7"), "the data").rows()).containsExactly(1);
    }

    @Test
    void aRuleForAColumnThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> learn(table("age,y", "1,0", "2,1"), "missing", "aeg=mean"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'age'?");
    }

    @Test
    void anUnknownRuleIsRefused() {
        assertThatThrownBy(() -> RunData.check(options("missing", "avarage")))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("unknown rule of --missing 'avarage'");
    }

    // Keeping

    @Test
    void whatWasLearntIsReadFromItsDocument() {
        Table train = table("a,city,size,y", "1,Rome,S,A", ",Oslo,L,B", "3,,S,A");
        Preparation learnt =
                learn(train, "missing", "mean(indicator=true)", "encode", "one-hot, size=ordinal", "unseen", "other");
        assertThat(Preparation.of(learnt.asMap(), Task.BINARY, List.of("A", "B")))
                .isEqualTo(learnt);
    }

    private static Preparation learn(Table table, String... options) {
        return Preparation.learn(table, Targets.learn(table, table.columns(Column.Role.TARGET)), options(options));
    }

    private static DataOptions options(String... pairs) {
        RunRequestBuilder request = RunRequest.builder().train("people.csv");
        for (int i = 0; i < pairs.length; i += 2) {
            request.data(pairs[i], pairs[i + 1]);
        }
        return request.build().data();
    }

    private static Dataset dataset(String... names) {
        return new Dataset(
                Task.REGRESSION,
                Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}}),
                Nd4j.createFromArray(new double[][] {{0}, {1}}),
                List.of(names),
                List.of());
    }
}
