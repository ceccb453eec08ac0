package rai.api.split;

import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Shares the rows of a table among training, validation and testing, once or in several folds. The rows of a fold follow from its
 * number, the seed and the rows alone. Whatever is learnt about columns, such as means, is learnt by the run from the training
 * rows of the fold.
 */
@ConsumerType
public interface Split {
    /**
     * @return how many folds there are; empty if that depends on the rows
     * @throws rai.api.data.DataException if it is written in a file that can't be read
     */
    default OptionalInt folds() {
        return OptionalInt.of(1);
    }

    /**
     * @param rows the rows
     * @return how many folds there are for these rows, at least 1
     * @throws rai.api.data.DataException if these rows can't be shared out so
     */
    default int folds(SplitRows rows) {
        return folds().orElseThrow(() -> new IllegalStateException("folds(SplitRows) must count the folds"));
    }

    /**
     * Shares out the rows.
     *
     * @param rows the rows
     * @param fold the number of the fold, from 1
     * @param seed the seed of the run; a split that has a seed of its own does not use it
     * @return the rows of each part; there is at least one for training
     * @throws rai.api.data.DataException if these rows can't be shared out so, as when a part would be empty
     */
    Parts parts(SplitRows rows, int fold, long seed);

    /**
     * How often all folds together test each row: {@code folds / repeats} consecutive folds test each row exactly once.
     *
     * @return 1 for a cross-validation, more for a repeated one; 0 if some rows are never tested, as in a hold-out
     */
    default int repeats() {
        return 0;
    }

    /**
     * Whether each class has the same share of its rows in every part, within one row. A part may have one row more or fewer of
     * a class than its share; classes of few rows may be spared so that one of their rows is left for training.
     *
     * @return whether classes are spread evenly
     */
    default boolean isStratified() {
        return false;
    }

    /**
     * @return the column that says to which group a row belongs: the rows of a group are always in one part; empty if the split
     *     needs no groups
     */
    default Optional<String> groupColumn() {
        return Optional.empty();
    }

    /** @return whether the column of the groups is learnt from as well, like any other; otherwise it is not a feature */
    default boolean isGroupFeature() {
        return false;
    }
}
