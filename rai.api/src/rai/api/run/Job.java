package rai.api.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** A run in the background: queued, in training, or ended. All its methods may be called from any thread. */
@ProviderType
public interface Job {
    /** What a job does. */
    enum State {
        /** It waits for its turn: for threads or for memory that other runs have. */
        QUEUED,
        /** Its data are loaded and its start values computed. */
        PREPARING,
        /** It trains. */
        RUNNING,
        /** Somebody paused it. */
        PAUSED,
        /** It waits for a service that is gone, or for room on the disk. */
        WAITING,
        /** It has ended. */
        ENDED
    }

    /**
     * How a job stands.
     *
     * @param state what it does
     * @param reason what it waits for or why it ended; empty while all goes well
     * @param step the steps done
     * @param totalSteps how many steps it will take
     * @param method the name of the present method
     * @param objective the objective of the last step; NaN before the first
     * @param train the metrics of the last evaluation on the training data; empty before the first
     * @param test the same on the test data
     * @param stepsPerSecond steps a second over the last seconds; 0 while it does not train
     * @param started when it was submitted
     */
    record Status(
            State state,
            String reason,
            long step,
            long totalSteps,
            String method,
            double objective,
            Map<String, Double> train,
            Map<String, Double> test,
            double stepsPerSecond,
            Instant started) {}

    /** @return its name, unlike that of any other job of this process */
    String name();

    /** @return where it is kept, if anywhere */
    Optional<Path> directory();

    /** @return how it stands now */
    Status status();

    /**
     * Lets it pause after its step, or before its first one. It keeps its memory and its threads.
     *
     * @throws rai.api.spec.SpecException if it has ended
     */
    void pause();

    /**
     * Lets it continue if it was paused.
     *
     * @throws rai.api.spec.SpecException if it has ended
     */
    void proceed();

    /**
     * Lets it end after its step, evaluated and kept; one that is queued or being prepared ends at once, without a result and
     * without a directory.
     */
    void stop();

    /**
     * Changes what it trains with; see {@link Run#swap}.
     *
     * @param change what is to change
     * @return what has changed
     * @throws rai.api.spec.SpecException where it can't be done; the job goes on as it was
     */
    List<RunEvent.Swapped> swap(Change change);

    /** @return all specs as resolved when it began; empty before */
    Map<String, Object> spec();

    /**
     * What has happened to it, oldest first: its beginning, swaps, pauses and the like, and its end; but not every step,
     * epoch and evaluation.
     *
     * @return what has happened so far, each as in {@link Runs.Kept#events}
     */
    List<Map<String, Object>> history();

    /**
     * Tells a listener of all events from now on, in the thread of the run. The last is always {@link RunEvent.Stopped}: it
     * comes when the job has ended, and its result is there. A listener that throws something is told no more.
     *
     * @param listener told of them
     * @return to be closed by who wants to hear no more
     */
    Listening listen(Consumer<RunEvent> listener);

    /** Someone listens until it is closed. */
    @ProviderType
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the end of the job.
     *
     * @param millis at most so long
     * @return whether it has ended
     * @throws InterruptedException where the waiting thread is interrupted
     */
    boolean await(long millis) throws InterruptedException;

    /**
     * @return what came out; empty until it has ended, and where it failed in a way that left none, see
     *     {@link Status#reason}
     */
    Optional<RunResult> result();

    /** @return why it ended; empty until it has */
    default Optional<RunResult.Stop> stopped() {
        return status().state() == State.ENDED
                ? Optional.of(result().map(RunResult::stopped).orElse(RunResult.Stop.FAILED))
                : Optional.empty();
    }
}
