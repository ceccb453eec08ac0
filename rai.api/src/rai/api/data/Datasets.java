package rai.api.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rai.api.spec.Spec;

/** How data are named: by the spec of a dataset, or by the path of a table. */
public final class Datasets {
    private static final Pattern TABLE = Pattern.compile("(?i).*\\.(csv|tsv)(\\.gz)?");
    private static final Pattern SHEET = Pattern.compile("(?i)[^()]+\\.(xlsx?|ods|parquet|feather|arrow|json|jsonl)");
    private static final Pattern NUMPY = Pattern.compile("(?i).*\\.np[yz]");
    private static final Pattern ARFF = Pattern.compile("(?i).*\\.arff(\\.gz)?");
    private static final Pattern TABS = Pattern.compile("(?i).*\\.tsv(\\.gz)?");

    private Datasets() {}

    /**
     * Reads the name of data. The path of a table ({@code .csv} or {@code .tsv}, plain or {@code .gz}), or of any file that
     * exists, is short for {@code csv(file=...)}; that of an {@code .arff}, plain or {@code .gz}, for {@code arff(file=...)}, and that of an
     * {@code .npy} or {@code .npz} for {@code npz(file=...)}.
     *
     * @param text for example {@code moons(n=100)} or {@code people.csv}
     * @return the spec
     * @throws rai.api.spec.SpecException if the text is neither
     */
    public static Spec spec(String text) {
        String path = text.strip();
        requireNoOtherPath(path);
        if (!isTable(path)) {
            return Spec.parse(text);
        }
        if (NUMPY.matcher(path).matches()) {
            return new Spec("npz", List.of(), Map.of("file", path));
        }
        if (ARFF.matcher(path).matches()) {
            return new Spec("arff", List.of(), Map.of("file", path));
        }
        boolean tabs = TABS.matcher(path).matches();
        return new Spec("csv", List.of(), tabs ? Map.of("file", path, "separator", "tab") : Map.of("file", path));
    }

    /** What is meant as a path is not taken for the name of a dataset. */
    private static void requireNoOtherPath(String path) {
        if (SHEET.matcher(path).matches()) {
            throw new DataException(path + " is not a table in text form: save it as .csv, and name that file");
        }
        try {
            if ((path.contains("/") || path.contains(".")) && Files.isDirectory(Path.of(path))) {
                throw new DataException(path + " is a directory: name a file in it, such as " + path + "/people.csv");
            }
        } catch (InvalidPathException e) {
            // so it is a spec
        }
    }

    private static boolean isTable(String text) {
        boolean spec = text.endsWith(")");
        if (!spec
                && Stream.of(TABLE, NUMPY, ARFF)
                        .anyMatch(kind -> kind.matcher(text).matches())) {
            return true;
        }
        // Anything that can't be a bare name may be a path.
        if (text.isEmpty() || text.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            return false;
        }
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
