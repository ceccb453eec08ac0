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
    /** The state of a job. */
    enum State {
        /** It waits for threads or memory that other runs are using. */
        QUEUED,
        /** Its data are being loaded and its start values computed. */
        PREPARING,
        /** It trains. */
        RUNNING,
        /** Somebody paused it. */
        PAUSED,
        /** It waits for a service that is missing, or for space on the disk. */
        WAITING,
        /** It has ended. */
        ENDED
    }

    /**
     * The status of a job.
     *
     * @param state its state
     * @param reason what it waits for or why it ended; empty otherwise
     * @param step the steps done
     * @param totalSteps how many steps it will take
     * @param method the name of the current method
     * @param objective the objective of the last step; NaN before the first
     * @param train the metrics of the last evaluation on the training data; empty before the first
     * @param test the same on the test data
     * @param stepsPerSecond steps per second over the last seconds; 0 while it does not train
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

    /** @return its name, unique in this process */
    String name();

    /** @return where it is kept, if anywhere */
    Optional<Path> directory();

    /** @return its current status */
    Status status();

    /**
     * Pauses it after its current step, or before its first one. It keeps its memory and its threads.
     *
     * @throws rai.api.spec.SpecException if it has ended
     */
    void pause();

    /**
     * Continues it if it was paused.
     *
     * @throws rai.api.spec.SpecException if it has ended
     */
    void proceed();

    /**
     * Ends it after its current step, evaluated and saved. A job that is queued or being prepared ends at once, without a
     * result and without a directory.
     */
    void stop();

    /**
     * Changes what it trains with; see {@link Run#swap}.
     *
     * @param change what to change
     * @return what has changed
     * @throws rai.api.spec.SpecException if the change can't be made; the job continues unchanged
     */
    List<RunEvent.Swapped> swap(Change change);

    /** @return all specs as resolved when it began; empty before that */
    Map<String, Object> spec();

    /**
     * Its history, oldest event first: its beginning, swaps, pauses and the like, and its end, but not steps, epochs and
     * evaluations.
     *
     * @return the events so far
     */
    List<RecordedEvent> history();

    /**
     * Passes all events from now on to a listener, in the thread of the run. The last is always {@link RunEvent.Stopped}: it
     * arrives when the job has ended and its result is available. A listener that throws an exception receives no more events.
     *
     * @param listener receives the events
     * @return close it to stop listening
     */
    Listening listen(Consumer<RunEvent> listener);

    /** A registered listener, until it is closed. */
    @ProviderType
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the end of the job.
     *
     * @param millis how long to wait at most
     * @return whether it has ended
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean await(long millis) throws InterruptedException;

    /**
     * @return the result; empty until the job has ended, and if it failed without one, see
     *     {@link Status#reason}
     */
    Optional<RunResult> result();

    /** @return why it ended; empty until then */
    default Optional<RunResult.Stop> stopped() {
        return status().state() == State.ENDED
                ? Optional.of(result().map(RunResult::stopped).orElse(RunResult.Stop.FAILED))
                : Optional.empty();
    }
}
