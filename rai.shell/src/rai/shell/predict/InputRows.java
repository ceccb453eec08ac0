package rai.shell.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import rai.api.catalog.Catalog;
import rai.api.data.DataException;
import rai.api.data.DataPlaces;
import rai.api.data.DatasetSource;
import rai.api.data.Datasets;
import rai.api.data.Table;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.shell.console.Console;
import rai.shell.console.Failure;

/** The rows that {@code --data} names, in pieces: of a spec, a path, or {@code -} for standard input. */
final class InputRows {
    private static final String STANDARD_INPUT = "-";
    private static final String NAME = "standard input";
    private static final String FILE = "file";

    /** How the files of NumPy begin, .npy and .npz. */
    private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final byte[] NPZ = {'P', 'K', 3, 4};

    private final DataPlaces places;
    private final Catalog catalog;
    private final Console console;

    InputRows(DataPlaces places, Catalog catalog, Console console) {
        this.places = places;
        this.catalog = catalog;
        this.console = console;
    }

    /**
     * Reads the rows.
     *
     * @param data a spec, a path, {@code -}, or a spec with {@code file=-}
     * @param rows how many rows a piece has at most
     * @param in standard input
     * @param reader receives the pieces
     * @throws Failure if standard input is not that of the command
     * @throws SpecException if there is no such table
     */
    void read(String data, int rows, InputStream in, Consumer<Table> reader) throws IOException {
        boolean plain = data.strip().equals(STANDARD_INPUT);
        Spec spec = plain ? new Spec("csv", List.of(), Map.of(FILE, STANDARD_INPUT)) : Datasets.spec(data);
        if (!STANDARD_INPUT.equals(spec.settings().get(FILE))) {
            source(spec).pieces(places, rows, reader);
            return;
        }
        if (console.lasting()) {
            throw new Failure("--data - reads standard input, which belongs to RAI's shell here: use a file, or"
                    + " ./rai predict in the system's shell");
        }
        Path folder = Files.createTempDirectory("rai-");
        Path copy = folder.resolve("input");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            String kind = plain || spec.name().equals("npz") ? numpy(copy) : "";
            if (!kind.isEmpty()) {
                copy = Files.move(copy, folder.resolve("input" + kind));
            }
            Map<String, String> settings = new LinkedHashMap<>(spec.settings());
            settings.put(FILE, copy.toString());
            source(new Spec(kind.isEmpty() ? spec.name() : "npz", spec.positional(), settings))
                    .pieces(places, rows, table -> reader.accept(renamed(table)));
        } catch (SpecException e) {
            throw ofStandardInput(e, copy);
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    private DatasetSource source(Spec spec) {
        return catalog.resolve(DatasetSource.class, spec).service();
    }

    private static Table renamed(Table table) {
        return new Table(
                NAME, table.columns(), table.lines(), table.hints(), table.dataset(), table.folds(), table.counted());
    }

    private static SpecException ofStandardInput(SpecException e, Path copy) {
        String message = e.getMessage()
                .replaceFirst(": looked for .*", "")
                .replace("the file " + copy, NAME)
                .replace(copy.toString(), NAME);
        return e instanceof DataException ? new DataException(message) : new SpecException(message);
    }

    /** @return the ending of a file of NumPy; empty if it is another file */
    private static String numpy(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] first = bytes.readNBytes(NPY.length);
            return Stream.of(Map.entry(".npy", NPY), Map.entry(".npz", NPZ))
                    .filter(kind -> first.length >= kind.getValue().length
                            && Arrays.equals(
                                    first, 0, kind.getValue().length, kind.getValue(), 0, kind.getValue().length))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
        }
    }
}
