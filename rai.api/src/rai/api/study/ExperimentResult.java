package rai.api.study;

import java.util.List;
import java.util.Map;

/**
 * What a study found.
 *
 * @param title the question
 * @param finding one line: whether the reference finding was reproduced, with numbers
 * @param columns the columns of the table
 * @param rows the rows of the table, a cell per column
 * @param landscapes decision landscapes to draw
 * @param data everything measured, made of maps, lists, texts and numbers
 */
public record ExperimentResult(
        String title,
        String finding,
        List<String> columns,
        List<List<String>> rows,
        List<Landscape> landscapes,
        Map<String, Object> data) {

    /**
     * The output of a classifier on a grid, with the data it learnt from.
     *
     * @param title what it shows
     * @param captions lines below the title
     * @param features the names of both features, for the axes
     * @param range the grid covers [-range, range] in both directions
     * @param probability P(class 1) at each cell, rows from the lowest y, columns from the lowest x; NaN if the output is
     *     not a number
     * @param points rows of x, y, class
     */
    public record Landscape(
            String title,
            List<String> captions,
            List<String> features,
            double range,
            double[][] probability,
            List<double[]> points) {}
}
