package rai.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import rai.api.probe.ProbeSeries;

/** Reads what {@link ProbeFiles} has written. */
final class ProbeRows {
    private ProbeRows() {}

    /**
     * Reads a series.
     *
     * @param probe the spec of the probe, as it was asked for
     * @param damaged what to throw if the line of this number is not a row
     * @throws IOException if the file can't be read
     */
    static ProbeSeries read(Path file, String probe, IntFunction<RuntimeException> damaged) throws IOException {
        List<String> columns = new ArrayList<>();
        List<ProbeSeries.Row> rows = new ArrayList<>();
        Lines.read(file, (line, number) -> {
            if (number == 1) {
                columns.addAll(further(line));
            } else {
                rows.add(row(columns.size(), line).orElseThrow(() -> damaged.apply(number)));
            }
        });
        return new ProbeSeries(probe, columns, rows);
    }

    /** @return the columns after step and layer of a file that has been begun */
    static List<String> columns(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return further(String.valueOf(reader.readLine()));
        }
    }

    private static List<String> further(String header) {
        List<String> all = cells(header);
        return List.copyOf(all.subList(Math.min(ProbeFiles.FIRST_COLUMNS.size(), all.size()), all.size()));
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static Optional<ProbeSeries.Row> row(int columns, String line) {
        List<String> cells = cells(line);
        if (cells.size() != ProbeFiles.FIRST_COLUMNS.size() + columns) {
            return Optional.empty();
        }
        try {
            List<Double> values =
                    cells.subList(2, cells.size()).stream().map(Double::valueOf).toList();
            return Optional.of(new ProbeSeries.Row(Long.parseLong(cells.get(0)), cells.get(1), values));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
