package rai.report.canvas;

import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes SVG. For a page, colours are classes of its style sheet, such as {@code f-k0} to fill and {@code s-k0} to stroke; in a file
 * of its own they are written out, for light paper, since few programs read style sheets in pictures.
 */
public final class Svg implements Canvas {
    /** The fonts of all texts; the widths of the first are assumed. */
    public static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    private static final double FARTHEST = 1e5;

    private final StringBuilder out = new StringBuilder();
    private final boolean styled;
    private final String prefix;
    private int clips;

    private Svg(boolean styled, String prefix) {
        this.styled = styled;
        this.prefix = prefix;
    }

    /**
     * @param picture a picture
     * @param label what it shows, for readers who do not see it
     * @param prefix what its ids begin with, unlike those of any other picture of the page
     * @param classes further classes of the element
     * @return an element for a page with the style sheet {@link #styles}
     */
    public static String element(Picture picture, String label, String prefix, String classes) {
        Svg svg = new Svg(true, prefix);
        svg.open(
                picture,
                label,
                "class=\"" + classes + "\" style=\"max-width:" + number(1.4 * picture.width()) + "px\"");
        picture.draw(svg);
        return svg.out.append("</svg>").toString();
    }

    /**
     * @param picture a picture
     * @param label what it shows, for readers who do not see it
     * @return the content of a file
     */
    public static String file(Picture picture, String label) {
        Svg svg = new Svg(false, "clip");
        svg.open(
                picture,
                label,
                "width=\"" + number(picture.width()) + "\" height=\"" + number(picture.height()) + "\"");
        svg.rectangle(0, 0, picture.width(), picture.height(), Brush.of(Ink.PAPER), "");
        picture.draw(svg);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.out.append("</svg>\n");
    }

    /** @return rules of a style sheet for the classes of all colours; the colours themselves are variables of the page */
    public static String styles() {
        return Ink.named().stream()
                .map(Ink::name)
                .map(n -> ".f-" + n + "{fill:var(--" + n + ")}.s-" + n + "{stroke:var(--" + n + ")}")
                .collect(Collectors.joining("\n"));
    }

    private void open(Picture picture, String label, String attributes) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(number(picture.width()))
                .append(' ')
                .append(number(picture.height()))
                .append("\" role=\"img\" aria-label=\"")
                .append(escape(label))
                .append("\" font-family=\"")
                .append(FONTS)
                .append("\" ")
                .append(attributes)
                .append('>');
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Pen pen) {
        out.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
        out.append("\" x2=\"")
                .append(number(x2))
                .append("\" y2=\"")
                .append(number(y2))
                .append('"');
        paint(null, pen);
        out.append("/>");
    }

    @Override
    public void polyline(double[] x, double[] y, Pen pen) {
        out.append("<polyline points=\"").append(points(x, y)).append("\" stroke-linejoin=\"round\"");
        paint(null, pen);
        out.append("/>");
    }

    @Override
    public void polygon(double[] x, double[] y, Brush brush, String tip) {
        out.append("<polygon points=\"").append(points(x, y)).append('"');
        paint(brush, brush.outline().orElse(null));
        end("polygon", tip);
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Brush brush, String tip) {
        out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
        out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        out.append('"');
        paint(brush, brush.outline().orElse(null));
        end("rect", tip);
    }

    @Override
    public void circle(double x, double y, double radius, Brush brush, String tip) {
        out.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
        out.append("\" r=\"").append(number(radius)).append('"');
        paint(brush, brush.outline().orElse(null));
        end("circle", tip);
    }

    @Override
    public void text(double x, double y, String text, Type type) {
        out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        out.append("\" font-size=\"").append(number(type.size())).append('"');
        switch (type.anchor()) {
            case START -> {}
            case MIDDLE -> out.append(" text-anchor=\"middle\"");
            case END -> out.append(" text-anchor=\"end\"");
        }
        if (type.bold()) {
            out.append(" font-weight=\"bold\"");
        }
        if (type.upright()) {
            out.append(" transform=\"rotate(-90 ")
                    .append(number(x))
                    .append(' ')
                    .append(number(y))
                    .append(")\"");
        }
        paint(Brush.of(type.ink()), null);
        out.append('>').append(escape(text)).append("</text>");
    }

    @Override
    public void image(double x, double y, double width, double height, Pixels pixels) {
        out.append("<image x=\"").append(number(x)).append("\" y=\"").append(number(y));
        out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
        out.append("\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"data:image/png;base64,");
        out.append(Base64.getEncoder().encodeToString(pixels.png())).append("\"/>");
    }

    @Override
    public void moved(double dx, double dy, Runnable drawing) {
        out.append("<g transform=\"translate(")
                .append(number(dx))
                .append(' ')
                .append(number(dy))
                .append(")\">");
        drawing.run();
        out.append("</g>");
    }

    @Override
    public void clipped(double x, double y, double width, double height, Runnable drawing) {
        String id = prefix + "-" + ++clips;
        out.append("<clipPath id=\"").append(id).append("\"><rect x=\"").append(number(x));
        out.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
        out.append("\" height=\"").append(number(height)).append("\"/></clipPath>");
        out.append("<g clip-path=\"url(#").append(id).append(")\">");
        drawing.run();
        out.append("</g>");
    }

    private void paint(Brush brush, Pen pen) {
        String fill = brush == null ? "none" : colour("f-", brush.ink());
        String stroke = pen == null ? "" : colour("s-", pen.ink());
        StringBuilder classes = new StringBuilder();
        attribute("fill", fill, "f-", classes);
        if (pen != null) {
            attribute("stroke", stroke, "s-", classes);
            out.append(" stroke-width=\"").append(number(pen.width())).append('"');
            if (!pen.dashes().isEmpty()) {
                out.append(" stroke-dasharray=\"");
                out.append(pen.dashes().stream().map(Svg::number).collect(Collectors.joining(" ")));
                out.append('"');
            }
        }
        if (brush != null && brush.opacity() < 1) {
            out.append(" fill-opacity=\"").append(number(brush.opacity())).append('"');
        }
        if (classes.length() > 0) {
            out.append(" class=\"").append(classes.toString().trim()).append('"');
        }
    }

    private void attribute(String name, String value, String kind, StringBuilder classes) {
        if (value.startsWith(kind)) {
            classes.append(' ').append(value);
        } else {
            out.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }

    private String colour(String kind, Ink ink) {
        return styled && !ink.name().isEmpty() ? kind + ink.name() : Ink.hex(ink.light());
    }

    private void end(String element, String tip) {
        if (tip.isEmpty()) {
            out.append("/>");
        } else {
            out.append("><title>")
                    .append(escape(tip))
                    .append("</title></")
                    .append(element)
                    .append('>');
        }
    }

    private static String points(double[] x, double[] y) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        return points.toString();
    }

    /** To a hundredth of a pixel; far outside of any picture, it does not matter where. */
    static String number(double value) {
        double near = Math.max(-FARTHEST, Math.min(FARTHEST, value));
        long hundredths = Math.round(near * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * @param text any text
     * @return the same for XML and HTML, in elements and in attributes; characters that XML can't have become U+FFFD
     */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xD800
                || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
    }
}
