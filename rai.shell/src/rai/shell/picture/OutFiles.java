package rai.shell.picture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import rai.plot.PictureFormat;
import rai.shell.command.Ending;
import rai.shell.console.Failure;

/**
 * Where a command puts a picture and what belongs to it, by its option {@code --out}: a directory, or the name of the
 * picture, beside which the other files have the same name with other endings.
 *
 * @param directory of all files
 * @param name of all files, without an ending
 * @param format of the picture
 */
public record OutFiles(Path directory, String name, PictureFormat format) {
    /** What {@code --out} is, for the help. */
    public static final String DESCRIPTION =
            "The directory for picture and tables, or a picture .png, .svg or .pdf beside which they lie";

    /** Endings of files that nobody gives a directory. */
    private static final Set<String> OTHERS = Set.of(
            ".jpg", ".jpeg", ".gif", ".eps", ".ps", ".tif", ".tiff", ".bmp", ".webp", ".emf", ".csv", ".json", ".jsonl",
            ".htm", ".html", ".md", ".txt", ".xlsx", ".zip");

    /**
     * @param out what the option says
     * @param name what the files are called in a directory
     */
    public static OutFiles of(Path out, String name) {
        Path last = out.getFileName();
        String text = last == null ? "" : last.toString();
        if (Ending.of(out).filter(OTHERS::contains).isPresent()) {
            try {
                PictureFormat.of(out);
            } catch (IllegalArgumentException e) {
                throw new Failure(e.getMessage());
            }
        }
        Optional<PictureFormat> format = Arrays.stream(PictureFormat.values())
                .filter(each -> each.isOf(out))
                .findFirst();
        return format.isEmpty() || Files.isDirectory(out)
                ? new OutFiles(out, name, PictureFormat.PNG)
                : new OutFiles(
                        out.resolveSibling("").normalize(),
                        text.substring(0, text.length() - format.get().ending().length()),
                        format.get());
    }

    /** The picture. */
    public Path picture() {
        return file(format.ending());
    }

    /** @param ending of another file, with its dot */
    public Path file(String ending) {
        return directory.resolve(name + ending);
    }
}
