package rai.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Catalog.Provider;
import rai.api.network.NamedTensor;
import rai.api.run.Extension;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;

/**
 * The directory of a run from its beginning to its end, for the process that trains it: {@link RunDocument run.json},
 * {@link HistoryFile history.csv}, {@link ProbeFiles probes/}, {@link EventLog events.jsonl}, {@link TensorsFile tensors.jsonl},
 * {@link FinalState checkpoint/}, and until the end {@link Checkpoint checkpoints/}. A run without a directory leaves no trace.
 */
public final class RunDirectory implements AutoCloseable {
    /** The format of what is written. */
    public static final int FORMAT = Format.CURRENT;

    private final Optional<Path> path;
    private final Disk disk;
    private final RunDocument document;
    /** Whether the run was interrupted and continues. */
    private final boolean resumed;
    /** Whether the run had ended, and is to be longer. */
    private final boolean longer;

    private final ResumePoint from;
    /** Null for a run without a directory. */
    private final PatientWriter writer;

    private final OpenFiles files;
    private Supplier<Stream<NamedTensor>> tensors;
    /** The steps that the run has done, as far as this object knows. */
    private long step;
    /** The steps done in the newest checkpoint; none as long as there is no checkpoint. */
    private OptionalLong kept = OptionalLong.empty();
    /** Whether the files exist that events are recorded in. */
    private boolean begun;

    private RunDirectory(
            Optional<Path> path,
            Disk disk,
            RunDocument document,
            boolean resumed,
            boolean longer,
            ResumePoint from,
            OpenFiles files) {
        this.path = path;
        this.disk = disk;
        this.document = document;
        this.resumed = resumed;
        this.longer = longer;
        this.from = from;
        this.files = files;
        writer = path.map(dir -> new PatientWriter(dir, disk, this::log)).orElse(null);
    }

    /**
     * A directory that is made when the run begins.
     *
     * @param path where; none to keep nothing
     * @param data what is known of the training data
     * @param disk what it is written to
     * @return the directory
     * @throws SpecException if something is there already
     */
    public static RunDirectory create(Optional<Path> path, Map<String, Object> data, Disk disk) {
        path.filter(Files::exists).ifPresent(OpenFiles::refuse);
        return new RunDirectory(path, disk, RunDocument.fresh(data), false, false, ResumePoint.START, new OpenFiles());
    }

    /**
     * The directory of an interrupted run that is to continue. The run belongs to this process from now on.
     *
     * @param path where it is
     * @param notice receives where the run continues, and which checkpoints can't be used
     * @param disk what it is written to
     * @return the directory
     * @throws SpecException if there is no run, or one that has ended, that is being trained, or that can't be read
     */
    public static RunDirectory reopen(Path path, Consumer<String> notice, Disk disk) {
        return reopen(path, disk, document -> {
            document.requireUnfinished(path);
            ResumePoint from = ResumePoint.newest(path, notice);
            notice.accept(
                    from.isStart()
                            ? "there is no checkpoint to continue from: the run starts again from the beginning"
                            : "the run continues after step " + from.step());
            return from;
        });
    }

    /**
     * The directory of a run that has ended and is to continue its last phase.
     *
     * @param path where it is
     * @param to how long that phase is to be
     * @param notice receives where the run continues
     * @param disk what it is written to
     * @return the directory
     * @throws SpecException if there is no run, or one that can't be continued
     */
    public static RunDirectory reopen(Path path, Extension to, Consumer<String> notice, Disk disk) {
        return reopen(path, disk, document -> {
            ResumePoint from = EndedRun.longer(path, document.content(), to);
            notice.accept("the run continues after step " + from.step());
            return from;
        });
    }

    /** Says from where a run continues. */
    private interface Finding {
        ResumePoint in(RunDocument document) throws IOException;
    }

    private static RunDirectory reopen(Path path, Disk disk, Finding point) {
        if (!Files.isRegularFile(path.resolve(RunDocument.FILE))) {
            throw new SpecException("there is no run in " + path + ": " + RunDocument.FILE + " is missing");
        }
        OpenFiles files = new OpenFiles();
        try {
            files.claim(path);
            RunDocument document = RunDocument.read(path);
            boolean ended = document.isOver();
            ResumePoint from = point.in(document);
            return new RunDirectory(Optional.of(path), disk, document, true, ended, from, files);
        } catch (IOException e) {
            files.close();
            throw new SpecException("the run in " + path + " can't be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * @return what was asked for when the run began, with all changes made until the checkpoint from which it continues
     * @throws SpecException if the directory does not say
     */
    public RunRequest request() {
        return document.request(path.orElseThrow(), from);
    }

    /** @return all specs as they were resolved for that request; none if the directory does not say */
    public Map<?, ?> recordedSpecs() {
        return document.specs(from);
    }

    /** @return where the run continues; none at its start */
    public Optional<Checkpoint> checkpoint() {
        return from.checkpoint();
    }

    /**
     * Checks that a run that continues is the one that was interrupted.
     *
     * @param spec all specs as resolved now
     * @param data what is known of the training data now
     * @param providers the bundles of its services now, by kind and spec
     * @param notice receives the services that another bundle provides now
     * @throws SpecException if specs or data differ
     */
    public void requireSame(
            Map<String, Object> spec,
            Map<String, Object> data,
            Map<String, Provider> providers,
            Consumer<String> notice) {
        document.requireSame(path.orElseThrow(), from, spec, data, providers, notice);
    }

    /** @return whether the run is kept at all */
    public boolean isKept() {
        return path.isPresent();
    }

    /** @return where it is, if anywhere */
    public Optional<Path> path() {
        return path;
    }

    /** @return the name of the run */
    public String name() {
        return path.map(p -> p.getFileName().toString()).orElse("unsaved");
    }

    /**
     * Begins the run, or continues it.
     *
     * @param request what was asked for
     * @param spec all specs as resolved
     * @param providers the bundles of its services
     * @param further the metrics beside loss, accuracy and rmse
     * @param measured the columns of each probe, by its spec
     * @param network the tensors of its network, now and again at the end
     */
    public void begin(
            RunRequest request,
            Map<String, Object> spec,
            Map<String, Provider> providers,
            List<String> further,
            Map<String, List<String>> measured,
            Supplier<Stream<NamedTensor>> network) {
        tensors = network;
        if (resumed) {
            document.resume(name(), request, providers, from.step(), longer);
        } else {
            document.begin(name(), request, spec, providers);
        }
        step = from.step();
        kept = from.isStart() ? OptionalLong.empty() : OptionalLong.of(step);
        try {
            begun = write(dir -> begin(dir, further, measured), Obstacle::passes);
        } finally {
            if (!begun) {
                path.ifPresent(files::discard);
            }
        }
        if (!begun) {
            throw new SpecException("the run was stopped while its directory " + path.orElseThrow()
                    + " could not be written, since " + writer.gaveUp().what());
        }
    }

    private void begin(Path dir, List<String> further, Map<String, List<String>> measured) throws IOException {
        files.begin(dir, !resumed, from, document.historyColumns(further), measured, disk);
        if (longer) { // before the document says that the run has not ended, so that it can always continue from here
            from.checkpoint().orElseThrow().keep(dir, 1, disk);
        }
        TensorsFile.write(dir, tensors.get(), disk);
        document.write(dir, disk);
    }

    /**
     * What a run does while its directory can't be written since there is no room, or for another reason that the user can
     * take away: it waits, and tries again every second, until the patience of the disk is over. Until this is called nobody is
     * notified.
     *
     * @param listener receives {@link RunEvent.Paused} and {@link RunEvent.Resumed}; they are recorded as soon as there is space
     * @param givesUp whether the run is to end now: from then on each writing is tried once
     * @param ends ends the run, for a reason, when it has waited long enough
     */
    public void onFull(Consumer<RunEvent> listener, BooleanSupplier givesUp, Consumer<String> ends) {
        if (writer != null) {
            writer.onFull(listener, givesUp, ends);
        }
    }

    private boolean write(PatientWriter.Writing writing, Predicate<Obstacle> waits) {
        return writer == null || writer.write(step, writing, waits);
    }

    /**
     * Writes the state between two steps, so that the run can continue from there.
     *
     * @param step the steps done
     * @param request what is asked for now
     * @param spec all specs as resolved now
     * @param state its numbers
     * @param arrays its arrays
     */
    public void checkpoint(
            long step,
            RunRequest request,
            Map<String, Object> spec,
            Map<String, Object> state,
            Map<String, INDArray> arrays) {
        this.step = step;
        boolean written = write(
                dir -> {
                    Map<String, Object> all = new LinkedHashMap<>(state);
                    all.put(RunDocument.REQUEST, RequestDocument.of(request));
                    all.put(RunDocument.SPEC, spec);
                    files.sync(all);
                    Checkpoint.write(dir, step, all, arrays, request.keeping().keep(), disk);
                },
                obstacle -> true);
        if (written) {
            kept = OptionalLong.of(step);
        }
    }

    /**
     * Appends an event to the run's history.
     *
     * @param event what happened
     */
    public void record(RunEvent event) {
        if (path.isEmpty()) {
            return;
        }
        step = event.step();
        log(event);
        if (!(event instanceof RunEvent.Stepped) || files.isDue()) {
            write(dir -> files.flush(), obstacle -> true);
        }
    }

    private void log(RunEvent event) {
        if (begun) {
            files.record(event);
        }
    }

    /**
     * Ends the run.
     *
     * @param result what came out
     * @param arrays all arrays of its state
     * @return the same; if the run was stopped while it waited for room, its reason says what is not kept
     */
    public RunResult finish(RunResult result, Map<String, INDArray> arrays) {
        document.end(result);
        boolean written = write(
                dir -> {
                    files.sync();
                    FinalState.write(dir, arrays, disk);
                    TensorsFile.write(dir, tensors.get(), disk);
                    document.write(dir, disk);
                    if (result.stopped() != Stop.INTERRUPTED && result.stopped() != Stop.FAILED) {
                        Durable.delete(dir.resolve(Checkpoint.FOLDER)); // there is nothing left to continue
                    }
                },
                obstacle -> true);
        close();
        return written ? result : result.withReason(sentences(result.reason(), unkept()));
    }

    private static String sentences(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }

    private String unkept() {
        return "the result could not be written to " + path.orElseThrow() + ", since "
                + writer.gaveUp().what() + ": "
                + (kept.isPresent()
                        ? "resume continues after step " + kept.getAsLong() + " once it can"
                        : "no state of the run is kept, and resume will start it again");
    }

    /** Closes the files; what was written stays. */
    @Override
    public void close() {
        IOException failed = files.close();
        if (failed != null && writer.gaveUp() == null) { // otherwise it was reported
            throw writer.failed(failed);
        }
    }
}
