package rai.shell.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import picocli.CommandLine.Option;
import rai.plot.Figure;
import rai.plot.GraphFigure;
import rai.plot.PictureFormat;
import rai.plot.Size;
import rai.shell.console.Failure;

/** How large a picture is; a mixin of every command that draws one. */
public final class PictureOptions {
    @Option(
            names = "--size",
            paramLabel = "SIZE",
            completionCandidates = Sizes.class,
            description = "The size of the picture: " + Size.SIZES + " (default: as large as the panels need).")
    String size;

    @Option(
            names = "--font-size",
            paramLabel = "PT",
            completionCandidates = Types.class,
            description = "The size of its type: " + Size.TYPES + " (default with --size: paper).")
    String fontSize;

    /** What the tab key offers. */
    private static final class Sizes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Size.names().iterator();
        }
    }

    private static final class Types implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Size.typeNames().iterator();
        }
    }

    /**
     * Refuses what cannot be drawn before anything is computed for it.
     *
     * @param picture the file; null for none
     */
    public void check(Path picture) {
        refusing(() -> {
            size();
            if (picture != null) {
                PictureFormat.of(picture);
            }
        });
    }

    /**
     * @param figure what is drawn
     * @param file where to; its ending decides the format
     */
    public void write(Figure figure, Path file) throws IOException {
        refusing(() -> figure.write(file, size()));
    }

    /**
     * @param figure graphs
     * @param file where to; its ending decides the format
     */
    public void write(GraphFigure figure, Path file) throws IOException {
        refusing(() -> figure.write(file, size()));
    }

    private Size size() {
        return Size.of(size).withType(fontSize);
    }

    private interface Drawing<E extends Exception> {
        void run() throws E;
    }

    private static <E extends Exception> void refusing(Drawing<E> drawing) throws E {
        try {
            drawing.run();
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
