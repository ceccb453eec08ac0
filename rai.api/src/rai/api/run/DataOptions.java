package rai.api.run;

import java.util.Optional;
import rai.api.spec.DocumentException;
import rai.api.spec.Settings;

/**
 * The data of a run. Text columns and missing values are prepared in the same way in all data: what is learnt for that, such as
 * categories and means, is learnt from the training rows alone. A rule for columns may be followed by rules for single ones, as in
 * {@code mean, age=median}.
 *
 * @param train the spec of the training data, or the path of a table
 * @param test the spec of the test data, or the path of a table, if any
 * @param standardize whether features are shifted and scaled to mean 0 and variance 1 on the training data
 * @param scale how features are scaled: {@code none}, {@code standardize}, {@code log} for skewed ones or {@code quantile}, the last
 *     two followed by {@code standardize}
 * @param missing what is done about missing values: {@code error}, {@code drop-row}, {@code mean}, {@code median} or
 *     {@code constant(value=0)}; the last three with {@code indicator=true} if a further feature is to mark them
 * @param encode what text columns become: {@code one-hot(limit=50)}, {@code ordinal(order=low,high)}, or {@code error}
 * @param unseen what a text means that the training rows do not have: {@code error} or {@code other}
 * @param classWeight how much the rows of each class count in the objective, if not all the same: {@code balanced}, or weights as
 *     in {@code yes=5,no=1}
 * @param holdout the share of the rows that is kept for testing, spread evenly over the classes; 0 is none
 * @param split how rows are shared out: the shares for training, validation and test, such as {@code 0.7/0.15/0.15}, or the spec
 *     of a split, such as {@code k-fold(k=10)}
 * @param fold which fold of the split is used, from 1
 * @param useValid what the validation rows are used for
 * @param directory where files of published data are looked for first, see {@link rai.api.data.DataPlaces}; no result depends on it
 */
public record DataOptions(
        String train,
        Optional<String> test,
        boolean standardize,
        String scale,
        String missing,
        String encode,
        String unseen,
        Optional<String> classWeight,
        double holdout,
        Optional<String> split,
        int fold,
        UseValid useValid,
        Optional<String> directory) {
    /** What the validation rows are used for. */
    public enum UseValid {
        /** They are kept for validation. */
        KEEP,
        /** They are trained on, too, and there is no validation: the last training after a choice that they have served for. */
        TRAIN
    }

    /** Checks the texts. */
    public DataOptions {
        Checks.requireText("train", train);
        test = Checks.unlessNone("test", test);
        Checks.requireText("scale", scale);
        Checks.requireText("missing", missing);
        Checks.requireText("encode", encode);
        Checks.requireText("unseen", unseen);
        if (!(holdout >= 0 && holdout < 1)) {
            throw new DocumentException(
                    "holdout", "must be a share from 0 to less than 1, but is " + Settings.number(holdout));
        }
        classWeight = Checks.unlessNone("class_weight", classWeight);
        split = Checks.unlessNone("split", split);
        directory = Checks.unlessNone("directory", directory);
        Checks.requireAtLeast(1, "fold", fold, " (folds are counted from 1)");
    }
}
