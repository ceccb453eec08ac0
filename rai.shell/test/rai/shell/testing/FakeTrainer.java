package rai.shell.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.Extension;
import rai.api.run.Model;
import rai.api.run.Planning;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.testkit.stub.StubRun;

/** A trainer that trains nothing and remembers what it was asked for. */
public final class FakeTrainer implements Trainer {
    public final FakeModel model = new FakeModel();
    public RunRequest request;
    public Path resumed;
    public Extension extended;
    public boolean closed;
    public RunResult.Stop stopped = RunResult.Stop.STEPS;
    public RuntimeException trouble;
    /** The objectives of the steps that are reported. */
    public List<Double> objectives = List.of();

    public boolean stop;
    public Map<String, Map<String, Double>> baseline = Map.of();
    public List<String> hints = List.of();

    /** The data of the run that is evaluated. */
    public Map<Part, Dataset> examples = Map.of();

    @Override
    public Optional<Dataset> examples(Path directory, Part part) {
        return Optional.ofNullable(examples.get(part));
    }

    @Override
    public Planning planning() {
        throw new UnsupportedOperationException("nothing is planned here");
    }

    @Override
    public Run prepare(RunRequest asked) {
        request = asked;
        if (trouble != null) {
            throw trouble;
        }
        return new StubRun() {
            @Override
            public String name() {
                return "a-run";
            }

            @Override
            public RunResult train(Consumer<RunEvent> listener) {
                listener.accept(new RunEvent.Started(0, name(), Math.max(3, objectives.size()), Map.of()));
                for (int i = 0; i < objectives.size() && !stop; i++) {
                    listener.accept(new RunEvent.Stepped(i + 1, "rai", objectives.get(i)));
                }
                listener.accept(new RunEvent.Swapped(
                        1,
                        "activation",
                        new RunEvent.Used("relu", "a.bundle", "1.2.3", ""),
                        new RunEvent.Used("relu", "other.bundle", "2.0.0", ""),
                        ""));
                return result();
            }

            @Override
            public void stop() {
                stop = true;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    public RunResult result() {
        Map<String, Double> train = new LinkedHashMap<>();
        train.put("loss", stopped == RunResult.Stop.NAN ? Double.NaN : 0.25);
        train.put("accuracy", 0.5);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("name", "rai");
        method.put("hidden_loss_per_map", List.of(1.0, 5.0, 2.0, 3.0, 4.0));
        return new RunResult(
                        "a-run",
                        Map.of("data", "cloud(n=10)", "network", "dense"),
                        0,
                        3,
                        1.5,
                        train,
                        Map.of(),
                        method,
                        List.of(Map.of("method", "rai", "optimizer", "adam", "steps", 3L)),
                        "abc",
                        stopped,
                        stopped == RunResult.Stop.NAN ? "at step 3 layer 2 became NaN" : "")
                .judged(baseline, hints);
    }

    @Override
    public Run resume(Path directory, Consumer<String> notice) {
        resumed = directory;
        notice.accept("it continues after step 2");
        return prepare(null);
    }

    @Override
    public Run extend(Path directory, Extension to, Consumer<String> notice) {
        extended = to;
        return resume(directory, notice);
    }

    @Override
    public Model open(Path directory) {
        return model;
    }
}
