package rai.testkit.stub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbeSeries;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Runs.Kept;

/** A run whose history and events are what a test adds, without any file. */
public class StubRunReader implements RunReader {
    private List<NamedTensor> tensors = List.of();
    private final Path directory;
    private final List<Row> rows = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<ProbeSeries> probes = new ArrayList<>();
    private Optional<RunResult> result = Optional.empty();
    private RunRequest request = RunRequest.builder().train("none").build();

    /** @param directory where the run is said to be */
    public StubRunReader(Path directory) {
        this.directory = directory;
    }

    /**
     * @param row the next row of the history
     * @return this
     */
    public StubRunReader with(Row row) {
        rows.add(row);
        return this;
    }

    /**
     * @param event the next event
     * @return this
     */
    public StubRunReader with(RecordedEvent event) {
        events.add(event);
        return this;
    }

    /**
     * @param series what the next probe has measured
     * @return this
     */
    public StubRunReader with(ProbeSeries series) {
        probes.add(series);
        return this;
    }

    /**
     * @param asked the request
     * @return this
     */
    public StubRunReader with(RunRequest asked) {
        request = asked;
        return this;
    }

    /**
     * @param end the result; before that the run has not ended
     * @return this
     */
    public StubRunReader with(RunResult end) {
        result = Optional.of(end);
        return this;
    }

    /**
     * @param all its tensors
     * @return this
     */
    public StubRunReader with(List<NamedTensor> all) {
        tensors = all;
        return this;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public String name() {
        return directory.getFileName().toString();
    }

    @Override
    public Kept status() {
        long step = events.stream()
                .map(RecordedEvent::event)
                .mapToLong(RunEvent::step)
                .max()
                .orElse(0);
        return new Kept(name(), directory, "interrupted", step, "", Double.NaN, document(), events());
    }

    @Override
    public Map<String, Object> document() {
        return Map.of();
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public Optional<RunResult> result() {
        return result;
    }

    @Override
    public void history(Consumer<Row> reader) {
        rows.forEach(reader);
    }

    @Override
    public List<ProbeSeries> probes() {
        return List.copyOf(probes);
    }

    @Override
    public List<RecordedEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public List<NamedTensor> tensors() {
        return List.copyOf(tensors);
    }

    @Override
    public INDArray tensor(String name) {
        throw new AssertionError("not expected: tensor");
    }
}
