package rai.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** A run: a network being trained. */
@ProviderType
public interface Run extends AutoCloseable {
    /** @return its name */
    String name();

    /** @return where it is kept, if anywhere */
    Optional<Path> directory();

    /**
     * Trains to the end in the calling thread.
     *
     * @param listener notified of every event, in the calling thread
     * @return the result
     */
    RunResult train(Consumer<RunEvent> listener);

    /**
     * What was read: a document with {@code rows}, {@code valid_rows} and {@code test_rows} if there are any,
     * {@code dropped_rows}, {@code columns}, {@code inputs}, {@code targets}, {@code classes} with the rows of each, what was
     * {@code encoded} and {@code filled}, by column, and {@code notes}, sentences on what may surprise.
     *
     * @return the document; empty if nothing is known
     */
    default Map<String, Object> data() {
        return Map.of();
    }

    /** Ends the run after its current step; may be called from any thread. */
    void stop();

    /** Pauses the run after its current step and writes its state to its directory; may be called from any thread. */
    void pause();

    /** Continues a run that was paused; may be called from any thread. */
    void proceed();

    /**
     * Changes the services of the run between two steps. All state that the new services can use is kept: the parameters
     * always, and variables of methods and vectors of optimizers that have the same name and size. The rest is reset.
     * Waits until the change is made; may be called from any thread except that of the run.
     *
     * @param change what to change
     * @return an event for each service that changed
     * @throws rai.api.spec.SpecException if a spec is wrong or does not fit the run, which then continues unchanged; or if
     *     the run has ended
     */
    List<RunEvent.Swapped> swap(Change change);

    /** @return the network with its current parameters; use it between two steps only */
    Model model();

    /** Releases memory and threads. */
    @Override
    void close();
}
