package rai.splits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
 * Tests on groups of rows that the training has never seen, such as other patients, years or machines: those of equal values in a
 * column. By default fold f leaves out the f-th group, in the order of the values. With {@code k} the groups are put into k folds of
 * about the same number of rows: the largest first, each into the fold that has the fewest rows so far. Validation rows are whole
 * groups, too.
 */
@Component
@Named("leave-group-out")
@About(
        value = "Each fold tests the rows of one group, or of several, and trains on the other groups.",
        formula = "fold f tests {i : group(i) = g_f}",
        source = "Roberts et al., 2017, Ecography 40(8)")
public class LeaveGroupOut implements Split, Checked {
    @Setting(value = "The column whose values are the groups; it is not a feature.", required = true)
    String column;

    @Setting(value = "The number of folds; 0 is one per group.", min = 0)
    int k = 0;

    @Setting(
            value = "The share of the groups for validation, in each fold: at least one if it is not 0.",
            min = 0,
            max = 1)
    double valid = 0;

    @Setting("Whether the column is learnt from as well.")
    boolean feature = false;

    @Setting(value = "The seed that decides which groups; -1 is the seed of the run.", min = -1)
    long seed = -1;

    @Override
    public void check() {
        if (k == 1) {
            throw new SpecException("leave-group-out needs at least two folds: k=1 would leave out all groups");
        }
        if (valid == 1) {
            throw new SpecException("leave-group-out needs groups for training: valid must be less than 1");
        }
    }

    @Override
    public OptionalInt folds() {
        return k == 0 ? OptionalInt.empty() : OptionalInt.of(k);
    }

    @Override
    public int folds(SplitRows rows) {
        int groups = rows.groupNames().size();
        if (groups < Math.max(2, k)) {
            throw new DataException("the column '" + column + "' of " + rows.origin() + " puts the rows into "
                    + (groups == 1 ? "one group" : groups + " groups") + ", but there must be at least "
                    + Math.max(2, k));
        }
        return k == 0 ? groups : k;
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long ofRun) {
        long chosen = Draws.seed(seed, ofRun);
        int groups = rows.groupNames().size();
        int[] folds = k == 0 ? IntStream.rangeClosed(1, groups).toArray() : folds(rows, chosen);
        int[] others = IntStream.range(0, groups).filter(g -> folds[g] != fold).toArray();
        int validGroups = valid == 0 ? 0 : (int) Math.max(1, Math.rint(valid * groups));
        if (validGroups >= others.length) {
            throw new DataException("the " + groups + " groups of " + rows.origin() + " are too few: with "
                    + (groups - others.length) + " for testing and " + validGroups
                    + " for validation, none is left for training");
        }
        Draws.shuffle(others, Draws.of(chosen, "leave-group-out-valid", fold));
        boolean[] isValid = new boolean[groups];
        Arrays.stream(others, 0, validGroups).forEach(group -> isValid[group] = true);
        Marks marks = new Marks(rows);
        for (int i = 0; i < rows.count(); i++) {
            if (folds[rows.groupOf(i)] == fold) {
                marks.test(i);
            } else if (isValid[rows.groupOf(i)]) {
                marks.valid(i);
            }
        }
        return marks.parts(valid > 0, true);
    }

    /** The fold of each group, from 1. */
    private int[] folds(SplitRows rows, long chosen) {
        int groups = rows.groupNames().size();
        long[] sizes = new long[groups];
        for (int i = 0; i < rows.count(); i++) {
            sizes[rows.groupOf(i)]++;
        }
        int[] order = IntStream.range(0, groups).toArray();
        RandomGenerator random = Draws.of(chosen, "leave-group-out");
        Draws.shuffle(order, random); // groups of equal size come in a random order
        int[] bySize = Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingLong(group -> -sizes[group]))
                .mapToInt(group -> group)
                .toArray();
        long[] filled = new long[k];
        int[] folds = new int[groups];
        for (int group : bySize) {
            int smallest = IntStream.range(0, k)
                    .boxed()
                    .min(Comparator.comparingLong(f -> filled[f]))
                    .orElseThrow();
            filled[smallest] += sizes[group];
            folds[group] = smallest + 1;
        }
        return folds;
    }

    @Override
    public int repeats() {
        return 1;
    }

    @Override
    public Optional<String> groupColumn() {
        return Optional.of(column);
    }

    @Override
    public boolean isGroupFeature() {
        return feature;
    }
}
