package rai.plot;

import java.awt.Color;
import java.util.List;
import java.util.Objects;

/**
 * The output of a classifier of points in the plane, as a heat map with the data on top: {@link Probabilities} of class 1
 * with the decision
 * boundary P = 1/2, or a {@link ClassMap} for many classes. Both axes have the same scale (equal aspect ratio), unless one is
 * more than {@value #MOST_RATIO} times as long as the other: then the panel is a square. Cells whose
 * value is NaN are painted in {@link #NOT_A_NUMBER}. A note below the panel counts them, and data points outside the axes.
 *
 * @param title    heading, e.g. the activation's name
 * @param captions further lines, e.g. {@code "test accuracy 0.996 [0.994, 0.998]"}
 * @param x        horizontal axis; linear, with both ends given
 * @param y        vertical axis; linear, with both ends given
 * @param cells    what is shown in each cell
 * @param marks    data points; later ones are drawn over earlier ones
 * @param classes  the names of the classes, for the legend; a class without one is named by its number
 */
public record Landscape(
        String title, List<String> captions, Axis x, Axis y, Cells cells, List<Mark> marks, List<String> classes)
        implements Panel {

    /** Up to this ratio of their lengths, both axes have the same scale. */
    public static final double MOST_RATIO = 3;

    /** The colour of cells without a number. No colour scale of this package contains a similar colour. */
    public static final Color NOT_A_NUMBER = new Color(0xE6, 0x00, 0xD6);

    /** @throws IllegalArgumentException if an axis is logarithmic or has no ends */
    public Landscape {
        title = Check.text(title);
        captions = Check.lines(captions);
        Objects.requireNonNull(cells, "cells");
        marks = List.copyOf(marks);
        classes = List.copyOf(classes);
        for (Axis axis : List.of(x, y)) {
            if (axis.log() || !axis.isFixed()) {
                throw new IllegalArgumentException("a landscape needs linear axes with both ends, not " + axis);
            }
        }
    }

    /** A landscape whose classes have no names but their numbers. */
    public Landscape(String title, List<String> captions, Axis x, Axis y, Cells cells, List<Mark> marks) {
        this(title, captions, x, y, cells, marks, List.of());
    }

    /** The probabilities of class 1 on a grid, {@code values[row][column]} with row 0 at the bottom, without captions. */
    public static Landscape of(String title, Axis x, Axis y, double[][] values, List<Mark> marks) {
        return new Landscape(title, List.of(), x, y, new Probabilities(values), marks);
    }

    /** The predicted classes on a grid, {@code classes[row][column]} with row 0 at the bottom, without captions. */
    public static Landscape of(String title, Axis x, Axis y, int[][] classes, List<Mark> marks) {
        return new Landscape(title, List.of(), x, y, new ClassMap(classes), marks);
    }

    /** This landscape with other lines under the title. */
    public Landscape withCaptions(String... lines) {
        return new Landscape(title, List.of(lines), x, y, cells, marks, classes);
    }

    /** This landscape with names of its classes. */
    public Landscape withClasses(List<String> names) {
        return new Landscape(title, captions, x, y, cells, marks, names);
    }

    /** How a class is called in the legend. */
    String className(int label) {
        return "class " + (label < classes.size() ? classes.get(label) : Integer.toString(label));
    }
}
