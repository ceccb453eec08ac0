package rai.core.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Cell;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Matrix;
import rai.api.data.Table;
import rai.api.spec.SpecException;
import rai.core.data.PreparedColumn.Kind;

/** Reads the features of a table: gaps are filled, texts become numbers. */
final class FeatureReader {
    private static final int UNSEEN = -1;

    private final Preparation preparation;
    private final Table table;
    private final Match match;

    FeatureReader(Preparation preparation, Table table, Match match) {
        this.preparation = preparation;
        this.table = table;
        this.match = match;
    }

    /**
     * @param rows the rows to read
     * @return [m, d]
     * @throws DataException if a value is missing, not a number, or a text that the training rows do not have
     */
    INDArray read(int[] rows) {
        int width = preparation.columns().stream()
                .mapToInt(column -> column.features().size())
                .sum();
        Matrix.requireFit(table.origin(), rows.length, width);
        double[] x = new double[rows.length * width];
        int offset = 0;
        for (int j = 0; j < preparation.columns().size(); j++) {
            PreparedColumn prepared = preparation.columns().get(j);
            Column column = match.features().get(j);
            if (prepared.kind() == Kind.NUMBER) {
                numbers(prepared, column, rows, x, offset, width);
            } else {
                categories(prepared, column, rows, x, offset, width);
            }
            offset += prepared.features().size();
            if (prepared.indicator()) {
                for (int i = 0; i < rows.length; i++) {
                    x[i * width + offset - 1] = column.isMissing(rows[i]) ? 1 : 0;
                }
            }
        }
        return Matrix.of(x, rows.length, width);
    }

    private void numbers(PreparedColumn prepared, Column column, int[] rows, double[] x, int offset, int width) {
        double fill = prepared.fill().map(Double::parseDouble).orElse(Double.NaN);
        for (int i = 0; i < rows.length; i++) {
            double value = column.number(rows[i]);
            if (Double.isNaN(value)) {
                value = column.isMissing(rows[i]) ? fill : value;
                if (Double.isNaN(value)) {
                    throw refused(prepared, column, rows[i]);
                }
            }
            x[i * width + offset] =
                    prepared.scale().isPresent() ? prepared.scale().get().of(value) : value;
        }
    }

    private SpecException refused(PreparedColumn prepared, Column column, int row) {
        if (column.isMissing(row)) {
            return Gaps.refused(table, column, row, Gaps.count(column));
        }
        String text = column.text(row);
        return new DataException(place(column, row) + "'" + text + "' is not a "
                + (Cell.isInfinite(text) ? "finite number" : "number") + ", and '" + prepared.name()
                + "' was a number in the training data");
    }

    private String place(Column column, int row) {
        return table.where(row) + ", column '" + column.name() + "': ";
    }

    private void categories(PreparedColumn prepared, Column column, int[] rows, double[] x, int offset, int width) {
        List<String> categories = prepared.categories();
        Map<String, Integer> numbers = new HashMap<>();
        for (int k = 0; k < categories.size(); k++) {
            numbers.put(categories.get(k), k);
        }
        for (int i = 0; i < rows.length; i++) {
            String text = column.text(rows[i]);
            if (text == null) {
                int row = rows[i];
                text = prepared.fill().orElseThrow(() -> Gaps.refused(table, column, row, Gaps.count(column)));
            }
            int number = numbers.computeIfAbsent(text, unknown -> sameNumber(categories, unknown));
            if (number == UNSEEN && !preparation.unseenIsOther()) {
                throw unseen(prepared, column, rows[i], text);
            }
            int at = i * width + offset;
            if (prepared.kind() == Kind.ORDINAL) {
                x[at] = number;
            } else if (number != UNSEEN) {
                x[at + number] = 1;
            } else if (prepared.other()) {
                x[at + categories.size()] = 1;
            }
        }
    }

    /** Another spelling of a number is the same category. */
    private static int sameNumber(List<String> categories, String text) {
        for (int k = 0; Cell.isNumber(text) && k < categories.size(); k++) {
            if (Cell.number(categories.get(k)) == Cell.number(text)) {
                return k;
            }
        }
        return UNSEEN;
    }

    private SpecException unseen(PreparedColumn prepared, Column column, int row, String text) {
        List<String> known = prepared.categories();
        List<String> first = known.subList(0, Math.min(10, known.size()));
        return new DataException(place(column, row) + "'" + text + "' is not among the " + known.size()
                + " texts of the training data ('" + String.join("', '", first) + "'"
                + (first.size() < known.size() ? ", ..." : "")
                + "): correct it, or train with --unseen other, which accepts such texts");
    }
}
