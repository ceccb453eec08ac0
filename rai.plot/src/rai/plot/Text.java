package rai.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Lines of text in one font and colour, wrapped to a width: measured first, drawn later. */
record Text(List<String> lines, Font font, Color colour) {

    static final Text NONE = new Text(List.of(), null, null);

    static final Color BLACK = new Color(0x1A, 0x1A, 0x1A);
    static final Color GREY = new Color(0x59, 0x59, 0x59);

    private static final FontRenderContext PIXELS =
            new FontRenderContext(AffineTransform.getScaleInstance(Figure.SCALE, Figure.SCALE), true, true);
    private static final double LEADING = 1.22;
    /** Where a word that is too long for a line may be broken: after one of these. */
    private static final String BREAKS = ",;:()/\\-_|+";

    /** @throws IllegalStateException if no text can be drawn on this machine; one sentence */
    static void requireFonts() {
        BufferedImage paper = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = attempt(
                paper::createGraphics,
                "cannot draw: Java cannot open this machine's display; start it with -Djava.awt.headless=true");
        attempt(
                () -> {
                    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 8));
                    pen.drawString("0", 0, 8);
                    pen.dispose();
                    return paper;
                },
                "cannot draw text: Java finds no fonts that it can use on this machine; "
                        + "install for example fontconfig, fonts-dejavu-core, libfreetype6 and libharfbuzz0b (Debian)");
    }

    /**
     * If a part of the system is missing, each Java version throws something different: exceptions, errors, later
     * NoClassDefFoundError.
     */
    private static <T> T attempt(Supplier<T> drawing, String otherwise) {
        try {
            return drawing.get();
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException(otherwise, e);
        }
    }

    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, PIXELS).getWidth();
    }

    static double lineHeight(Font font) {
        return font.getSize2D() * LEADING;
    }

    /**
     * Fills lines with words up to the width; a longer word is broken, preferably after punctuation. An empty text gives no
     * lines.
     */
    static Text wrap(String text, Font font, Color colour, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R")) {
            String line = "";
            for (String word : paragraph.strip().split("\\s+")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, font) <= width) {
                    line = longer;
                    continue;
                }
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                line = word;
                while (width(line, font) > width) {
                    int end = breakBefore(line, font, width);
                    lines.add(line.substring(0, end));
                    line = line.substring(end);
                }
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return new Text(List.copyOf(lines), font, colour);
    }

    private static int breakBefore(String word, Font font, double width) {
        int fits = 1;
        int nice = 0;
        for (int end = 1; end < word.length() && width(word.substring(0, end), font) <= width; end++) {
            if (Character.isHighSurrogate(word.charAt(end - 1))) {
                continue;
            }
            fits = end;
            if (BREAKS.indexOf(word.charAt(end - 1)) >= 0) {
                nice = end;
            }
        }
        if (fits == 1 && word.length() > 1 && Character.isHighSurrogate(word.charAt(0))) {
            fits = 2;
        }
        return nice > 0 ? nice : fits;
    }

    double width() {
        return lines.stream().mapToDouble(line -> width(line, font)).max().orElse(0);
    }

    double height() {
        return lines.isEmpty() ? 0 : lines.size() * lineHeight(font);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Draws the lines downwards from {@code top}; {@code align} is 0 for left of, 1/2 for centred at and 1 for right of
     * {@code x}.
     */
    void draw(Graphics2D pen, double x, double top, double align) {
        pen.setFont(font);
        pen.setColor(colour);
        double y = top;
        for (String line : lines) {
            LineMetrics metrics = font.getLineMetrics(line, PIXELS);
            double box = metrics.getAscent() + metrics.getDescent();
            double baseline = y + (lineHeight(font) - box) / 2 + metrics.getAscent();
            pen.drawString(line, (float) (x - align * width(line, font)), (float) baseline);
            y += lineHeight(font);
        }
    }

    /** Draws the lines turned left by 90 degrees, centred at {@code y}, the first one starting at {@code x}. */
    void drawUpwards(Graphics2D pen, double x, double y) {
        Graphics2D turned = (Graphics2D) pen.create();
        turned.translate(x, y);
        turned.rotate(-Math.PI / 2);
        draw(turned, 0, 0, 0.5);
        turned.dispose();
    }
}
