package rai.splits;

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
 * Cuts the rows in their order: the last share is for testing, the share before it for validation. For data in the order of time,
 * and for protocols that name their rows. Nothing is drawn, so every seed has the same rows.
 */
@Component
@Named("tail")
@About(
        value = "The last rows are for testing, those before them for validation, in the order of the data.",
        formula =
                "training rows 1..n - v - t, then v = round(valid n) validation rows, then t = round(test n) test rows",
        source = "Tashman, 2000, International Journal of Forecasting 16: the last period of a series as its test")
public class Tail implements Split, Checked {
    @Setting(value = "The share of the rows for testing.", min = 0, max = 1)
    double test = 0.2;

    @Setting(value = "The share of the rows for validation.", min = 0, max = 1)
    double valid = 0;

    @Override
    public void check() {
        if (test + valid >= 1) {
            throw new SpecException("tail needs rows for training: the shares test and valid must sum to less than 1");
        }
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long seed) {
        int n = rows.count();
        int testFrom = n - (int) Math.rint(test * n);
        int validFrom = testFrom - (int) Math.rint(valid * n);
        Marks marks = new Marks(rows);
        for (int row = Math.max(0, validFrom); row < n; row++) {
            if (row < testFrom) {
                marks.valid(row);
            } else {
                marks.test(row);
            }
        }
        return marks.parts(valid > 0, test > 0);
    }
}
