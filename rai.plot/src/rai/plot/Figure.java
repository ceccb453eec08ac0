package rai.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A grid of panels as one picture, on white, in a sans-serif face. Panels of a row share one height, panels of a column one
 * left edge, and
 * all landscapes share one colour bar and one legend. In its natural size a panel is about 420 units wide (352 between its
 * axes) and a unit is {@value #SCALE}
 * pixels, or 3/4 point; the type grows with the number of columns, so that it can still be read when the figure is set across the width of
 * a page. The
 * same figure gives the same pixels with the same Java and fonts; nothing depends on locale or time.
 * <p>
 * Drawing works without a display ({@code -Djava.awt.headless=true}) but needs a font.
 *
 * @param title    heading of the whole figure, wrapped; may be empty
 * @param rows     the panels, row by row; rows may differ in length
 * @param footer   small grey text at the bottom, e.g. where the data come from; wrapped; may be empty
 * @param lettered whether the panels are lettered (a), (b), (c) ...
 */
public record Figure(String title, List<List<Panel>> rows, String footer, boolean lettered) {

    /** Pixels per unit of length. */
    public static final int SCALE = 2;

    /** @throws IllegalArgumentException if there is no panel, or an empty row */
    public Figure {
        title = Check.text(title);
        footer = Check.text(footer);
        rows = rows.stream().<List<Panel>>map(List::copyOf).toList();
        if (rows.isEmpty() || rows.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a figure needs at least one panel in each row");
        }
    }

    /** A figure of one row of panels, without title, footer and letters. */
    public static Figure of(Panel... row) {
        return new Figure("", List.of(Arrays.asList(row)), "", false);
    }

    /** The panels in their order, laid out in rows of {@code columns} (the last row may be shorter). */
    public static Figure grid(int columns, List<? extends Panel> panels) {
        if (columns < 1) {
            throw new IllegalArgumentException("a grid needs at least one column, not " + columns);
        }
        List<List<Panel>> rows = new ArrayList<>();
        for (int from = 0; from < panels.size(); from += columns) {
            rows.add(List.copyOf(panels.subList(from, Math.min(from + columns, panels.size()))));
        }
        return new Figure("", rows, "", false);
    }

    /** This figure with another title. */
    public Figure withTitle(String text) {
        return new Figure(text, rows, footer, lettered);
    }

    /** This figure with another footer. */
    public Figure withFooter(String text) {
        return new Figure(title, rows, text, lettered);
    }

    /** This figure with its panels lettered (a), (b), (c) ... */
    public Figure withLetters() {
        return new Figure(title, rows, footer, true);
    }

    /** What the picture is about: its title, or that of its first panel that has one; may be empty. */
    String name() {
        return title.isEmpty()
                ? rows.stream()
                        .flatMap(List::stream)
                        .map(Panel::title)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("")
                : title;
    }

    /**
     * The figure as pixels.
     *
     * @throws IllegalStateException if this machine cannot draw text; the message says what is missing
     */
    public BufferedImage draw() {
        Text.requireFonts();
        return new Sheet(this).draw();
    }

    /**
     * As {@link #write(Path, Size)}, in its natural size.
     *
     * @throws IOException likewise
     */
    public void write(Path file) throws IOException {
        write(file, Size.NATURAL);
    }

    /**
     * Draws the figure and writes it in the {@linkplain PictureFormat format} that the name of the file asks for, making the
     * folders that are missing. The file appears complete or not at all: it is written under another name in the same folder
     * and then moved, replacing an earlier file. In a picture of a given width, panels that would be too narrow stand below
     * each other.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw text; one sentence that names the file
     *     and says why
     * @throws IllegalArgumentException if the name has another ending, or the panels do not fit the size; one sentence
     */
    public void write(Path file, Size size) throws IOException {
        PictureFormat format = PictureFormat.of(file);
        try {
            Text.requireFonts();
        } catch (IllegalStateException e) {
            throw new IOException("cannot write the picture " + file + ": " + e.getMessage(), e);
        }
        PictureFile.write(new Sheet(this, size), format, file);
    }
}
