package rai.splits;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.data.DataException;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/**
 * k-fold cross-validation, once or repeated: fold f of a repetition tests every k-th row of a random order. The folds k (r - 1) + 1 to
 * k r are those of repetition r. With {@code stratified=true} the rows are dealt out class by class, so that the test parts differ by
 * at most one row in all, and by at most one row of each class. A class with fewer rows than folds is tested in as many folds as
 * it has rows; one of a single row is therefore not trained on in the fold that tests it.
 *
 * <p>The validation rows of a fold are a share of all rows, drawn from those that it does not test; each class keeps a row for
 * training if it has another than those that are tested.
 */
@Component
@Named("k-fold")
@About(
        value = "Cross-validation: each row is tested in one of k folds, or in one per repetition.",
        formula = "fold f tests the rows at the places i of a random order with i = f - 1 (mod k)",
        source = "Stone, 1974, JRSS B 36(2); stratified: Kohavi, 1995, IJCAI")
public class KFold implements Split, Checked {
    @Setting(value = "The number of folds.", min = 2)
    int k = 10;

    @Setting(value = "How often the rows are put into another order and shared out again.", min = 1)
    int repeats = 1;

    @Setting(value = "The share of all rows for validation, in each fold.", min = 0, max = 1)
    double valid = 0;

    @Setting("Whether each class is spread evenly over the folds.")
    boolean stratified = true;

    @Setting(value = "The seed that decides which rows; -1 is the seed of the run.", min = -1)
    long seed = -1;

    @Override
    public void check() {
        if (valid + 1.0 / k >= 1) {
            throw new SpecException(
                    "k-fold needs rows for training: with k=" + k + " the share valid must be less than 1 - 1/k");
        }
        if ((long) k * repeats > Integer.MAX_VALUE) {
            throw new SpecException("k-fold can't have more than " + Integer.MAX_VALUE + " folds: use fewer repeats");
        }
    }

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(k * repeats);
    }

    @Override
    public int folds(SplitRows rows) {
        if (rows.count() < k) {
            throw new DataException(
                    "the " + rows.count() + " rows of " + rows.origin() + " are too few for " + k + " folds");
        }
        return k * repeats;
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long ofRun) {
        long chosen = Draws.seed(seed, ofRun);
        int repetition = (fold - 1) / k;
        int tested = (fold - 1) % k;
        RandomGenerator random = Draws.of(chosen, "k-fold", repetition);
        Marks marks = new Marks(rows);
        int dealt = 0;
        for (int[] stratum : Marks.strata(rows, stratified)) {
            Draws.shuffle(stratum, random);
            for (int row : stratum) {
                if (dealt++ % k == tested) {
                    marks.test(row);
                }
            }
        }
        if (valid > 0) {
            validate(rows, marks, Draws.of(chosen, "k-fold-valid", repetition, tested));
        }
        return marks.parts(valid > 0, true);
    }

    private void validate(SplitRows rows, Marks marks, RandomGenerator random) {
        Share share = new Share(valid);
        for (int[] stratum : Marks.strata(rows, stratified)) {
            int[] rest = marks.rest(stratum);
            Draws.shuffle(rest, random);
            int validRows = share.of(stratum.length, rest.length - 1); // one stays for training
            for (int i = 0; i < validRows; i++) {
                marks.valid(rest[i]);
            }
        }
    }

    @Override
    public int repeats() {
        return repeats;
    }

    @Override
    public boolean isStratified() {
        return stratified;
    }
}
