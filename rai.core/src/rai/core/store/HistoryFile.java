package rai.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rai.api.run.RunEvent;

/** {@code history.csv}, written; see {@link HistoryRows}. It has a row for a step and for an evaluation. The steps of a long run are thinned to some 10,000 rows. */
final class HistoryFile implements Closeable {
    static final String FILE = "history.csv";
    static final List<String> FIRST_COLUMNS = List.of("step", "method", "objective");
    private static final long MOST_STEPS = 10_000;

    private final AppendedFile file;
    private final Set<String> metrics = new LinkedHashSet<>(List.of("loss", "accuracy", "rmse"));
    private long every = 1;

    /** Whether the run has validation data. */
    private final boolean valid;

    private HistoryFile(AppendedFile file, List<String> further, boolean valid) {
        this.file = file;
        this.valid = valid;
        metrics.addAll(further);
    }

    /**
     * @param further the metrics beside loss, accuracy and rmse
     * @param valid whether there are validation data
     */
    static HistoryFile open(Path dir, List<String> further, boolean valid, Disk disk) throws IOException {
        return new HistoryFile(AppendedFile.open(dir.resolve(FILE), disk), further, valid);
    }

    /** Drops all after the point where the run begins or continues. */
    void begin(ResumePoint from) throws IOException {
        file.cut(from.historyBytes());
        if (from.isStart()) {
            file.append(String.join(",", FIRST_COLUMNS) + columns("train_") + (valid ? columns("valid_") : "")
                    + columns("test_") + "\n");
        }
    }

    void record(RunEvent event) {
        if (event instanceof RunEvent.Stepped stepped) {
            if (stepped.step() % every == 0) {
                file.append(stepped.step() + "," + stepped.method() + "," + stepped.objective()
                        + cells(Map.of(), Map.of(), Map.of()) + "\n");
            }
        } else if (event instanceof RunEvent.Evaluated e) {
            file.append(e.step() + ",," + cells(e.train(), e.valid(), e.test()) + "\n");
        } else if (event instanceof RunEvent.Started started) {
            every = Math.max(1, started.totalSteps() / MOST_STEPS);
        }
    }

    private String columns(String prefix) {
        return metrics.stream().map(name -> "," + quoted(prefix + name)).collect(Collectors.joining());
    }

    private String cells(Map<String, Double> train, Map<String, Double> valid, Map<String, Double> test) {
        return cells(train) + (this.valid ? cells(valid) : "") + cells(test);
    }

    private String cells(Map<String, Double> values) {
        return metrics.stream()
                .map(name -> "," + (values.containsKey(name) ? values.get(name) : ""))
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
