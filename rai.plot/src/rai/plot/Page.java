package rai.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A picture that is laid out, in units of length: whatever stores it paints it with a pen of its own. */
abstract class Page {
    private static final double MOST_PIXELS = 1e8;

    /** What it is about, for the title of a file. */
    abstract String name();

    /** In units. */
    abstract double width();

    /** In units. */
    abstract double height();

    abstract double pointsPerUnit();

    /** Of a PNG file. */
    abstract double pixelsPerUnit();

    final double widthInPoints() {
        return width() * pointsPerUnit();
    }

    final double heightInPoints() {
        return height() * pointsPerUnit();
    }

    /** Of a PNG file. */
    abstract double dotsPerInch();

    /** @param pen whose lengths are units */
    abstract void paint(Graphics2D pen);

    /** @throws IllegalArgumentException if there would be too many pixels; one sentence */
    BufferedImage draw() {
        double scale = pixelsPerUnit();
        double pixels = width() * scale * height() * scale;
        if (pixels > MOST_PIXELS) {
            throw new IllegalArgumentException("a PNG file of " + new Size(widthInPoints(), heightInPoints(), 0, 72)
                    + " would have " + Math.round(pixels / 1e6)
                    + " million pixels: choose a smaller --size, or SVG or PDF");
        }
        BufferedImage picture = new BufferedImage(
                (int) Math.round(width() * scale), (int) Math.round(height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.scale(scale, scale);
        paint(pen);
        pen.dispose();
        return picture;
    }

    /** Smooth lines on white paper. */
    static void prepare(Graphics2D pen, double width, double height) {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.WHITE);
        pen.fill(new Rectangle2D.Double(0, 0, width, height));
    }
}
