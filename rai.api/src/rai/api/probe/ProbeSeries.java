package rai.api.probe;

import java.util.List;
import rai.api.spec.Words;

/**
 * All that a probe has measured in a run.
 *
 * @param probe the spec of the probe, as it was asked for
 * @param columns the names of what it measures
 * @param rows the measurements, in the order in which they were made
 */
public record ProbeSeries(String probe, List<String> columns, List<Row> rows) {
    /**
     * A measurement.
     *
     * @param step the steps done
     * @param layer the name of the layer, or {@link Measurement#NETWORK}
     * @param values a number for each column; NaN if one is not defined
     */
    public record Row(long step, String layer, List<Double> values) {
        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists. */
    public ProbeSeries {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @return the steps after which it measured, each once, in their order */
    public List<Long> steps() {
        return rows.stream().map(Row::step).distinct().toList();
    }

    /** @return the layers that it measured, each once, in their order */
    public List<String> layers() {
        return rows.stream().map(Row::layer).distinct().toList();
    }

    /**
     * @param column the name of a column
     * @return its place in {@link Row#values}
     * @throws rai.api.spec.SpecException if there is none of this name
     */
    public int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw Words.unknown("column of " + probe, column, columns);
        }
        return index;
    }

    /** @return whether a layer has several rows at one step: then they are the points of a curve over the first column */
    public boolean isCurve() {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).step() == rows.get(i - 1).step()
                    && rows.get(i).layer().equals(rows.get(i - 1).layer())) {
                return true;
            }
        }
        return false;
    }
}
