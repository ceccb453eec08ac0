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

class TailTest {
    private static Split tail(String settings) {
        return Specs.configure(new Tail(), "tail" + settings);
    }

    private static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @Test
    void theLastRowsAreTestedAndThoseBeforeThemValidate() {
        Parts parts = tail("(valid=0.2, test=0.3)").parts(Rows.ofClasses(70, 30), 1, 4);
        assertThat(parts.train()).containsExactly(rows(0, 50));
        assertThat(parts.valid()).containsExactly(rows(50, 70));
        assertThat(parts.test()).containsExactly(rows(70, 100));
    }

    @Test
    void withoutTestRowsTheLastRowsValidate() {
        Parts parts = tail("(valid=0.2, test=0)").parts(SplitRows.of("digits", 12_000), 1, 0);
        assertThat(parts.train()).hasSize(9_600);
        assertThat(parts.valid()).containsExactly(rows(9_600, 12_000));
        assertThat(parts.test()).isEmpty();
    }

    @Test
    void theSeedChangesNothing() {
        SplitRows rows = Rows.ofClasses(40, 20);
        assertThat(tail("").parts(rows, 1, 1).test())
                .containsExactly(tail("").parts(rows, 1, 2).test());
    }

    @Test
    void sharesThatLeaveNothingForTrainingAreRefused() {
        assertThatThrownBy(() -> tail("(test=0.5, valid=0.5)"))
                .isInstanceOf(SpecException.class)
                .hasMessage("tail needs rows for training: the shares test and valid must sum to less than 1");
    }

    @Test
    void rowsThatAreTooFewAreRefused() {
        SplitRows rows = SplitRows.of("people.csv", 2);
        assertThatThrownBy(() -> tail("(test=0.2)").parts(rows, 1, 0))
                .isInstanceOf(DataException.class)
                .hasMessage("the 2 rows of people.csv are too few to be shared out as asked: a part would be empty");
    }

    @Nested
    class Contract implements SplitContract {
        @Override
        public Split split() {
            return tail("(test=0.3, valid=0.15)");
        }
    }
}
