package rai.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Matrix;
import rai.api.data.Table;
import rai.api.data.Targets;
import rai.api.spec.SpecException;

/** A table of numbers without gaps, whose target may be texts. */
final class StrictTable {
    private final Table table;
    private final Path file;

    StrictTable(Table table, Path file) {
        this.table = table;
        this.file = file;
    }

    /**
     * @return the table as it is, as a dataset
     * @throws DataException if a feature is not a number, or a value is missing; the message names line and column
     */
    Dataset dataset() {
        List<Column> features = table.columns(Column.Role.FEATURE);
        List<Column> targets = table.columns(Column.Role.TARGET);
        int n = table.rows();
        int d = features.size();
        Matrix.requireFit("the file " + file, n, d);
        double[] x = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                x[i * d + j] = features.get(j).number(i);
                if (Double.isNaN(x[i * d + j])) {
                    throw refused(features.get(j), i);
                }
            }
            for (Column target : targets) {
                if (target.isMissing(i)) {
                    throw refused(target, i);
                }
            }
        }
        Targets learnt = Targets.learn(table, targets);
        double[] y = learnt.read(table, targets, IntStream.range(0, n).toArray());
        return new Dataset(
                learnt.task(),
                Matrix.of(x, n, d),
                Matrix.of(y, n, targets.size()),
                features.stream().map(Column::name).toList(),
                learnt.classes());
    }

    private SpecException refused(Column column, int row) {
        String where = table.where(row) + ", column '" + column.name() + "': ";
        if (column.isMissing(row)) {
            return new DataException(where + "the value is missing"
                    + (column.gap().isEmpty() ? "" : " ('" + column.gap() + "')")
                    + (column.role() == Column.Role.TARGET
                            ? ", so take the row out of the file"
                            : ", so leave the column out (drop=" + column.name() + ") or clean the file"));
        }
        String text = column.text(row);
        return new DataException(
                where + "'" + text + "' is not a " + (Cell.isInfinite(text) ? "finite number" : "number"));
    }
}
