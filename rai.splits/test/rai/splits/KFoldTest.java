package rai.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rai.api.data.DataException;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;
import rai.testkit.Specs;
import rai.testkit.SplitContract;

class KFoldTest {
    private static Split folds(String settings) {
        return Specs.configure(new KFold(), "k-fold" + settings);
    }

    @Test
    void eachRowIsTestedOnceAndTrainedOnInAllOtherFolds() {
        for (int k = 2; k <= 10; k++) {
            for (int n = k; n < 60; n += 5) {
                SplitRows rows = SplitRows.of("people.csv", n);
                int[] tested = new int[n];
                for (int fold = 1; fold <= k; fold++) {
                    Parts parts = folds("(k=" + k + ")").parts(rows, fold, n);
                    assertThat(Rows.all(parts))
                            .containsExactly(IntStream.range(0, n).toArray());
                    Arrays.stream(parts.test()).forEach(row -> tested[row]++);
                }
                assertThat(tested).containsOnly(1);
            }
        }
    }

    @Test
    void theTestPartsDifferByAtMostARowInAllAndOfEachClass() {
        for (int n = 5; n < 60; n++) {
            SplitRows rows = Rows.ofClasses(n, 2 * n + 1, 7);
            int[] sizes = IntStream.rangeClosed(1, 5)
                    .map(fold -> folds("(k=5)").parts(rows, fold, 3).test().length)
                    .toArray();
            requireEven(sizes);
            for (int c = 0; c < 3; c++) {
                int ofClass = c;
                requireEven(IntStream.rangeClosed(1, 5)
                        .map(fold -> Rows.counts(
                                rows, folds("(k=5)").parts(rows, fold, 3).test())[ofClass])
                        .toArray());
            }
        }
    }

    private static void requireEven(int[] sizes) {
        assertThat(Arrays.stream(sizes).max().orElseThrow()
                        - Arrays.stream(sizes).min().orElseThrow())
                .as(Arrays.toString(sizes))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aClassOfOneRowIsMissingFromTheTrainingOfTheFoldThatTestsIt() {
        SplitRows rows = Rows.ofClasses(19, 1);
        int without = 0;
        for (int fold = 1; fold <= 4; fold++) {
            Parts parts = folds("(k=4)").parts(rows, fold, 0);
            int trained = Rows.counts(rows, parts.train())[1];
            assertThat(trained + Rows.counts(rows, parts.test())[1]).isEqualTo(1);
            without += 1 - trained;
        }
        assertThat(without).isEqualTo(1);
    }

    @Test
    void validationRowsAreAShareOfAllRowsAndNeverTestRows() {
        SplitRows rows = Rows.ofClasses(120, 80);
        for (int fold = 1; fold <= 5; fold++) {
            Parts parts = folds("(k=5, valid=0.1)").parts(rows, fold, 2);
            assertThat(Rows.all(parts)).containsExactly(IntStream.range(0, 200).toArray());
            assertThat(Rows.counts(rows, parts.valid())).containsExactly(12, 8);
            assertThat(Rows.counts(rows, parts.test())).containsExactly(24, 16);
        }
    }

    @Test
    void aRepetitionHasOtherTestRowsThanTheFirst() {
        SplitRows rows = Rows.ofClasses(30, 30);
        Split split = folds("(k=3, repeats=2)");
        assertThat(split.folds(rows)).isEqualTo(6);
        assertThat(split.parts(rows, 4, 0).test())
                .isNotEqualTo(split.parts(rows, 1, 0).test());
        assertThat(split.parts(rows, 1, 0).test())
                .containsExactly(folds("(k=3)").parts(rows, 1, 0).test());
    }

    @Test
    void theTestRowsAreTheSameWithAndWithoutValidation() {
        SplitRows rows = Rows.ofClasses(30, 30);
        assertThat(folds("(k=3, valid=0.2)").parts(rows, 2, 0).test())
                .containsExactly(folds("(k=3)").parts(rows, 2, 0).test());
    }

    @Test
    void theSeedDecidesWhichRows() {
        SplitRows rows = Rows.ofClasses(30, 30);
        assertThat(folds("").parts(rows, 1, 0).test())
                .isNotEqualTo(folds("").parts(rows, 1, 1).test());
        assertThat(folds("(seed=1)").parts(rows, 1, 0).test())
                .containsExactly(folds("").parts(rows, 1, 1).test());
    }

    @Test
    void moreFoldsThanRowsAreRefused() {
        SplitRows rows = SplitRows.of("people.csv", 7);
        assertThatThrownBy(() -> folds("(k=8)").folds(rows))
                .isInstanceOf(DataException.class)
                .hasMessage("the 7 rows of people.csv are too few for 8 folds");
    }

    @Test
    void aValidationShareThatLeavesNothingForTrainingIsRefused() {
        assertThatThrownBy(() -> folds("(k=4, valid=0.75)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("k-fold needs rows for training: with k=4 the share valid must be less than 1 - 1/k");
    }

    @Nested
    class Once implements SplitContract {
        @Override
        public Split split() {
            return folds("(k=5, valid=0.2)");
        }
    }

    @Nested
    class Repeated implements SplitContract {
        @Override
        public Split split() {
            return folds("(k=3, repeats=4)");
        }
    }

    @Nested
    class Plain implements SplitContract {
        @Override
        public Split split() {
            return folds("(stratified=false)");
        }
    }
}
