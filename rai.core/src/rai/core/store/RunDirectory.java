package rai.core.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;

/**
 * The directory of a run: {@code run.json} (specs, provenance, result), {@code history.csv}, {@code events.jsonl}, and
 * {@code checkpoint/} with one {@code .npy} file per array. A run without a directory leaves no trace.
 */
public final class RunDirectory {
    static final String RUN = "run.json";
    static final String CHECKPOINT = "checkpoint";

    private final Optional<Path> path;
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final Set<String> metrics = new LinkedHashSet<>(List.of("loss", "accuracy", "rmse"));
    private BufferedWriter history;
    private BufferedWriter events;
    private long total = 1;

    private RunDirectory(Optional<Path> path) {
        this.path = path;
    }

    /**
     * A directory that is made when the run begins.
     *
     * @param path where; none to keep nothing
     * @param data what is known of the training data
     * @return the directory
     * @throws SpecException where something is there already
     */
    public static RunDirectory create(Optional<Path> path, Map<String, Object> data) {
        path.ifPresent(p -> {
            if (Files.exists(p)) {
                throw new SpecException("the run directory " + p + " exists already: choose another one with --out");
            }
        });
        RunDirectory directory = new RunDirectory(path);
        directory.document.put("format", 1);
        directory.document.put("data", data);
        return directory;
    }

    /** @return the name of the run */
    public String name() {
        return path.map(p -> p.getFileName().toString()).orElse("unsaved");
    }

    /**
     * Begins the run.
     *
     * @param spec all specs as resolved
     * @param providers the bundles of its services
     * @param further the metrics beside loss, accuracy and rmse
     */
    public void begin(Map<String, Object> spec, Map<String, String> providers, List<String> further) {
        metrics.addAll(further);
        document.put("run", name());
        document.put("spec", spec);
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("started", Instant.now().toString());
        provenance.put("services", providers);
        provenance.put("java", Runtime.version().toString());
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        document.put("provenance", provenance);
        document.put("state", "running");
        write(dir -> {
            Files.createDirectories(dir);
            Json.write(dir.resolve(RUN), document);
            history = Files.newBufferedWriter(dir.resolve("history.csv"));
            history.write("step,method,objective" + columns("train_") + columns("test_") + "\n");
            events = Files.newBufferedWriter(dir.resolve("events.jsonl"));
        });
    }

    /**
     * Appends an event to the run's history.
     *
     * @param event what happened
     */
    public void record(RunEvent event) {
        write(dir -> {
            if (event instanceof RunEvent.Stepped stepped) {
                // a long run's history is thinned to some 10,000 lines
                if (stepped.step() % Math.max(1, total / 10_000) == 0) {
                    history.write(stepped.step() + "," + stepped.method() + "," + stepped.objective()
                            + cells(Map.of()) + cells(Map.of()) + "\n");
                }
                return;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", Instant.now().toString());
            line.put("step", event.step());
            line.put("event", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (event instanceof RunEvent.Started started) {
                total = started.totalSteps();
                line.put("total_steps", total);
            } else if (event instanceof RunEvent.Evaluated e) {
                history.write(e.step() + ",," + cells(e.train()) + cells(e.test()) + "\n");
                line.put("train", e.train());
                line.put("test", e.test());
                line.put("method", e.method());
            } else if (event instanceof RunEvent.Epoch epoch) {
                line.put("epoch", epoch.epoch());
            } else if (event instanceof RunEvent.Swapped swapped) {
                line.put("service", swapped.service());
                line.put("provider", swapped.provider());
            } else if (event instanceof RunEvent.Paused paused) {
                line.put("reason", paused.reason());
            } else if (event instanceof RunEvent.WentBack back) {
                line.put("to", back.to());
                line.put("reason", back.reason());
            } else if (event instanceof RunEvent.Stopped stopped) {
                line.put("stopped", stopped.stopped().name().toLowerCase(Locale.ROOT));
                line.put("reason", stopped.reason());
            }
            events.write(Json.line(line));
            events.flush();
            history.flush();
        });
    }

    /**
     * Ends the run.
     *
     * @param result what came out
     * @param arrays all arrays of its state
     */
    public void finish(RunResult result, Map<String, INDArray> arrays) {
        document.put("state", "ended");
        document.put("result", result.asMap());
        write(dir -> {
            Path fresh = dir.resolve(CHECKPOINT + ".partial");
            Files.createDirectories(fresh);
            for (var array : arrays.entrySet()) {
                Nd4j.writeAsNumpy(
                        array.getValue().dup('c'), fresh.resolve(array.getKey() + ".npy").toFile());
            }
            deleteTree(dir.resolve(CHECKPOINT));
            Files.move(fresh, dir.resolve(CHECKPOINT));
            Json.write(dir.resolve(RUN), document);
            history.close();
            events.close();
        });
    }

    private String columns(String prefix) {
        return metrics.stream().map(name -> "," + quoted(prefix + name)).collect(Collectors.joining());
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

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    private interface Writing {
        void to(Path directory) throws IOException;
    }

    private void write(Writing writing) {
        path.ifPresent(dir -> {
            try {
                writing.to(dir);
            } catch (IOException e) {
                throw new UncheckedIOException("the run directory " + dir + " could not be written: " + e, e);
            }
        });
    }
}
