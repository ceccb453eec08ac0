package rai.report.chart;

import rai.report.canvas.Brush;
import rai.report.canvas.Canvas;
import rai.report.canvas.Ink;
import rai.report.canvas.Pen;

/** Marks of points: a circle for the first keys, and other shapes when colours begin again. */
final class Marks {
    private static final double[][] SHAPES_X = {
        {-0.9, 0.9, 0.9, -0.9}, {0, 1.3, 0, -1.3}, {0, 1.25, -1.25}, {0, 1.25, -1.25},
    };
    private static final double[][] SHAPES_Y = {
        {-0.9, -0.9, 0.9, 0.9}, {-1.3, 0, 1.3, 0}, {-1.45, 0.72, 0.72}, {1.45, -0.72, -0.72},
    };

    private Marks() {}

    /** The mark of a key. */
    static void draw(Canvas canvas, int key, double x, double y, double radius, Brush brush, String tip) {
        shape(canvas, key / Ink.MOST_KEYS % (SHAPES_X.length + 1), x, y, radius, brush, tip);
    }

    /** A shape by its number: circle, square, diamond, triangle, triangle upside down. */
    static void shape(Canvas canvas, int shape, double x, double y, double radius, Brush brush, String tip) {
        if (shape == 0) {
            canvas.circle(x, y, radius, brush, tip);
            return;
        }
        double[] xs = SHAPES_X[shape - 1].clone();
        double[] ys = SHAPES_Y[shape - 1].clone();
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x + radius * xs[i];
            ys[i] = y + radius * ys[i];
        }
        canvas.polygon(xs, ys, brush, tip);
    }

    /** A ring around a point that is marked. */
    static void ring(Canvas canvas, int key, double x, double y, String tip) {
        Pen pen = Pen.of(Ink.ofKey(key), 2);
        canvas.circle(x, y, 6.5, Brush.of(Ink.PAPER).opacity(0).outlined(pen), tip);
    }
}
