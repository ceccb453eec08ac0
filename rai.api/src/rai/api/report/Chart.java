package rai.api.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
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
    record Line(String label, String key, double[] x, double[] y, double[] low, double[] high, List<Integer> marked) {
        /** Checks the lengths. */
        public Line {
            String name = "the line " + label;
            require(x.length == y.length, name + " has " + x.length + " x and " + y.length + " y");
            require(
                    low.length == high.length && (low.length == 0 || low.length == x.length),
                    name + " has " + x.length + " points, and a band of " + low.length + " low and " + high.length
                            + " high ends");
            marked = List.copyOf(marked);
            require(
                    marked.stream().allMatch(i -> i >= 0 && i < x.length),
                    name + " has " + x.length + " points, and marks those of the indices " + marked);
        }
    }

    /**
     * Small charts of lines in a grid, to be compared with each other: all of them have the same axes.
     *
     * @param x the horizontal axis of each panel
     * @param y the vertical axis of each panel
     * @param across what the columns differ in
     * @param columns the labels of the columns, from the left
     * @param down what the rows differ in
     * @param rows the labels of the rows, from the top
     * @param panels the lines of each panel, by row and column; none where there is nothing to show
     */
    record Facets(
            String name,
            String title,
            String caption,
            Axis x,
            Axis y,
            String across,
            List<String> columns,
            String down,
            List<String> rows,
            List<List<List<Line>>> panels)
            implements Chart {
        /** Copies the lists, and checks that each row has a panel per column. */
        public Facets {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            panels = panels.stream()
                    .map(row -> row.stream().map(List::copyOf).toList())
                    .toList();
            int width = columns.size();
            require(
                    panels.size() == rows.size() && panels.stream().allMatch(row -> row.size() == width),
                    "the chart " + name + " does not have a panel for each of its " + rows.size() + " x " + width
                            + " cells");
        }

        /** @return the lines of all panels, row by row */
        public List<Line> lines() {
            return panels.stream().flatMap(List::stream).flatMap(List::stream).toList();
        }
    }

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
     * @param notes a text per cell, such as {@code diverged at step 12}; empty texts for none, or no rows at all
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
            implements Chart {
        /** Copies the lists, and checks the numbers of rows and columns. */
        public HeatMap {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            int width = columns.size();
            require(
                    values.length == rows.size() && Stream.of(values).allMatch(row -> row.length == width),
                    "the heat map " + name + " does not have a value for each of its " + rows.size() + " x " + width
                            + " cells");
            require(
                    notes.length == 0
                            || notes.length == rows.size() && Stream.of(notes).allMatch(row -> row.length == width),
                    "the heat map " + name + " does not have a note for each of its " + rows.size() + " x " + width
                            + " cells");
        }
    }

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
            implements Chart {
        /** Copies the lists, and checks that each label has a rank. */
        public CriticalDifference {
            labels = List.copyOf(labels);
            cliques = cliques.stream().map(List::copyOf).toList();
            int n = labels.size();
            require(ranks.length == n, "the chart " + name + " has " + n + " labels and " + ranks.length + " ranks");
            require(
                    cliques.stream().flatMap(List::stream).allMatch(i -> i >= 0 && i < n),
                    "the chart " + name + " has " + n + " labels, and groups of the indices " + cliques);
        }
    }

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
            implements Chart {
        /** Copies the lists, and checks that each category has a value. */
        public Bars {
            categories = List.copyOf(categories);
            series = List.copyOf(series);
            for (Series one : series) {
                require(
                        one.values().length == categories.size(),
                        "the series " + one.label() + " has " + one.values().length + " values, not one for each of "
                                + categories.size() + " categories");
            }
        }
    }

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
    record Landscapes(String name, String title, String caption, List<Panel> panels) implements Chart {
        /** Copies the list. */
        public Landscapes {
            panels = List.copyOf(panels);
        }
    }

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
            List<double[]> points) {
        /** Copies the lists, and checks that the grid is complete, and that points have both features and a class. */
        public Panel {
            captions = List.copyOf(captions);
            features = List.copyOf(features);
            points = List.copyOf(points);
            require(features.size() == 2, "the panel " + title + " has " + features.size() + " features, not 2");
            require(range > 0 && Double.isFinite(range), "the panel " + title + " has the range " + range);
            require(
                    Stream.of(probability).allMatch(row -> row.length == probability[0].length),
                    "the rows of the grid of the panel " + title + " have different lengths");
            require(
                    points.stream().allMatch(point -> point.length == 3),
                    "a point of the panel " + title + " is not x, y and class");
        }
    }

    private static void require(boolean is, String otherwise) {
        if (!is) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
