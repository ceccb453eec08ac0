package rai.report.canvas;

import java.util.ArrayList;
import java.util.List;

/** Widths of texts, without a font: those of Helvetica. So a picture is laid out in the same way on every machine. */
public final class Words {
    private static final int FIRST = 32;
    /** The advance widths of the characters from the space to the tilde, in thousandths of the size. */
    private static final int[] ADVANCE = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
                556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
                722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556,
                278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334,
                584
    };

    private static final int OTHER = 600;
    private static final int WIDE = 1000;
    private static final double BOLD = 1.07;
    private static final String ELLIPSIS = "\u2026";

    private Words() {}

    /**
     * @param text a text
     * @param type how it is set
     * @return about how long it is
     */
    public static double width(String text, Type type) {
        double sum = text.codePoints().mapToDouble(Words::advance).sum();
        return sum / 1000 * type.size() * (type.bold() ? BOLD : 1);
    }

    private static int advance(int c) {
        if (c >= FIRST && c < FIRST + ADVANCE.length) {
            return ADVANCE[c - FIRST];
        }
        return c >= 0x2E80 || c == ELLIPSIS.charAt(0) ? WIDE : OTHER;
    }

    /**
     * Breaks a text between words; a word that is too long is broken anywhere.
     *
     * @param text a text
     * @param type how it is set
     * @param width the width of a line
     * @return its lines
     */
    public static List<String> wrap(String text, Type type, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n")) {
            String line = "";
            for (String word : paragraph.trim().split("\\s+")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (width(longer, type) > width && !line.isEmpty()) {
                    lines.add(line);
                    longer = word;
                }
                while (width(longer, type) > width && longer.codePointCount(0, longer.length()) > 1) {
                    int end = fitting(longer, type, width);
                    lines.add(longer.substring(0, end));
                    longer = longer.substring(end);
                }
                line = longer;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /**
     * @param text a text
     * @param type how it is set
     * @param width the space for it
     * @return the text, or as much of it as has room, with an ellipsis
     */
    public static String cut(String text, Type type, double width) {
        if (width(text, type) <= width) {
            return text;
        }
        return text.substring(0, fitting(text, type, width - width(ELLIPSIS, type))) + ELLIPSIS;
    }

    /**
     * @param text a text
     * @param type how it is set
     * @param width the width of a line
     * @param most how many lines have room
     * @return its lines; if they are more than that, the last one is cut
     */
    public static List<String> wrap(String text, Type type, double width, int most) {
        List<String> lines = wrap(text, type, width);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, most - 1));
        first.add(cut(String.join(" ", lines.subList(most - 1, lines.size())), type, width));
        return first;
    }

    /** How many chars have room, at least those of one character. */
    private static int fitting(String text, Type type, double width) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (width(text.substring(0, next), type) > width) {
                break;
            }
            end = next;
        }
        return end;
    }
}
