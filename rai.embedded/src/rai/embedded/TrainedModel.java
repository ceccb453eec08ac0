package rai.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Column;
import rai.api.data.DataException;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.metric.Predictions;
import rai.api.run.Model;

/** What can be asked of a trained network. */
final class TrainedModel {
    private TrainedModel() {}

    static Map<String, Object> facts(Model model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", model);
        facts.put("task", model.task().name());
        facts.put("classes", List.copyOf(model.classNames()));
        facts.put("targets", List.copyOf(model.targetNames()));
        return facts;
    }

    /** Rows that the network can't read are refused, as a whole: a prediction has a row for each of them. */
    static Map<String, Object> predict(Arguments with) {
        Model model = with.get("model", Model.class);
        double[][] rows = with.get("rows", double[][].class);
        Table table = table("the rows", rows, with.find("names", List.class).orElse(null));
        Prepared prepared = prepared(model, table);
        if (!prepared.unused().isEmpty()) {
            throw new IllegalArgumentException("the rows have " + rows[0].length + " numbers, but the network reads "
                    + (rows[0].length - prepared.unused().size()));
        }
        if (prepared.rows().length != rows.length) {
            throw new IllegalArgumentException("a value is missing in " + (rows.length - prepared.rows().length)
                    + " of " + rows.length + " rows, and the network was trained without such rows");
        }
        INDArray predicted = model.predict(prepared.features());
        Predictions predictions = new Predictions(model.task(), predicted, predicted);
        Map<String, Object> answer = new LinkedHashMap<>();
        if (model.task() == Task.REGRESSION) {
            answer.put("values", values(predictions));
        } else {
            answer.put("probabilities", probabilities(predictions));
            answer.put("labels", labels(predictions, model.classNames()));
        }
        return answer;
    }

    private static Prepared prepared(Model model, Table table) {
        try {
            return model.prepare(table);
        } catch (DataException e) { // what to do about it is advice for a training
            throw new DataException(e.getMessage().replaceFirst(": say what to do with --missing .*", ""), e);
        }
    }

    /** Columns by position, if they have no names. */
    static Table table(String origin, double[][] rows, List<?> names) {
        int width = Given.width(origin, rows);
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            double[] column = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                column[i] = rows[i][j];
            }
            String name = names == null ? "column-" + (j + 1) : String.valueOf(names.get(j));
            columns.add(Column.of(name, Column.Role.FEATURE, column));
        }
        return new Table(
                origin, columns, null, new Table.Hints(true, Table.Goal.AUTO, List.of()), java.util.Optional.empty());
    }

    private static double[][] values(Predictions predictions) {
        double[][] values = new double[predictions.examples()][predictions.outputs()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = predictions.predicted(i, j);
            }
        }
        return values;
    }

    private static double[][] probabilities(Predictions predictions) {
        double[][] values = new double[predictions.examples()][predictions.classes()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = predictions.probability(i, j);
            }
        }
        return values;
    }

    private static String[] labels(Predictions predictions, List<String> classes) {
        String[] labels = new String[predictions.examples()];
        for (int i = 0; i < labels.length; i++) {
            int label = predictions.predictedClass(i);
            if (label == Predictions.NONE) {
                throw new IllegalStateException("the network predicts NaN for row " + (i + 1));
            }
            labels[i] = classes.get(label);
        }
        return labels;
    }
}
