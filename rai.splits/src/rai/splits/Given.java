package rai.splits;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.osgi.service.component.annotations.Component;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.split.Parts;
import rai.api.split.Split;
import rai.api.split.SplitRows;

/**
 * Folds that are given in a file, such as those of a benchmark. It is a table of whole numbers with a header (.csv, UTF-8) and a line
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
 * <p>Refused, with file and line: a row that the data do not have, a row that a fold lists twice, and a row that two folds of a
 * repetition test.
 */
@Component
@Named("given")
@About(
        value = "The folds that are listed in a file, by the numbers of their rows.",
        formula = "fold f tests {i : the file lists row i for testing in fold f}",
        source = "Vanschoren et al., 2013, OpenML, SIGKDD Explorations 15(2), arXiv:1407.7722: tasks come with their"
                + " folds")
public class Given implements Split {
    @Setting(
            value = "The file, with the columns fold and row, and perhaps part and repeat; a relative path starts at"
                    + " the working directory.",
            required = true)
    Path file;

    @Setting(value = "The number of the first row, and of the first fold, in the file: 1, or 0.", min = 0, max = 1)
    int first = 1;

    @Override
    public OptionalInt folds() {
        return OptionalInt.of(FoldFile.read(file, first).folds().size());
    }

    @Override
    public Parts parts(SplitRows rows, int fold, long seed) {
        return FoldFile.read(file, first).parts(rows, fold);
    }
}
