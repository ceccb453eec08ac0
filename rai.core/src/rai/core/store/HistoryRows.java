package rai.core.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import rai.api.run.RunReader.Row;

/** Reads what {@link HistoryFile} has written. */
final class HistoryRows {
    /** How much of the end of a history is searched for its last step. */
    private static final int TAIL = 1 << 13;

    private HistoryRows() {}

    /**
     * Reads all rows.
     *
     * @param damaged what to throw if the line of this number is not a row
     * @return whether there is a line at all
     * @throws IOException if the file can't be read
     */
    static boolean read(Path dir, Consumer<Row> reader, IntFunction<RuntimeException> damaged) throws IOException {
        List<String> columns = new ArrayList<>();
        Lines.read(dir.resolve(HistoryFile.FILE), (line, number) -> {
            if (number == 1) {
                columns.addAll(cells(line));
            } else {
                reader.accept(row(columns, cells(line)).orElseThrow(() -> damaged.apply(number)));
            }
        });
        return !columns.isEmpty();
    }

    /** @return the columns after the first three of a file that has been begun */
    static List<String> columns(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            List<String> all = cells(String.valueOf(reader.readLine()));
            int first = Math.min(HistoryFile.FIRST_COLUMNS.size(), all.size());
            return List.copyOf(all.subList(first, all.size()));
        }
    }

    /** @return the last step, without reading the whole file; none if there is none near its end */
    static Optional<Row> lastStep(Path dir) {
        try (RandomAccessFile file =
                new RandomAccessFile(dir.resolve(HistoryFile.FILE).toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String tail = new String(bytes, StandardCharsets.UTF_8);
            String[] lines = tail.substring(0, tail.lastIndexOf('\n') + 1).split("\n");
            for (int i = lines.length - 1; i > 0; i--) { // the first is the line of columns, or cut
                Optional<Row> step = row(HistoryFile.FIRST_COLUMNS, cells(lines[i]))
                        .filter(row -> !row.method().isEmpty());
                if (step.isPresent()) {
                    return step;
                }
            }
        } catch (IOException e) {
            // there is no history yet
        }
        return Optional.empty();
    }

    private static Optional<Row> row(List<String> columns, List<String> cells) {
        try {
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = HistoryFile.FIRST_COLUMNS.size(); i < columns.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    metrics.put(columns.get(i), Double.valueOf(cells.get(i)));
                }
            }
            OptionalDouble objective = cells.get(2).isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(cells.get(2)));
            return Optional.of(new Row(Long.parseLong(cells.get(0)), cells.get(1), objective, metrics));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** RFC 4180: a cell in quotes may contain commas, and quotes doubled. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
