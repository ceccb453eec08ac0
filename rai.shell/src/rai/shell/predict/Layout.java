package rai.shell.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.data.Column;
import rai.api.data.Task;
import rai.api.run.Model;

/**
 * What is written for a row.
 *
 * @param model what predicts
 * @param ids the names of the columns that name the rows; if there are none, rows are numbered from 1
 * @param withProbabilities whether the probabilities of the classes are included
 */
record Layout(Model model, List<String> ids, boolean withProbabilities) {
    static final String ROW = "row";
    static final String PREDICTION = "prediction";

    boolean isRegression() {
        return model.task() == Task.REGRESSION;
    }

    /** @return how many numbers are predicted for a row of a regression */
    int targets() {
        return model.network().outputs();
    }

    List<String> classNames() {
        return model.classNames();
    }

    /** @return whether there are probabilities */
    boolean hasProbabilities() {
        return withProbabilities && !isRegression();
    }

    List<String> header() {
        List<String> header = new ArrayList<>(ids.isEmpty() ? List.of(ROW) : ids);
        if (!isRegression()) {
            header.add(PREDICTION);
            if (withProbabilities) {
                classNames().forEach(name -> header.add("probability_" + name));
            }
        } else if (targets() == 1) {
            header.add(PREDICTION);
        } else {
            for (int j = 0; j < targets(); j++) {
                header.add(PREDICTION + "_" + target(j));
            }
        }
        return header;
    }

    private String target(int number) {
        List<String> names = model.targetNames();
        return names.size() == targets() ? names.get(number) : String.valueOf(number + 1);
    }

    /** The cells of a row; those of a row that can't be predicted are null. */
    List<Object> cells(PredictedRows predicted, List<Column> named, int row, int width) {
        List<Object> cells = new ArrayList<>();
        if (named.isEmpty()) {
            cells.add(predicted.number(row));
        }
        named.forEach(id -> cells.add(id.text(row)));
        if (!predicted.has(row)) {
            while (cells.size() < width) {
                cells.add(null);
            }
        } else if (!isRegression()) {
            cells.add(predicted.className(row));
            for (int label = 0; withProbabilities && label < classNames().size(); label++) {
                cells.add(predicted.probability(row, label));
            }
        } else {
            for (int j = 0; j < targets(); j++) {
                cells.add(predicted.number(row, j));
            }
        }
        return cells;
    }

    /** A row as a document, with the reason if it can't be predicted. */
    Map<String, Object> document(PredictedRows predicted, List<Column> named, int row) {
        List<String> header = header();
        List<Object> cells = cells(predicted, named, row, header.size());
        Map<String, Object> map = new LinkedHashMap<>();
        for (int j = 0; j < cells.size(); j++) {
            map.put(header.get(j), cells.get(j));
        }
        if (predicted.problems().containsKey(row)) {
            map.put("problem", predicted.problems().get(row));
        }
        return map;
    }
}
