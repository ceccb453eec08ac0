package rai.plot;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/** Figures of one panel for tests, and where things are on them. */
final class Pictures {

    static final Axis UNIT = Axis.range(0, 1);

    private final Rectangle area;
    private final BufferedImage pixels;

    private Pictures(Panel panel) {
        Sheet sheet = new Sheet(Figure.of(panel));
        area = sheet.area(0, 0);
        pixels = sheet.draw();
    }

    static Pictures of(Panel panel) {
        return new Pictures(panel);
    }

    static Landscape landscape(double[][] values, Mark... marks) {
        return Landscape.of("", UNIT, UNIT, values, List.of(marks));
    }

    /** One row of cells whose value is 1/2 where x is {@code at}. */
    static double[][] slope(int columns, double at) {
        double[] row = new double[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = 0.5 + (UNIT.centre(i, columns) - at) / 2;
        }
        return new double[][] {row};
    }

    Rectangle area() {
        return area;
    }

    /** The colour at a point between the axes; (0, 0) is the lower left corner, (1, 1) the upper right. */
    Color at(double x, double y) {
        return new Color(
                pixels.getRGB(area.x + column(x), area.y + area.height - 1 - (int) Math.round(y * (area.height - 1))));
    }

    /** The column of pixels at a part of the width. */
    int column(double x) {
        return (int) Math.round(x * (area.width - 1));
    }

    /** The darkest column of pixels between the axes at a height, leaving out the frame. */
    int darkestColumn(double y) {
        int darkest = -1;
        int least = Integer.MAX_VALUE;
        for (int column = 6; column < area.width - 6; column++) {
            Color colour = at(column / (area.width - 1.0), y);
            int light = colour.getRed() + colour.getGreen() + colour.getBlue();
            if (light < least) {
                least = light;
                darkest = column;
            }
        }
        return darkest;
    }

    /** Whether a colour appears between the axes. */
    boolean shows(Color colour) {
        for (int x = 0; x < area.width; x++) {
            for (int y = 0; y < area.height; y++) {
                if (pixels.getRGB(area.x + x, area.y + y) == colour.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }
}
