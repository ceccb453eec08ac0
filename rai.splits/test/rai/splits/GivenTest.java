package rai.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.data.DataException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;
import rai.testkit.Specs;
import rai.testkit.SplitContract;

class GivenTest {
    private static final SplitRows SIX = SplitRows.of("people.csv", 6);

    @TempDir
    Path temp;

    private Split given(String text, String settings) {
        try {
            Files.writeString(temp.resolve("folds.csv"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Specs.configure(new Given(), "given(file=\"" + temp.resolve("folds.csv") + "\"" + settings + ")");
    }

    @Test
    void withoutAFileTheFoldsAreThoseOfTheData() {
        Split split = Specs.configure(new Given(), "given");
        Parts one = new Parts(new int[] {0, 1}, new int[] {2}, new int[] {3});
        Parts two = new Parts(new int[] {2, 3}, new int[0], new int[] {0});
        SplitRows rows = SIX.withFolds(List.of(one, two));
        assertThat(split.folds()).isEmpty();
        assertThat(split.folds(rows)).isEqualTo(2);
        assertThat(split.parts(rows, 1, 7)).isEqualTo(one);
        assertThat(split.parts(rows, 2, 7)).isEqualTo(two);
    }

    private static final SplitRows TWENTY = SplitRows.of("people.csv", 20)
            .withClasses(IntStream.range(0, 20).map(row -> row % 2).toArray())
            .withFolds(List.of(new Parts(IntStream.range(4, 20).toArray(), new int[0], new int[] {0, 1, 2, 3})));

    @Test
    void aShareOfTheTrainingRowsOfAFoldValidatesTheSameOfEachClass() {
        Parts parts = Specs.configure(new Given(), "given(valid=0.25)").parts(TWENTY, 1, 7);
        assertThat(parts.test()).containsExactly(0, 1, 2, 3);
        assertThat(parts.valid()).hasSize(4);
        assertThat(IntStream.of(parts.valid()).filter(row -> row % 2 == 0)).hasSize(2);
        assertThat(parts.train()).hasSize(12).doesNotContain(0, 1, 2, 3);
        assertThat(IntStream.concat(IntStream.of(parts.train()), IntStream.of(parts.valid()))
                        .sorted()
                        .toArray())
                .containsExactly(IntStream.range(4, 20).toArray());
    }

    @Test
    void whichRowsValidateFollowsFromTheSeedOfTheRunUnlessTheSplitHasOne() {
        Split ofRun = Specs.configure(new Given(), "given(valid=0.25)");
        Split own = Specs.configure(new Given(), "given(valid=0.25, seed=7)");
        assertThat(ofRun.parts(TWENTY, 1, 7).valid())
                .isEqualTo(own.parts(TWENTY, 1, 8).valid())
                .isNotEqualTo(ofRun.parts(TWENTY, 1, 8).valid());
    }

    @Test
    void aFoldThatHasValidationRowsGetsNoOthers() {
        SplitRows rows = SIX.withFolds(List.of(new Parts(new int[] {0, 1, 4, 5}, new int[] {2}, new int[] {3})));
        Split split = Specs.configure(new Given(), "given(valid=0.25)");
        assertThatThrownBy(() -> split.parts(rows, 1, 7))
                .isInstanceOf(DataException.class)
                .hasMessage("fold 1 of people.csv has validation rows of its own: leave out valid=0.25");
    }

    @Test
    void tooSmallAShareIsReported() {
        Split split = Specs.configure(new Given(), "given(valid=0.01)");
        assertThatThrownBy(() -> split.parts(TWENTY, 1, 7))
                .isInstanceOf(DataException.class)
                .hasMessage("the 16 training rows of fold 1 of people.csv are too few for validation rows, too: use a"
                        + " larger valid");
        assertThatThrownBy(() -> Specs.configure(new Given(), "given(valid=1)"))
                .hasMessage("given needs rows for training: valid must be less than 1");
    }

    @Test
    void dataWithoutFoldsNeedAFile() {
        Split split = Specs.configure(new Given(), "given");
        assertThatThrownBy(() -> split.folds(SIX))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "no folds come with people.csv: name the file that lists them, given(file=folds.csv), or use"
                                + " another split");
    }

    @Test
    void aFileIsReadEvenIfTheDataHaveFolds() {
        Split split = given("fold,row\n1,1\n1,4\n", "");
        SplitRows rows = SIX.withFolds(List.of(new Parts(new int[] {0}, new int[0], new int[] {1})));
        assertThat(split.parts(rows, 1, 0).test()).containsExactly(0, 3);
    }

    @Test
    void aFileOfTestRowsTrainsOnAllOthers() {
        Split split = given("fold,row\n1,1\n1,4\n2,2\n2,3\n", "");
        assertThat(split.folds()).hasValue(2);
        Parts parts = split.parts(SIX, 2, 0);
        assertThat(parts.test()).containsExactly(1, 2);
        assertThat(parts.valid()).isEmpty();
        assertThat(parts.train()).containsExactly(0, 3, 4, 5);
    }

    @Test
    void partsMayBeListedAndThenTheOtherRowsAreNotUsed() {
        Split split = given("row,part,fold\n5,test,1\n2,train,1\n\n3,valid,1\n1,train,1\n", "");
        Parts parts = split.parts(SIX, 1, 0);
        assertThat(parts.train()).containsExactly(0, 1);
        assertThat(parts.valid()).containsExactly(2);
        assertThat(parts.test()).containsExactly(4);
    }

    @Test
    void rowsAndFoldsMayBeCountedFromZero() {
        Split split = given("\uFEFFfold,row\r\n0,0\r\n0,5\r\n1,2\r\n", ", first=0");
        assertThat(split.parts(SIX, 1, 0).test()).containsExactly(0, 5);
        assertThat(split.parts(SIX, 2, 0).test()).containsExactly(2);
    }

    @Test
    void theFoldsOfRepetitionsAreCountedOn() {
        Split split = given("repeat,fold,row\n1,1,1\n1,2,2\n2,1,2\n2,2,6\n", "");
        assertThat(split.folds()).hasValue(4);
        assertThat(split.parts(SIX, 3, 0).test()).containsExactly(1);
        assertThat(split.parts(SIX, 4, 0).test()).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fold,row;1,1;2,1 | , line 3: row 1 is tested in fold 2 and in fold 1 (line 2), but folds must not overlap: \
        number repetitions in a column 'repeat'
        fold,row,part;1,3,test;1,3,train | , line 3: row 3 is already in fold 1, for test (line 2): a fold lists a \
        row once
        fold,row;1,7 | , line 2: there is no row 7: people.csv has 6 rows, counted from 1
        fold,row;1,0 | , line 2: the row is '0', but must be a whole number from 1 on
        fold,row;1,x | , line 2: the row is 'x', but must be a whole number from 1 on
        fold,row;1,2,3 | , line 2: there are 3 fields, but the header has 2: fold,row
        fold,row,part;1,2,tset | , line 2: the part is 'tset', but must be one of train, valid, test
        folds,row;1,2 | , line 1: the header names the columns, but 'folds' is none of fold, row, part, repeat: \
        did you mean fold?
        fold,part;1,test | , line 1: the header has no column 'row'
        fold,row,row;1,2,2 | , line 1: the header has the column 'row' twice
        """)
    void whatIsWrongIsRefusedWithFileAndLine(String lines, String message) {
        Split split = given(lines.replace(';', '\n'), "");
        assertThatThrownBy(() -> split.parts(SIX, 1, 0))
                .isInstanceOf(DataException.class)
                .hasMessage(temp.resolve("folds.csv") + message);
    }

    @Test
    void foldsWithGapsBetweenTheirNumbersAreRefused() {
        Split split = given("fold,row\n1,1\n3,2\n", "");
        assertThatThrownBy(split::folds)
                .isInstanceOf(DataException.class)
                .hasMessage("the file " + temp.resolve("folds.csv")
                        + " lists rows of fold 3, but none of fold 2: number them from 1 on, without gaps");
    }

    @Test
    void aFileWithoutFoldsIsRefused() {
        Split split = given("fold,row\n", "");
        assertThatThrownBy(split::folds)
                .isInstanceOf(DataException.class)
                .hasMessage("the file " + temp.resolve("folds.csv") + " lists no row of a fold");
    }

    @Test
    void aFoldThatTestsAllRowsIsRefused() {
        Split split = given("fold,row\n1,1\n1,2\n", "");
        assertThatThrownBy(() -> split.parts(SplitRows.of("people.csv", 2), 1, 0))
                .isInstanceOf(DataException.class)
                .hasMessage("fold 1 of " + temp.resolve("folds.csv") + " leaves no row of people.csv for training");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Split split = Specs.configure(new Given(), "given(file=nowhere.csv)");
        assertThatThrownBy(split::folds)
                .isInstanceOf(DataException.class)
                .hasMessage("there is no file nowhere.csv with folds");
    }

    @Nested
    class OfFile implements SplitContract {
        private String file;

        @BeforeEach
        void write() {
            file = IntStream.range(0, 12)
                    .mapToObj(i -> (i % 4 + 1) + "," + (i + 1))
                    .collect(Collectors.joining("\n", "fold,row\n", "\n"));
        }

        @Override
        public Split split() {
            return given(file, "");
        }
    }
}
