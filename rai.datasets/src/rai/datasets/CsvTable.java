package rai.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.SpecException;

/** The columns of a CSV file that are learnt from, taken row by row: features as numbers, targets also as texts. */
final class CsvTable {
    /** Of so many distinct target texts one copy is kept: enough for classes, and no burden if all differ. */
    private static final int MOST_SHARED = 1000;

    private final Path file;
    private final List<String> names;
    private final int[] features;
    private final int[] targets;
    private final Csv.Goal goal;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, String> shared = new HashMap<>();
    private double[] x;
    private double[] y;
    private int rows;
    private boolean targetHasNumbers;
    private SpecException targetIsNoNumber;

    /**
     * An empty table.
     *
     * @param file the file, for messages
     * @param names the names of all its columns
     * @param features the columns of the features
     * @param targets the columns of the targets
     * @param goal what is to be learnt
     */
    CsvTable(Path file, List<String> names, int[] features, int[] targets, Csv.Goal goal) {
        this.file = file;
        this.names = names;
        this.features = features;
        this.targets = targets;
        this.goal = goal;
        x = new double[16 * features.length];
        y = new double[16 * targets.length];
    }

    /**
     * Takes the next row.
     *
     * @param row the row
     * @throws SpecException if it has more or fewer fields than there are columns, or a field won't do
     */
    void add(CsvRows.Row row) {
        if (row.size() != names.size()) {
            throw new SpecException(file + ", line " + row.line() + ": expected " + names.size()
                    + " fields as in the first row, but found " + row.size());
        }
        x = withRoom(x, features.length);
        y = withRoom(y, targets.length);
        for (int j = 0; j < features.length; j++) {
            double number = Cell.number(row.get(features[j]));
            if (!Double.isFinite(number)) {
                throw refused(row, features[j]);
            }
            x[rows * features.length + j] = number;
        }
        for (int j = 0; j < targets.length; j++) {
            addTarget(row, targets[j], rows * targets.length + j);
        }
        rows++;
    }

    private void addTarget(CsvRows.Row row, int column, int index) {
        String text = row.get(column);
        double number = Cell.number(text);
        if (Double.isFinite(number)) {
            targetHasNumbers = true;
        } else if (text.isEmpty() || goal != Csv.Goal.CLASSIFICATION && Cell.isMissing(text)) {
            throw refused(row, column);
        } else if (targetIsNoNumber == null) {
            targetIsNoNumber = refused(row, column);
        }
        y[index] = number;
        if (goal != Csv.Goal.REGRESSION && targets.length == 1) {
            String known = shared.get(text);
            if (known == null && shared.size() < MOST_SHARED) {
                shared.put(text, text);
            }
            texts.add(known == null ? text : known);
        }
    }

    private double[] withRoom(double[] values, int columns) {
        if ((rows + 1L) * columns <= values.length) {
            return values;
        }
        Matrix.requireFit("the file " + file, rows + 1L, columns);
        return Arrays.copyOf(values, (int) Math.min(Matrix.MOST, 2L * values.length));
    }

    private SpecException refused(CsvRows.Row row, int column) {
        String text = row.get(column);
        String name = names.get(column);
        String where = file + ", line " + row.line() + ", column '" + name + "': ";
        boolean isTarget = Arrays.stream(targets).anyMatch(t -> t == column);
        if (Cell.isMissing(text)) {
            return new SpecException(where + "the value is missing" + (text.isEmpty() ? "" : " ('" + text + "')")
                    + (isTarget
                            ? ", so take the row out of the file"
                            : ", so leave the column out (drop=" + name + ") or clean the file"));
        }
        return new SpecException(
                where + "'" + text + "' is not a " + (Cell.isInfinite(text) ? "finite number" : "number"));
    }

    /**
     * Whether the targets are classes by the rule of {@code task=auto}.
     *
     * @return true for texts, and for few distinct whole numbers
     * @throws SpecException if they are partly numbers and partly texts
     */
    boolean looksLikeClasses() {
        if (targets.length > 1) {
            return false;
        }
        if (targetIsNoNumber != null && targetHasNumbers) {
            throw new SpecException(targetIsNoNumber.getMessage()
                    + ", unlike other targets: say task=classification or clean the file");
        }
        return targetIsNoNumber != null
                || Arrays.stream(y, 0, rows).allMatch(v -> v == Math.rint(v))
                        && Arrays.stream(y, 0, rows)
                                        .distinct()
                                        .limit(Csv.MOST_CLASSES + 1)
                                        .count()
                                <= Csv.MOST_CLASSES;
    }

    /** @return X [n, d] */
    INDArray featureNumbers() {
        return Matrix.of(x, rows, features.length);
    }

    /**
     * The targets of a regression.
     *
     * @return [n, c]
     * @throws SpecException if one is not a number
     */
    INDArray targetNumbers() {
        if (targetIsNoNumber != null) {
            throw targetIsNoNumber;
        }
        return Matrix.of(y, rows, targets.length);
    }

    /** @return the targets as written, if they may be classes */
    List<String> targetTexts() {
        return texts;
    }

    /** @return the names of the features */
    List<String> featureNames() {
        return Arrays.stream(features).mapToObj(names::get).toList();
    }
}
