package rai.splits;

import java.util.random.RandomGenerator;
import org.osgi.service.component.annotations.Component;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/**
 * Keeps a share of the rows for testing and, if asked for, one for validation. With {@code stratified=true} each class gives the
 * same share, within one row, and keeps a row for training, even if it has only one; what such small classes can't give is taken
 * from the classes after them.
 */
@Component
@Named("holdout")
@About(
        value = "A share of the rows is for testing and one for validation, the same of each class.",
        formula = "abs(|test rows of class c| - test * n_c) <= 1, also for valid",
        source = "Kohavi, 1995, IJCAI")
public class Holdout implements Split, Checked {
    @Setting(value = "The share of the rows for testing.", min = 0, max = 1)
    double test = 0.2;

    @Setting(value = "The share of the rows for validation.", min = 0, max = 1)
    double valid = 0;

    @Setting("Whether each class gives the same share.")
    boolean stratified = true;

    @Setting(value = "The seed that decides which rows; -1 is the seed of the run.", min = -1)
    long seed = -1;

    @Override
    public void check() {
        if (test + valid >= 1) {
            throw new SpecException(
                    "holdout needs rows for training: the shares test and valid must sum to less than 1");
        }
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long ofRun) {
        RandomGenerator random = Draws.of(Draws.seed(seed, ofRun), "split", 0);
        Share validShare = new Share(valid);
        Share testShare = new Share(test);
        Marks marks = new Marks(rows);
        for (int[] stratum : Marks.strata(rows, stratified)) {
            Draws.shuffle(stratum, random);
            int left = stratum.length - 1; // one stays for training
            int validRows = validShare.of(stratum.length, left);
            int testRows = testShare.of(stratum.length, left - validRows);
            for (int i = 0; i < validRows + testRows; i++) {
                if (i < validRows) {
                    marks.valid(stratum[i]);
                } else {
                    marks.test(stratum[i]);
                }
            }
        }
        return marks.parts(valid > 0, test > 0);
    }

    @Override
    public boolean isStratified() {
        return stratified;
    }
}
