package rai.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A labelled data point on a {@link Landscape}, drawn as a marker with white outline whose shape and colour both show the
 * class.
 *
 * @param x     horizontal position in data units
 * @param y     vertical position in data units
 * @param label the class, 0 or more
 */
public record Mark(double x, double y, int label) {

    /** @throws IllegalArgumentException if a coordinate is not finite or the label is negative */
    public Mark {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a data point needs finite coordinates, not (" + x + ", " + y + ")");
        }
        if (label < 0) {
            throw new IllegalArgumentException("a class label is 0 or more, not " + label);
        }
    }

    /**
     * Data points from columns.
     *
     * @throws IllegalArgumentException if the columns are not equally long
     */
    public static List<Mark> list(double[] x, double[] y, int[] labels) {
        Check.sameLength("y", x.length, y.length);
        Check.sameLength("labels", x.length, labels.length);
        List<Mark> marks = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            marks.add(new Mark(x[i], y[i], labels[i]));
        }
        return marks;
    }
}
