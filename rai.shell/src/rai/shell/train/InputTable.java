package rai.shell.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** The table that {@code --data} names: a spec, a path, or {@code -} for standard input. */
final class InputTable {
    private static final String STANDARD_INPUT = "-";
    private static final String NAME = "standard input";

    private InputTable() {}

    /**
     * Reads the table.
     *
     * @param data a spec, a path, {@code -}, or {@code csv(file=-, ...)}
     * @param places where files of published data are looked for
     * @param in standard input
     * @throws Failure if standard input is not that of the command
     * @throws SpecException if there is no such table
     */
    static Table read(String data, DataPlaces places, Catalog catalog, InputStream in, Console console)
            throws IOException {
        Spec spec = data.strip().equals(STANDARD_INPUT) ? csv(Map.of("file", STANDARD_INPUT)) : Datasets.spec(data);
        if (!spec.name().equals("csv") || !STANDARD_INPUT.equals(spec.settings().get("file"))) {
            return catalog.resolve(DatasetSource.class, spec).service().table(places);
        }
        if (console.lasting()) {
            throw new Failure("--data - reads standard input, which belongs to RAI's shell here: use a file, or"
                    + " ./rai predict in the system's shell");
        }
        Path copy = Files.createTempFile("rai-", ".csv");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            Map<String, String> settings = new TreeMap<>(spec.settings());
            settings.put("file", copy.toString());
            Table table = catalog.resolve(DatasetSource.class, csv(settings))
                    .service()
                    .table();
            return new Table(NAME, table.columns(), table.lines(), table.hints(), table.dataset());
        } catch (SpecException e) {
            String message = e.getMessage()
                    .replaceFirst(": looked for .*", "")
                    .replace("the file " + copy, NAME)
                    .replace(copy.toString(), NAME);
            throw e instanceof DataException ? new DataException(message) : new SpecException(message);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Spec csv(Map<String, String> settings) {
        return new Spec("csv", List.of(), settings);
    }
}
