package rai.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a picture is stored. The ending of a file's name decides. */
public enum PictureFormat {
    /** Pixels. */
    PNG {
        @Override
        byte[] encode(Page page) throws IOException {
            return Png.encode(page);
        }
    },
    /** Lines and letters, as text: for the web, and to be changed by hand. */
    SVG {
        @Override
        byte[] encode(Page page) throws IOException {
            return Svg.encode(page);
        }
    },
    /** Lines, for print; letters are outlines, so no font is needed to show them. */
    PDF {
        @Override
        byte[] encode(Page page) throws IOException {
            return Pdf.encode(page);
        }
    };

    abstract byte[] encode(Page page) throws IOException;

    /** The ending of files of this format, with its dot, in lower case. */
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the name of a file has this format's ending, in upper or lower case. */
    public boolean isOf(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().toLowerCase(Locale.ROOT).endsWith(ending());
    }

    /**
     * The format of a file by its name.
     *
     * @throws IllegalArgumentException if the name has another ending; one sentence
     */
    public static PictureFormat of(Path file) {
        return Arrays.stream(values())
                .filter(format -> format.isOf(file))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cannot write the picture " + file + ": its name must end in " + endings()));
    }

    private static String endings() {
        String all = Arrays.stream(values()).map(PictureFormat::ending).collect(Collectors.joining(", "));
        return all.replaceFirst(", (\\S+)$", " or $1");
    }
}
