package rai.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Graphs side by side as one picture, on white. In its natural size it is as large as the boxes need; in a given size it is made
 * smaller, its type included, until it fits. The same figure gives the same pixels with the same Java and fonts.
 *
 * @param graphs the graphs, from left to right
 */
public record GraphFigure(List<Graph> graphs) {

    /** @throws IllegalArgumentException if there is no graph */
    public GraphFigure {
        graphs = List.copyOf(graphs);
        if (graphs.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one graph");
        }
    }

    /** A figure of these graphs. */
    public static GraphFigure of(Graph... graphs) {
        return new GraphFigure(Arrays.asList(graphs));
    }

    /**
     * The figure as pixels.
     *
     * @throws IllegalStateException if this machine cannot draw text; the message says what is missing
     */
    public BufferedImage draw() {
        Text.requireFonts();
        return new GraphPage(this, Size.NATURAL).draw();
    }

    /**
     * Draws the figure and writes it as {@link Figure#write(Path, Size)} does.
     *
     * @throws IOException if the file cannot be written, or this machine cannot draw text; one sentence that names the file
     *     and says why
     * @throws IllegalArgumentException if the name has another ending; one sentence
     */
    public void write(Path file, Size size) throws IOException {
        PictureFormat format = PictureFormat.of(file);
        try {
            Text.requireFonts();
        } catch (IllegalStateException e) {
            throw new IOException("cannot write the picture " + file + ": " + e.getMessage(), e);
        }
        PictureFile.write(new GraphPage(this, size), format, file);
    }
}
