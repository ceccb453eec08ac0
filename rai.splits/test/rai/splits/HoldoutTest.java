package rai.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class HoldoutTest {
    private static Split holdout(String settings) {
        return Specs.configure(new Holdout(), "holdout" + settings);
    }

    @Test
    void theSharesAreThoseOfEveryClassWithinARow() {
        for (int n = 20; n < 200; n += 7) {
            SplitRows rows = Rows.ofClasses(n, n / 2, n / 3);
            Parts parts = holdout("(test=0.25, valid=0.1)").parts(rows, 1, n);
            assertThat(Rows.all(parts))
                    .containsExactly(IntStream.range(0, rows.count()).toArray());
            assertThat(parts.test().length).isBetween((int) (0.25 * rows.count() - 1), (int) (0.25 * rows.count() + 1));
            int[] counts = Rows.counts(rows, parts.test());
            assertThat(Math.abs(counts[0] - 0.25 * n)).isLessThanOrEqualTo(1);
            assertThat(Math.abs(counts[1] - 0.25 * (n / 2))).isLessThanOrEqualTo(1);
            assertThat(Math.abs(counts[2] - 0.25 * (n / 3))).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aClassOfOneRowIsTrainedOn() {
        SplitRows rows = Rows.ofClasses(30, 1);
        for (int seed = 0; seed < 30; seed++) {
            Parts parts = holdout("(test=0.4, valid=0.4)").parts(rows, 1, seed);
            assertThat(Rows.counts(rows, parts.train())[1]).isEqualTo(1);
        }
    }

    @Test
    void withoutStratificationTheClassesAreNotLookedAt() {
        SplitRows classes = Rows.ofClasses(40, 20);
        SplitRows none = SplitRows.of("people.csv", 60);
        assertThat(holdout("(stratified=false)").parts(classes, 1, 5).test())
                .containsExactly(holdout("").parts(none, 1, 5).test());
    }

    @Test
    void aSeedOfItsOwnTakesPrecedenceOverThatOfTheRun() {
        SplitRows rows = Rows.ofClasses(40, 20);
        assertThat(holdout("(seed=3)").parts(rows, 1, 8).test())
                .containsExactly(holdout("").parts(rows, 1, 3).test())
                .isNotEqualTo(holdout("").parts(rows, 1, 8).test());
    }

    @Test
    void sharesThatLeaveNothingForTrainingAreRefused() {
        assertThatThrownBy(() -> holdout("(test=0.5, valid=0.5)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("holdout needs rows for training: the shares test and valid must sum to less than 1");
    }

    @Test
    void rowsThatAreTooFewAreRefused() {
        SplitRows rows = SplitRows.of("people.csv", 2);
        assertThatThrownBy(() -> holdout("(test=0.2)").parts(rows, 1, 0))
                .isInstanceOf(DataException.class)
                .hasMessage("the 2 rows of people.csv are too few to be shared out as asked: a part would be empty");
    }

    @Nested
    class Stratified implements SplitContract {
        @Override
        public Split split() {
            return holdout("(test=0.3, valid=0.15)");
        }
    }

    @Nested
    class Plain implements SplitContract {
        @Override
        public Split split() {
            return holdout("(stratified=false)");
        }
    }
}
