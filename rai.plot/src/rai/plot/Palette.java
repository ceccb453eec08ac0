package rai.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Colours, dashes and marker shapes, chosen so that colour-blind readers can distinguish them. */
final class Palette {

    /**
     * Okabe and Ito, "Color universal design" (2008), without black and yellow; blue and vermilion are darker, to stand
     * out on their own areas.
     */
    private static final Color[] CLASSES = {
        new Color(0x00, 0x52, 0x94),
        new Color(0xBC, 0x43, 0x00),
        new Color(0x00, 0x9E, 0x73),
        new Color(0xCC, 0x79, 0xA7),
        new Color(0x56, 0xB4, 0xE9),
        new Color(0xE6, 0x9F, 0x00),
        new Color(0x4D, 0x4D, 0x4D),
    };

    private static final float[][] DASHES = {null, {9, 2.5f, 2, 2.5f}, {2, 2.5f}, {9, 2.5f, 2, 2.5f, 2, 2.5f}};
    private static final float[] DASHED = {6, 3.5f};
    private static final float[] DOTTED = {1.8f, 2.4f};

    /** Stops of ColorBrewer's (Brewer, 2003) blue and orange arms, equally light on both sides, for P = 0, 1/4, 1/2, 3/4, 1. */
    private static final int[][] DIVERGING = {
        {0x43, 0x93, 0xC3}, {0x9B, 0xCB, 0xE2}, {0xFA, 0xFA, 0xFA}, {0xFD, 0xC1, 0x79}, {0xE4, 0x86, 0x22},
    };

    private Palette() {}

    /** The colour of a class or series; after the last they begin again. */
    static Color colour(int number) {
        return CLASSES[number % CLASSES.length];
    }

    /** A light version of a class's colour, for areas under markers. */
    static Color tint(int number) {
        return mix(colour(number), Color.WHITE, 0.55);
    }

    /** The colour of a probability, blue - white - orange; {@link Landscape#NOT_A_NUMBER} for NaN. */
    static Color probability(double p) {
        if (Double.isNaN(p)) {
            return Landscape.NOT_A_NUMBER;
        }
        double position = p * (DIVERGING.length - 1);
        int stop = Math.min((int) position, DIVERGING.length - 2);
        int[] from = DIVERGING[stop];
        int[] to = DIVERGING[stop + 1];
        return mix(new Color(from[0], from[1], from[2]), new Color(to[0], to[1], to[2]), position - stop);
    }

    private static Color mix(Color from, Color to, double share) {
        return new Color(
                (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }

    /** The stroke of a curve, as asked; solid ones of numbers beyond the colours get dashes of their own. */
    static BasicStroke stroke(int number, LineStyle line, float width) {
        float[] pattern =
                switch (line) {
                    case SOLID -> DASHES[number / CLASSES.length % DASHES.length];
                    case DASHED -> DASHED;
                    case DOTTED -> DOTTED;
                };
        if (pattern == null) {
            return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0);
    }

    /** The marker of a class or series around the origin, about {@code 2 * radius} wide; all have about the same area. */
    static Shape marker(int number, double radius) {
        Shape shape =
                switch (number % 6) {
                    case 0 -> new Ellipse2D.Double(-1, -1, 2, 2);
                    case 1 -> polygon(3, 1.45, -90);
                    case 2 -> new Rectangle2D.Double(-0.9, -0.9, 1.8, 1.8);
                    case 3 -> polygon(4, 1.3, 0);
                    case 4 -> polygon(3, 1.45, 90);
                    default -> cross();
                };
        return AffineTransform.getScaleInstance(radius, radius).createTransformedShape(shape);
    }

    private static Shape polygon(int corners, double radius, double firstDegrees) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(firstDegrees + i * 360.0 / corners);
            double x = radius * StrictMath.cos(angle);
            double y = radius * StrictMath.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }

    private static Shape cross() {
        double arm = 1.25;
        double half = 0.45;
        double[][] corners = {
            {-half, -arm},
            {half, -arm},
            {half, -half},
            {arm, -half},
            {arm, half},
            {half, half},
            {half, arm},
            {-half, arm},
            {-half, half},
            {-arm, half},
            {-arm, -half},
            {-half, -half}
        };
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0][0], corners[0][1]);
        for (double[] corner : corners) {
            path.lineTo(corner[0], corner[1]);
        }
        path.closePath();
        return path;
    }
}
