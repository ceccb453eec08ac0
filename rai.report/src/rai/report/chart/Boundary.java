package rai.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Where values on a grid cross a level, as line segments, by marching squares with linear interpolation. */
final class Boundary {
    private Boundary() {}

    /**
     * @param values the values at the centres of cells
     * @param level a level
     * @return x1, y1, x2, y2 of each segment, in cells: the centre of the first is at 0.5, 0.5
     */
    static List<double[]> at(double level, double[][] values) {
        List<double[]> segments = new ArrayList<>();
        for (int row = 0; row + 1 < values.length; row++) {
            for (int column = 0; column + 1 < values[row].length; column++) {
                square(level, values, row, column, segments);
            }
        }
        return segments;
    }

    private static void square(double level, double[][] values, int row, int column, List<double[]> segments) {
        int[][] corners = {{0, 0}, {0, 1}, {1, 1}, {1, 0}};
        List<double[]> crossings = new ArrayList<>();
        for (int i = 0; i < corners.length; i++) {
            int[] from = corners[i];
            int[] to = corners[(i + 1) % corners.length];
            double a = values[row + from[0]][column + from[1]];
            double b = values[row + to[0]][column + to[1]];
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return;
            }
            if (a >= level != b >= level) {
                double part = (level - a) / (b - a);
                crossings.add(new double[] {
                    column + 0.5 + from[1] + part * (to[1] - from[1]), row + 0.5 + from[0] + part * (to[0] - from[0])
                });
            }
        }
        for (int i = 0; i + 1 < crossings.size(); i += 2) {
            double[] from = crossings.get(i);
            double[] to = crossings.get(i + 1);
            segments.add(new double[] {from[0], from[1], to[0], to[1]});
        }
    }
}
