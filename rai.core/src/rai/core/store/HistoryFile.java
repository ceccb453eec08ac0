package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.run.RunEvent;

/** {@code history.csv}, written; see {@link HistoryRows}. It has a row for a step and for an evaluation. The steps of a long run are thinned to some 10,000 rows. */
final class HistoryFile implements Closeable {
    static final String FILE = "history.csv";
    static final List<String> FIRST_COLUMNS = List.of("step", "method", "objective");
    private static final long MOST_STEPS = 10_000;

    private final AppendedFile file;
    private final Path path;
    /** The columns after the first, such as {@code test_accuracy}. */
    private List<String> columns;

    private long every = 1;

    private HistoryFile(AppendedFile file, Path path, List<String> columns) {
        this.file = file;
        this.path = path;
        this.columns = columns;
    }

    /** @param columns those that can have values in this run, in addition to the first three */
    static HistoryFile open(Path dir, List<String> columns, Disk disk) throws IOException {
        Path path = dir.resolve(FILE);
        return new HistoryFile(AppendedFile.open(path, disk), path, columns);
    }

    /** Drops all after the point where the run begins or continues. A file that continues keeps the columns that it has. */
    void begin(ResumePoint from) throws IOException {
        file.cut(from.historyBytes());
        if (from.isStart()) {
            file.append(String.join(",", FIRST_COLUMNS)
                    + columns.stream().map(column -> "," + quoted(column)).collect(Collectors.joining()) + "\n");
        } else {
            columns = HistoryRows.columns(path);
        }
    }

    void record(RunEvent event) {
        if (event instanceof RunEvent.Stepped stepped) {
            if (stepped.step() % every == 0) {
                file.append(stepped.step() + "," + stepped.method() + "," + stepped.objective()
                        + ",".repeat(columns.size()) + "\n");
            }
        } else if (event instanceof RunEvent.Evaluated e) {
            file.append(e.step() + ",," + cells(e) + "\n");
        } else if (event instanceof RunEvent.Started started) {
            every = Math.max(1, started.totalSteps() / MOST_STEPS);
        }
    }

    private String cells(RunEvent.Evaluated evaluated) {
        Map<String, Double> values = new HashMap<>();
        evaluated.train().forEach((name, value) -> values.put("train_" + name, value));
        evaluated.valid().forEach((name, value) -> values.put("valid_" + name, value));
        evaluated.test().forEach((name, value) -> values.put("test_" + name, value));
        return columns.stream()
                .map(column -> "," + (values.containsKey(column) ? values.get(column) : ""))
                .collect(Collectors.joining());
    }

    /** RFC 4180: the spec of a metric may hold commas and quotes. */
    private static String quoted(String cell) {
        return cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** @return whether it is time to {@link #flush} */
    boolean isDue() {
        return file.isDue();
    }

    void flush() throws IOException {
        file.flush();
    }

    /** Waits until all is on the disk; returns how many bytes that are. */
    long sync() throws IOException {
        return file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
