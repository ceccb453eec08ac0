package rai.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
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

class LeaveGroupOutTest {
    private static Split leave(String settings) {
        return Specs.configure(new LeaveGroupOut(), "leave-group-out(column=patient" + settings + ")");
    }

    /** As many rows of each group as given, the groups mixed. */
    private static SplitRows groups(int... sizes) {
        int[] groups = IntStream.range(0, sizes.length)
                .flatMap(g -> IntStream.range(0, sizes[g]).map(i -> g))
                .toArray();
        Draws.shuffle(groups, Draws.of(2, "rows"));
        List<String> names =
                IntStream.range(0, sizes.length).mapToObj(g -> "P" + g).toList();
        return SplitRows.of("people.csv", groups.length).withGroups(groups, names);
    }

    private static int[] groupsOf(SplitRows rows, int[] part) {
        return Arrays.stream(part).map(rows::groupOf).distinct().sorted().toArray();
    }

    @Test
    void eachFoldTestsOneGroupInTheirOrder() {
        SplitRows rows = groups(3, 9, 5, 1);
        assertThat(leave("").folds()).isEmpty();
        assertThat(leave("").folds(rows)).isEqualTo(4);
        for (int fold = 1; fold <= 4; fold++) {
            Parts parts = leave("").parts(rows, fold, 0);
            assertThat(groupsOf(rows, parts.test())).containsExactly(fold - 1);
            assertThat(Rows.all(parts)).containsExactly(IntStream.range(0, 18).toArray());
        }
    }

    @Test
    void validationRowsAreWholeGroupsThatAreNotTested() {
        SplitRows rows = groups(3, 9, 5, 1, 4, 4, 4, 4, 4, 4);
        for (int fold = 1; fold <= 10; fold++) {
            Parts parts = leave(", valid=0.2").parts(rows, fold, 0);
            int[] valid = groupsOf(rows, parts.valid());
            assertThat(valid).hasSize(2).doesNotContain(groupsOf(rows, parts.test()));
            assertThat(groupsOf(rows, parts.train())).hasSize(7).doesNotContain(valid);
        }
    }

    @Test
    void severalGroupsAFoldGiveFoldsOfSimilarSize() {
        SplitRows rows = groups(40, 10, 10, 10, 10, 20, 20);
        int[] sizes = IntStream.rangeClosed(1, 3)
                .map(fold -> leave(", k=3").parts(rows, fold, 0).test().length)
                .toArray();
        assertThat(sizes).containsExactlyInAnyOrder(40, 40, 40);
    }

    @Test
    void tooFewGroupsAreRefused() {
        assertThatThrownBy(() -> leave("").folds(groups(8)))
                .isInstanceOf(DataException.class)
                .hasMessage("the column 'patient' of people.csv puts the rows into one group,"
                        + " but there must be at least 2");
        assertThatThrownBy(() -> leave(", k=4").folds(groups(8, 3)))
                .isInstanceOf(DataException.class)
                .hasMessage("the column 'patient' of people.csv puts the rows into 2 groups,"
                        + " but there must be at least 4");
    }

    @Test
    void groupsThatAreTooFewForValidationAreRefused() {
        assertThatThrownBy(() -> leave(", valid=0.1").parts(groups(8, 3), 1, 0))
                .isInstanceOf(DataException.class)
                .hasMessage("the 2 groups of people.csv are too few: with 1 for testing and 1 for validation,"
                        + " none is left for training");
    }

    @Test
    void oneFoldOfAllGroupsIsRefused() {
        assertThatThrownBy(() -> leave(", k=1"))
                .isInstanceOf(SpecException.class)
                .hasMessage("leave-group-out needs at least two folds: k=1 would leave out all groups");
    }

    @Nested
    class One implements SplitContract {
        @Override
        public Split split() {
            return leave("");
        }
    }

    @Nested
    class Several implements SplitContract {
        @Override
        public Split split() {
            return leave(", k=3, valid=0.1");
        }
    }
}
