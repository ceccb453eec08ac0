package rai.report.canvas;

/**
 * What every chart is drawn on. Lengths are CSS pixels, x to the right, y downwards. An empty tip is none: it is shown when the
 * pointer rests on a shape, if the canvas can do so.
 */
public interface Canvas {
    /** Draws a straight line. */
    void line(double x1, double y1, double x2, double y2, Pen pen);

    /** Draws an open line through points. */
    void polyline(double[] x, double[] y, Pen pen);

    /** Fills the area within a closed line. */
    void polygon(double[] x, double[] y, Brush brush, String tip);

    /** Fills a rectangle. */
    void rectangle(double x, double y, double width, double height, Brush brush, String tip);

    /** Fills a circle. */
    void circle(double x, double y, double radius, Brush brush, String tip);

    /** Writes a line of text with its base line at y. */
    void text(double x, double y, String text, Type type);

    /** Draws pixels, each as a rectangle. */
    void image(double x, double y, double width, double height, Pixels pixels);

    /** Draws something with another origin. */
    void moved(double dx, double dy, Runnable drawing);

    /** Draws something of which only what lies in a rectangle is visible. */
    void clipped(double x, double y, double width, double height, Runnable drawing);
}
