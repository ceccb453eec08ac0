package rai.splits;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import rai.api.data.DataException;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/**
 * Folds that are given: those that come with the data, such as the standard splits of a benchmark, or those of a file. The file is a table of whole numbers with a header (.csv, UTF-8) and a line
 * per row of a fold:
 *
 * <pre>
 * fold,row,part
 * 1,1,test
 * 1,4,test
 * 1,2,valid
 * 2,2,test
 * </pre>
 *
 * <p>{@code row} is the number of a row of the data: 1 is the first one after the header, and empty lines do not count.
 * {@code part} is {@code train}, {@code valid} or {@code test}; a file without this column lists test rows. Rows that a fold does not
 * list are for training, unless it lists training rows itself: then it does not use them. A column {@code repeat} numbers the
 * repetitions of a cross-validation; the folds of each are numbered from 1, and the run counts on through all repetitions.
 * Columns may come in any order.
 *
 * <p>With {@code valid} a share of the training rows of each fold validates instead, drawn class by class: for choosing settings by
 * rows that the fold does not test.
 *
 * <p>Refused, with file and line: a row that the data do not have, a row that a fold lists twice, and a row that two folds of a
 * repetition test.
 */
@Component
@Named("given")
@About(
        value = "The folds that come with the data, or that a file lists by the numbers of their rows.",
        formula = "fold f tests {i : the data or the file list row i for testing in fold f}",
        source = "Vanschoren et al., 2013, OpenML, SIGKDD Explorations 15(2), arXiv:1407.7722: tasks come with their"
                + " folds")
public class Given implements Split, Checked {
    private static final Path OWN = Path.of("-");

    @Setting("The file, with the columns fold and row, and perhaps part and repeat; a relative path starts at the"
            + " working directory; - is the folds that come with the data.")
    Path file = OWN;

    @Setting(value = "The number of the first row, and of the first fold, in the file: 1, or 0.", min = 0, max = 1)
    int first = 1;

    @Setting(
            value = "The share of the training rows of a fold that validates instead; 0 leaves the parts as they are"
                    + " given.",
            min = 0,
            max = 1)
    double valid = 0;

    @Setting("Whether each class gives the same share of its rows for validation.")
    boolean stratified = true;

    @Setting(value = "The seed that decides which rows validate; -1 is the seed of the run.", min = -1)
    long seed = -1;

    @Override
    public void check() {
        if (valid == 1) {
            throw new SpecException("given needs rows for training: valid must be less than 1");
        }
    }

    @Override
    public OptionalInt folds() {
        return file.equals(OWN)
                ? OptionalInt.empty()
                : OptionalInt.of(FoldFile.read(file, first).folds().size());
    }

    @Override
    public int folds(SplitRows rows) {
        return file.equals(OWN) ? own(rows).size() : folds().orElseThrow();
    }

    private static List<Parts> own(SplitRows rows) {
        if (rows.folds().isEmpty()) {
            throw new DataException("no folds come with " + rows.origin()
                    + ": name the file that lists them, given(file=folds.csv), or use another split");
        }
        return rows.folds();
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long ofRun) {
        Parts given = file.equals(OWN)
                ? own(rows).get(fold - 1)
                : FoldFile.read(file, first).parts(rows, fold);
        return valid == 0
                ? given
                : validated(rows, given, fold, Draws.of(Draws.seed(seed, ofRun), "given-valid", fold));
    }

    /** Rows drawn from those for training; each class keeps one there. */
    private Parts validated(SplitRows rows, Parts given, int fold, RandomGenerator random) {
        if (given.valid().length > 0) {
            throw new DataException("fold " + fold + " of " + rows.origin()
                    + " has validation rows of its own: leave out valid=" + Settings.number(valid));
        }
        boolean[] trains = new boolean[rows.count()];
        Arrays.stream(given.train()).forEach(row -> trains[row] = true);
        boolean[] validates = new boolean[rows.count()];
        Share share = new Share(valid);
        for (int[] stratum : Marks.strata(rows, stratified)) {
            int[] candidates = Arrays.stream(stratum).filter(row -> trains[row]).toArray();
            Draws.shuffle(candidates, random);
            int taken = share.of(candidates.length, candidates.length - 1);
            Arrays.stream(candidates, 0, taken).forEach(row -> validates[row] = true);
        }
        Parts parts = new Parts(
                Arrays.stream(given.train()).filter(row -> !validates[row]).toArray(),
                IntStream.range(0, rows.count()).filter(row -> validates[row]).toArray(),
                given.test());
        if (parts.valid().length == 0) {
            throw new DataException("the " + given.train().length + " training rows of fold " + fold + " of "
                    + rows.origin() + " are too few for validation rows, too: use a larger valid");
        }
        return parts;
    }
}
