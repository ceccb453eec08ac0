package rai.plot;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Marching squares: the lines along which values at the centres of cells, joined linearly, reach a level (Lorensen and
 * Cline, 1987,
 * "Marching cubes", in two dimensions).
 */
final class Contour {

    private Contour() {}

    /**
     * The pieces of the line, in units of cells: (0, 0) is the outer corner of the cell in row 0 and column 0, (columns,
     * rows) the opposite
     * one. Squares that touch a NaN have no line. Values are continued linearly for the half cell between the outermost
     * centres and the edge.
     *
     * @param values [rows][columns]
     */
    static List<Line2D> at(double level, double[][] values) {
        double[][] framed = frame(values);
        int rows = framed.length;
        int columns = framed[0].length;
        List<Line2D> pieces = new ArrayList<>();
        for (int row = 0; row + 1 < rows; row++) {
            double bottom = position(row, rows);
            double top = position(row + 1, rows);
            for (int column = 0; column + 1 < columns; column++) {
                double left = position(column, columns);
                double right = position(column + 1, columns);
                square(
                        pieces,
                        level,
                        new double[][] {{left, bottom}, {right, bottom}, {right, top}, {left, top}},
                        new double[] {
                            framed[row][column],
                            framed[row][column + 1],
                            framed[row + 1][column + 1],
                            framed[row + 1][column]
                        });
            }
        }
        return pieces;
    }

    /** The positions of the rows or columns, with a frame around them: at 0, 1/2, 3/2 ... n - 1/2, n. */
    private static double position(int index, int count) {
        return Math.max(0, Math.min(count - 2, index - 0.5));
    }

    private static double[][] frame(double[][] values) {
        int rows = values.length;
        double[][] framed = new double[rows + 2][];
        for (int row = 0; row < rows; row++) {
            framed[row + 1] = extend(values[row]);
        }
        framed[0] = outside(framed[1], framed[Math.min(2, rows)]);
        framed[rows + 1] = outside(framed[rows], framed[Math.max(rows - 1, 1)]);
        return framed;
    }

    private static double[] extend(double[] row) {
        int n = row.length;
        double[] longer = new double[n + 2];
        System.arraycopy(row, 0, longer, 1, n);
        longer[0] = outside(row[0], row[Math.min(1, n - 1)]);
        longer[n + 1] = outside(row[n - 1], row[Math.max(n - 2, 0)]);
        return longer;
    }

    private static double[] outside(double[] last, double[] previous) {
        double[] values = new double[last.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = outside(last[i], previous[i]);
        }
        return values;
    }

    private static double outside(double last, double previous) {
        return last + (last - previous) / 2;
    }

    private static void square(List<Line2D> pieces, double level, double[][] corners, double[] values) {
        double sum = values[0] + values[1] + values[2] + values[3];
        if (Double.isNaN(sum)) {
            return;
        }
        List<double[]> crossings = new ArrayList<>(4);
        for (int i = 0; i < 4; i++) {
            int j = (i + 1) % 4;
            if (values[i] >= level != values[j] >= level) {
                double t = (level - values[i]) / (values[j] - values[i]);
                crossings.add(new double[] {
                    corners[i][0] + t * (corners[j][0] - corners[i][0]),
                    corners[i][1] + t * (corners[j][1] - corners[i][1])
                });
            }
        }
        if (crossings.size() == 2) {
            pieces.add(line(crossings.get(0), crossings.get(1)));
        } else if (crossings.size() == 4) { // a saddle: the centre decides which corners belong together
            boolean joined = sum / 4 >= level == values[0] >= level;
            pieces.add(line(crossings.get(0), crossings.get(joined ? 1 : 3)));
            pieces.add(line(crossings.get(2), crossings.get(joined ? 3 : 1)));
        }
    }

    private static Line2D line(double[] from, double[] to) {
        return new Line2D.Double(from[0], from[1], to[0], to[1]);
    }
}
