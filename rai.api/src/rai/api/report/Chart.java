package rai.api.report;

import java.util.List;
import java.util.OptionalDouble;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A chart, as numbers. Whoever draws it chooses sizes, fonts and colours; a {@code key}, such as the name of an activation, has
 * the same colour in all charts of a report.
 */
@ProviderType
public sealed interface Chart extends Block {
    /** @return a short name, fit for a file */
    String name();

    /** @return the title */
    String title();

    /** @return lines below the chart: what is shown, which seeds, what a band means */
    String caption();

    /**
     * An axis.
     *
     * @param label its label, with the unit if there is one
     * @param log whether it is logarithmic; values that are not positive are then left out, and the caption says so
     * @param from its lower end; if empty, that of the data
     * @param to its upper end
     */
    record Axis(String label, boolean log, OptionalDouble from, OptionalDouble to) {
        /**
         * @param label its label
         * @return a linear axis over the data
         */
        public static Axis of(String label) {
            return new Axis(label, false, OptionalDouble.empty(), OptionalDouble.empty());
        }

        /** @return the same, logarithmic */
        public Axis logarithmic() {
            return new Axis(label, true, from, to);
        }
    }

    /**
     * Lines, with bands if they have any: histories, U-curves over a rate, profiles over layers, quantiles over time.
     *
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param lines the lines
     */
    record Lines(String name, String title, String caption, Axis x, Axis y, List<Line> lines) implements Chart {
        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line. A point whose y is NaN interrupts it.
     *
     * @param label its name in the legend
     * @param key what its colour stands for
     * @param x the horizontal values, rising
     * @param y the vertical values
     * @param low the lower end of its band; empty without a band
     * @param high the upper end
     * @param marked the indices of points to mark, such as the chosen rate
     */
    record Line(String label, String key, double[] x, double[] y, double[] low, double[] high, List<Integer> marked) {}

    /**
     * A row of dots per group: one dot per seed, with mean and interval.
     *
     * @param axis the axis of the values
     * @param groups the groups, from the top
     */
    record Dots(String name, String title, String caption, Axis axis, List<Group> groups) implements Chart {
        /** Copies the list. */
        public Dots {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A group of dots.
     *
     * @param label its name
     * @param key what its colour stands for
     * @param values a value per seed; NaN ones are left out
     * @param mean their mean
     * @param low the lower end of its interval
     * @param high the upper end
     */
    record Group(String label, String key, double[] values, double mean, double low, double high) {}

    /**
     * A heat map.
     *
     * @param columns the labels of the columns
     * @param rows the labels of the rows, from the top
     * @param x what the columns are
     * @param y what the rows are
     * @param measure what the colours are
     * @param values the values by row; NaN has no colour
     * @param notes a text per cell, such as {@code diverged at step 12}; empty texts for none
     * @param upIsGood whether large values are the good ones
     */
    record HeatMap(
            String name,
            String title,
            String caption,
            List<String> columns,
            List<String> rows,
            String x,
            String y,
            String measure,
            double[][] values,
            String[][] notes,
            boolean upIsGood)
            implements Chart {}

    /**
     * A critical-difference diagram (Demsar, 2006): average ranks on a line, 1 being best, and bars over those that do not differ.
     *
     * @param labels what is ranked
     * @param ranks their average ranks
     * @param difference the critical difference
     * @param cliques groups of indices without a significant difference
     */
    record CriticalDifference(
            String name,
            String title,
            String caption,
            List<String> labels,
            double[] ranks,
            double difference,
            List<List<Integer>> cliques)
            implements Chart {}

    /**
     * A forest plot: a difference per row, with its interval, around zero.
     *
     * @param axis the axis of the differences
     * @param rows the rows, from the top
     */
    record Forest(String name, String title, String caption, Axis axis, List<Difference> rows) implements Chart {
        /** Copies the list. */
        public Forest {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A difference.
     *
     * @param label what is compared with what
     * @param key what its colour stands for
     * @param mean the difference
     * @param low the lower end of its interval
     * @param high the upper end
     * @param note a text at the right, such as the corrected p-value
     */
    record Difference(String label, String key, double mean, double low, double high, String note) {}

    /**
     * Bars, several per category if there are several series.
     *
     * @param axis the axis of the heights
     * @param categories the categories
     * @param series the series
     */
    record Bars(String name, String title, String caption, Axis axis, List<String> categories, List<Series> series)
            implements Chart {}

    /**
     * A series of bars.
     *
     * @param label its name in the legend
     * @param key what its colour stands for
     * @param values a value per category
     */
    record Series(String label, String key, double[] values) {}

    /**
     * Decision landscapes of classifiers with two features.
     *
     * @param panels a panel per network
     */
    record Landscapes(String name, String title, String caption, List<Panel> panels) implements Chart {}

    /**
     * The output of a classifier on a grid, with the data it learnt from.
     *
     * @param title what it shows
     * @param captions lines below the title
     * @param features the names of both features, for the axes
     * @param range the grid covers [-range, range] in both directions
     * @param probability P(class 1) at each cell, rows from the lowest y, columns from the lowest x; NaN if the output is not a
     *     number
     * @param points rows of x, y, class
     */
    record Panel(
            String title,
            List<String> captions,
            List<String> features,
            double range,
            double[][] probability,
            List<double[]> points) {}
}
