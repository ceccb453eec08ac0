package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.api.check.Verdict.Outcome;
import rai.api.data.DataException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/** Every check notices the split that breaks it. */
class SplitChecksTest {
    /** Three folds: fold f tests the rows of each class whose place in it is f - 1 modulo 3. */
    private static class Thirds implements Split {
        @Override
        public OptionalInt folds() {
            return OptionalInt.of(3);
        }

        @Override
        public Parts parts(SplitRows rows, int fold, long seed) {
            boolean[] test = new boolean[rows.count()];
            int dealt = 0;
            for (int[] stratum : rows.strata()) {
                for (int row : stratum) {
                    test[row] = dealt++ % 3 == fold - 1;
                }
            }
            return new Parts(
                    IntStream.range(0, test.length).filter(i -> !test[i]).toArray(),
                    new int[0],
                    IntStream.range(0, test.length).filter(i -> test[i]).toArray());
        }

        @Override
        public int repeats() {
            return 1;
        }

        @Override
        public boolean isStratified() {
            return true;
        }
    }

    @Test
    void aSplitThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(SplitChecks.of(Thirds::new));
    }

    @Test
    void foldsThatDifferWithoutTheRowsAreNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public int folds(SplitRows rows) {
                        return 4;
                    }
                },
                "the number of folds is at least 1, with the rows and without them",
                "folds without the rows");
    }

    @Test
    void aRowInTwoPartsIsNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public Parts parts(SplitRows rows, int fold, long seed) {
                        Parts parts = super.parts(rows, fold, seed);
                        return new Parts(parts.train(), new int[] {parts.test()[0]}, parts.test());
                    }
                },
                "no row is in two parts, and there is one for training",
                "is in two parts");
    }

    @Test
    void aRowThatDoesNotExistIsNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public Parts parts(SplitRows rows, int fold, long seed) {
                        return new Parts(new int[] {rows.count()}, new int[0], new int[0]);
                    }
                },
                "no row is in two parts, and there is one for training",
                "there is no row");
    }

    @Test
    void aRowThatIsNeverTestedIsNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public Parts parts(SplitRows rows, int fold, long seed) {
                        return super.parts(rows, Math.max(2, fold), seed);
                    }
                },
                "each row is tested once by the folds of a repetition",
                "times");
    }

    @Test
    void aClassThatGivesMoreThanItsShareIsNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public Parts parts(SplitRows rows, int fold, long seed) {
                        int third = rows.strata().get(0).length / 3;
                        int[] first = rows.strata().get(0);
                        return new Parts(
                                IntStream.of(first).skip(third).toArray(),
                                new int[0],
                                IntStream.of(first).limit(third).toArray());
                    }
                },
                "each class gives its share to each part, within one row",
                "where its share would be");
    }

    @Test
    void aGroupInTwoPartsIsNoticed() {
        requireFailure(
                () -> new Thirds() {
                    @Override
                    public Optional<String> groupColumn() {
                        return Optional.of("patient");
                    }
                },
                "the rows of a group are in one part",
                "are in two parts");
    }

    @Test
    void rowsThatDependOnWhatWasAskedBeforeAreNoticed() {
        requireFailure(
                () -> new Thirds() {
                    private int asked;

                    @Override
                    public Parts parts(SplitRows rows, int fold, long seed) {
                        return super.parts(rows, 1 + asked++ % 3, seed);
                    }
                },
                "the rows follow from seed and fold, not from what was asked before",
                "has other rows when it is asked for again");
    }

    @Test
    void aSplitThatTakesNoneOfTheRowsIsNotJudged() {
        var checks = SplitChecks.of(() -> (rows, fold, seed) -> {
            throw new DataException("it needs 5000 rows");
        });
        assertThat(checks).extracting(check -> check.run().outcome()).containsOnly(Outcome.SKIPPED);
    }

    private static void requireFailure(Supplier<Split> split, String check, String message) {
        Verdicts.requireFailure(SplitChecks.of(split), check, message);
    }
}
