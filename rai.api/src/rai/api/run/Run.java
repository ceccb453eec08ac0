package rai.api.run;

import java.nio.file.Path;
import java.util.List;
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
     * Trains to the end, in the calling thread.
     *
     * @param listener notified of every event, in the calling thread
     * @return the result
     */
    RunResult train(Consumer<RunEvent> listener);

    /** Lets the run end after the step it is in; may be called from any thread. */
    void stop();

    /** Lets the run pause after the step it is in, with its state written where it is kept; may be called from any thread. */
    void pause();

    /** Lets a run that was paused continue; may be called from any thread. */
    void proceed();

    /**
     * Changes what the run trains with, between two steps. Of the state, all is kept that the new services can use: the
     * parameters always, and variables of methods and vectors of optimizers of the same name and size; the rest is reset.
     * Waits until the change is made; may be called from any thread but that of the run.
     *
     * @param change what is to change
     * @return the event that reports it, for each service that changed
     * @throws rai.api.spec.SpecException if a spec is wrong or does not fit the run, which then continues as it was; or where
     *     the run has ended
     */
    List<RunEvent.Swapped> swap(Change change);

    /** @return the network with its present parameters; to be used between two steps only */
    Model model();

    /** Gives memory and threads back. */
    @Override
    void close();
}
