package rai.shell.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.DataException;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.metric.Predictions;
import rai.api.run.Model;

/** What a network predicts for the rows of a piece of a table, in their order; rows that can't be predicted have a reason. */
final class PredictedRows {
    private final Model model;
    private final Table table;
    private final int before;
    /** By row: its number in the predictions, or -1. */
    private final int[] places;

    private final Map<Integer, String> problems = new TreeMap<>();
    private Predictions predictions;
    private boolean single;

    private PredictedRows(Model model, Table table, int before) {
        this.model = model;
        this.table = table;
        this.before = before;
        places = new int[table.rows()];
        Arrays.fill(places, -1);
    }

    /**
     * Predicts.
     *
     * @param before how many rows there are in the pieces before
     * @throws rai.api.spec.SpecException if the columns of the table are not those that the network reads
     */
    static PredictedRows of(Model model, Table table, int before) {
        PredictedRows all = new PredictedRows(model, table, before);
        List<int[]> good = new ArrayList<>();
        all.collect(IntStream.range(0, table.rows()).toArray(), good);
        int[] rows = good.stream().flatMapToInt(Arrays::stream).toArray();
        if (rows.length > 0) {
            all.predict(rows);
        }
        return all;
    }

    /** Rows whose values can't be read are found by halves; whatever is wrong with a column is wrong with all rows. */
    private void collect(int[] rows, List<int[]> good) {
        try {
            model.prepare(rows.length == table.rows() ? table : table.rows(rows));
            good.add(rows);
        } catch (DataException e) {
            if (rows.length > 1) {
                requireAboutARow(e);
                int half = rows.length / 2;
                collect(Arrays.copyOfRange(rows, 0, half), good);
                collect(Arrays.copyOfRange(rows, half, rows.length), good);
            } else if (rows.length == 1 && e.getMessage().startsWith(table.where(rows[0]))) {
                problems.put(rows[0], reason(e, rows[0]));
            } else {
                throw e;
            }
        }
    }

    /** Those of a row begin with its place. */
    private void requireAboutARow(DataException e) {
        if (!e.getMessage().startsWith(table.where(0).replaceFirst("[0-9]+$", ""))) {
            throw e;
        }
    }

    /** Without the place, which is named anyway, and without what can be done about gaps in training data. */
    private String reason(DataException e, int row) {
        return e.getMessage()
                .substring(table.where(row).length())
                .replaceFirst("^[,:]\\s*", "")
                .replaceFirst(": say what to do with --missing .*", "");
    }

    private void predict(int[] rows) {
        Table readable = rows.length == table.rows() ? table : table.rows(rows);
        Prepared prepared = model.prepare(readable);
        INDArray predicted = model.predict(prepared.features());
        single = predicted.dataType() == DataType.FLOAT;
        predictions = new Predictions(model.task(), predicted, predicted);
        int[] kept = prepared.rows();
        for (int i = 0; i < kept.length; i++) {
            places[rows[kept[i]]] = i;
            if (isNan(i)) {
                places[rows[kept[i]]] = -1;
                problems.put(rows[kept[i]], "the network predicts NaN");
            }
        }
        for (int row : rows) {
            if (places[row] < 0) {
                problems.putIfAbsent(row, "a value is missing, and the run leaves such rows out (--missing drop-row)");
            }
        }
    }

    private boolean isNan(int example) {
        return IntStream.range(0, predictions.outputs())
                .anyMatch(output -> Double.isNaN(predictions.predicted(example, output)));
    }

    int rows() {
        return places.length;
    }

    /** @return the number of a row among those of all pieces, from 1 */
    int number(int row) {
        return before + row + 1;
    }

    /** @return whether the network computes in single precision */
    boolean isSingle() {
        return single;
    }

    /** @return the number of the class that is predicted for a row */
    int classNumber(int row) {
        return predictions.predictedClass(places[row]);
    }

    /** @return the reason why a row can't be predicted, by row, from 0 */
    Map<Integer, String> problems() {
        return problems;
    }

    boolean has(int row) {
        return places[row] >= 0;
    }

    /** @return the name of the class that is predicted for a row */
    String className(int row) {
        return model.classNames().get(classNumber(row));
    }

    /** @return the probability of a class, with the digits of the network's data type */
    Number probability(int row, int label) {
        return digits(predictions.probability(places[row], label));
    }

    /** @return the number that is predicted for a target */
    Number number(int row, int target) {
        return digits(predictions.predicted(places[row], target));
    }

    private Number digits(double value) {
        if (single) {
            return (float) value;
        }
        return value;
    }

    boolean isRegression() {
        return model.task() == Task.REGRESSION;
    }

    /** @return how many numbers are predicted for a row of a regression */
    int targets() {
        return model.network().outputs();
    }
}
