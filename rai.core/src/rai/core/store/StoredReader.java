package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbeSeries;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunReader;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Runs.Kept;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** Reads the directory of a run: the one way to it for all that do not train the run. */
public final class StoredReader implements RunReader {
    private static final List<String> SIGNS = List.of(RunDocument.FILE, HistoryFile.FILE, EventLog.FILE);

    private final Path directory;

    StoredReader(Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory the directory of a run
     * @return its reader
     * @throws SpecException if there is no run
     */
    public static StoredReader open(Path directory) {
        if (!isRun(directory)) {
            throw new SpecException("there is no run in " + directory + ": " + RunDocument.FILE + " is missing");
        }
        return new StoredReader(directory);
    }

    /**
     * @param directory the directory of a run that has ended
     * @return its reader
     * @throws SpecException if there is no run, or one that has not ended or can't be read
     */
    public static StoredReader openEnded(Path directory) {
        StoredReader reader = open(directory);
        if (reader.result().isEmpty()) {
            throw new SpecException("the run in " + directory
                    + " has not ended: wait for its end, or continue it with resume " + directory);
        }
        return reader;
    }

    /** A folder that is half deleted, or not yet whole, is not a run. */
    static boolean isRun(Path directory) {
        return !directory.toString().endsWith(Durable.PARTIAL)
                && SIGNS.stream().anyMatch(sign -> Files.isRegularFile(directory.resolve(sign)));
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public String name() {
        return directory.toAbsolutePath().normalize().getFileName().toString();
    }

    @Override
    public Kept status() {
        boolean running = Claim.isTaken(directory);
        Map<String, Object> document;
        String state;
        try {
            document = RunDocument.readMap(directory);
            state = running ? "running" : state(document);
        } catch (IOException e) {
            document = Map.of();
            state = running ? "running" : "damaged"; // one that is about to begin has written nothing yet
        }
        List<RecordedEvent> events = readableEvents();
        Optional<Row> last = HistoryRows.lastStep(directory);
        return new Kept(
                name(),
                directory,
                state,
                steps(document, events, last),
                last.map(Row::method).orElse(""),
                last.map(row -> row.objective().orElse(Double.NaN)).orElse(Double.NaN),
                document,
                events);
    }

    private String state(Map<String, Object> document) {
        if (!RunDocument.hasEnded(document)) {
            return "interrupted";
        }
        if (!hasFinalState()) {
            return "damaged";
        }
        return RunDocument.isResumable(document) ? "interrupted" : "ended";
    }

    private List<RecordedEvent> readableEvents() {
        List<RecordedEvent> events = new ArrayList<>();
        try {
            EventLog.read(directory, events::add, line -> {});
        } catch (IOException e) {
            return events; // there are none yet
        }
        return events;
    }

    private static long steps(Map<String, Object> document, List<RecordedEvent> events, Optional<Row> last) {
        if (document.get(RunDocument.RESULT) instanceof Map<?, ?> result && result.get("steps") instanceof Long done) {
            return done;
        }
        long step = last.map(Row::step).orElse(0L);
        return events.isEmpty()
                ? step
                : Math.max(step, events.get(events.size() - 1).event().step());
    }

    @Override
    public Map<String, Object> document() {
        try {
            return RunDocument.readMap(directory);
        } catch (IOException e) {
            throw new SpecException("the run in " + directory + " can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public RunRequest request() {
        return RunDocument.request(document().get(RunDocument.REQUEST), directory);
    }

    @Override
    public Optional<RunResult> result() {
        Map<String, Object> document = document();
        if (!RunDocument.hasEnded(document)) {
            return Optional.empty();
        }
        if (!(document.get(RunDocument.RESULT) instanceof Map<?, ?> result)) {
            throw damaged("its " + RunDocument.FILE + " has no " + RunDocument.RESULT, null);
        }
        try {
            return Optional.of(RunResult.of(result));
        } catch (SpecException e) {
            throw damaged(
                    "the " + RunDocument.RESULT + " in its " + RunDocument.FILE + " can't be read: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void history(Consumer<Row> reader) {
        try {
            if (!HistoryRows.read(directory, reader, number -> damagedLine(number, HistoryFile.FILE))) {
                throw new SpecException("the run in " + directory + " has no history yet");
            }
        } catch (NoSuchFileException e) {
            throw new SpecException("the run in " + directory + " has no history: " + HistoryFile.FILE + " is missing");
        } catch (IOException e) {
            throw unreadable(HistoryFile.FILE, e);
        }
    }

    @Override
    public List<ProbeSeries> probes() {
        List<ProbeSeries> all = new ArrayList<>();
        ProbeFiles.names(request().evaluation().probes()).forEach((probe, name) -> {
            Path file = directory.resolve(ProbeFiles.FOLDER).resolve(name);
            String shown = ProbeFiles.FOLDER + "/" + name;
            try {
                all.add(ProbeRows.read(file, probe, number -> damagedLine(number, shown)));
            } catch (NoSuchFileException e) {
                throw damaged("its " + shown + " is missing", e);
            } catch (IOException e) {
                throw unreadable(shown, e);
            }
        });
        return all;
    }

    @Override
    public List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>();
        try {
            EventLog.read(directory, events::add, number -> {
                throw damagedLine(number, EventLog.FILE);
            });
        } catch (NoSuchFileException e) {
            throw new SpecException("the run in " + directory + " has no events: " + EventLog.FILE + " is missing");
        } catch (IOException e) {
            throw unreadable(EventLog.FILE, e);
        }
        return events;
    }

    /** All changes of services during the run. */
    Stream<RunEvent.Swapped> swaps() {
        return events().stream()
                .map(RecordedEvent::event)
                .filter(RunEvent.Swapped.class::isInstance)
                .map(RunEvent.Swapped.class::cast);
    }

    @Override
    public List<NamedTensor> tensors() {
        if (Files.isRegularFile(directory.resolve(TensorsFile.FILE))) {
            try {
                return TensorsFile.read(directory);
            } catch (IOException e) {
                throw unreadable(TensorsFile.FILE, e);
            }
        }
        requireFinalState();
        List<NamedTensor> arrays = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve(FinalState.FOLDER))) {
            for (String name : files.map(ArrayFiles::name)
                    .filter(n -> !n.isEmpty())
                    .sorted()
                    .toList()) {
                List<Long> shape = LongStream.of(array(name).shape()).boxed().toList();
                arrays.add(new NamedTensor(name, shape, name, 0));
            }
        } catch (IOException e) {
            throw unreadable(FinalState.FOLDER, e);
        }
        return arrays;
    }

    @Override
    public INDArray tensor(String name) {
        List<NamedTensor> all = tensors();
        NamedTensor tensor = all.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Words.unknown(
                        "tensor", name, all.stream().map(NamedTensor::name).toList()));
        requireFinalState();
        INDArray array = array(tensor.array());
        if (tensor.offset() + tensor.length() > array.length()) {
            throw damaged("its " + tensor.array() + " has " + array.length() + " numbers, too few for " + name, null);
        }
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        INDArray flat = array.reshape(new long[] {array.length()});
        return flat.get(NDArrayIndex.interval(tensor.offset(), tensor.offset() + tensor.length()))
                .dup('c')
                .reshape(shape);
    }

    private boolean hasFinalState() {
        return Files.isDirectory(directory.resolve(FinalState.FOLDER));
    }

    /** @throws SpecException if there is no state of the run's end */
    void requireFinalState() {
        if (!hasFinalState()) {
            if (RunDocument.hasEnded(document())) {
                throw damaged("its " + FinalState.FOLDER + " is missing", null);
            }
            throw new SpecException("the run in " + directory + " has not ended, so there is no network yet");
        }
    }

    /** A flat array of the state at the end of the run. */
    INDArray array(String name) {
        Path folder = directory.resolve(FinalState.FOLDER);
        Path file = ArrayFiles.file(folder, name);
        if (!Files.isRegularFile(file)) {
            throw damaged(file + " is missing", null);
        }
        try {
            return ArrayFiles.read(folder, name);
        } catch (IOException | RuntimeException e) {
            throw damaged(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private SpecException damagedLine(int number, String file) {
        return damaged("line " + number + " of its " + file + " can't be read", null);
    }

    private SpecException unreadable(String file, Exception e) {
        return damaged("its " + file + " can't be read: " + e.getMessage(), e);
    }

    /** @param what is wrong with it */
    SpecException damaged(String what, Exception cause) {
        return new SpecException("the run in " + directory + " is damaged: " + what, cause);
    }
}
