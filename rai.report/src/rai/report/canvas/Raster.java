package rai.report.canvas;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/** Draws with Java2D, on light paper. */
public final class Raster implements Canvas {
    /** Pixels per CSS pixel. */
    public static final int SCALE = 2;

    /** Looked for when the first text is drawn: without fonts, this class can still say so. */
    private static final class Family {
        static final String NAME = family();
    }

    private final Graphics2D pen;

    private Raster(Graphics2D pen) {
        this.pen = pen;
    }

    /**
     * @param picture a picture
     * @return the content of a PNG file, with two pixels per CSS pixel
     */
    public static byte[] png(Picture picture) {
        int width = (int) Math.ceil(picture.width() * SCALE);
        int height = (int) Math.ceil(picture.height() * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.scale(SCALE, SCALE);
        picture.draw(new Raster(pen));
        pen.dispose();
        return new Pixels(width, height, image.getRGB(0, 0, width, height, null, 0, width)).png();
    }

    /**
     * If a part of the system is missing, each version of Java throws something different, and not the same the second time.
     *
     * @return why this machine can't draw; empty if it can
     */
    public static Optional<String> problem() {
        try {
            png(new Picture(8, 8, canvas -> canvas.text(0, 8, "0", Type.LABEL)));
            return Optional.empty();
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return Optional.of(
                    "Java finds no fonts or no display that it can use on this machine; install for example fontconfig"
                            + " and fonts-dejavu-core (Debian), and start it with -Djava.awt.headless=true");
        }
    }

    /** A font of the widths that are assumed, if there is one. */
    private static String family() {
        List<String> all =
                List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        for (String name : new String[] {"Helvetica", "Arial", "Liberation Sans"}) {
            if (all.contains(name)) {
                return name;
            }
        }
        return Font.SANS_SERIF;
    }

    private void draw(Shape shape, Pen with) {
        float[] dashes = new float[with.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = with.dashes().get(i).floatValue();
        }
        pen.setColor(new Color(with.ink().light()));
        pen.setStroke(new BasicStroke(
                (float) with.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                dashes.length == 0 ? null : dashes,
                0));
        pen.draw(shape);
    }

    private void fill(Shape shape, Brush brush) {
        if (brush.opacity() > 0) {
            Composite before = pen.getComposite();
            pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) brush.opacity()));
            pen.setColor(new Color(brush.ink().light()));
            pen.fill(shape);
            pen.setComposite(before);
        }
        brush.outline().ifPresent(outline -> draw(shape, outline));
    }

    private static Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < x.length; i++) {
            if (i == 0) {
                path.moveTo(x[i], y[i]);
            } else {
                path.lineTo(x[i], y[i]);
            }
        }
        return path;
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Pen with) {
        draw(new Line2D.Double(x1, y1, x2, y2), with);
    }

    @Override
    public void polyline(double[] x, double[] y, Pen with) {
        if (x.length > 0) {
            draw(path(x, y), with);
        }
    }

    @Override
    public void polygon(double[] x, double[] y, Brush brush, String tip) {
        if (x.length > 0) {
            Path2D path = path(x, y);
            path.closePath();
            fill(path, brush);
        }
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Brush brush, String tip) {
        fill(new Rectangle2D.Double(x, y, width, height), brush);
    }

    @Override
    public void circle(double x, double y, double radius, Brush brush, String tip) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), brush);
    }

    @Override
    public void text(double x, double y, String text, Type type) {
        Font font = new Font(Family.NAME, type.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) type.size());
        double width = font.getStringBounds(text, pen.getFontRenderContext()).getWidth();
        double assumed = Words.width(text, type);
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        if (type.upright()) {
            pen.rotate(-Math.PI / 2);
        }
        if (width > assumed) { // another font, with wider letters
            pen.scale(assumed / width, 1);
        }
        double back =
                switch (type.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        pen.setFont(font);
        pen.setColor(new Color(type.ink().light()));
        pen.drawString(text, (float) -back, 0);
        pen.setTransform(before);
    }

    @Override
    public void image(double x, double y, double width, double height, Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.columns(), pixels.rows(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, pixels.columns(), pixels.rows(), pixels.rgb(), 0, pixels.columns());
        AffineTransform to = new AffineTransform(width / pixels.columns(), 0, 0, height / pixels.rows(), x, y);
        pen.drawImage(image, to, null);
    }

    @Override
    public void moved(double dx, double dy, Runnable drawing) {
        AffineTransform before = pen.getTransform();
        pen.translate(dx, dy);
        drawing.run();
        pen.setTransform(before);
    }

    @Override
    public void clipped(double x, double y, double width, double height, Runnable drawing) {
        Shape before = pen.getClip();
        pen.clip(new Rectangle2D.Double(x, y, width, height));
        drawing.run();
        pen.setClip(before);
    }
}
