package rai.api.run;

import java.util.function.Consumer;

/** A run: a network being trained. */
public interface Run extends AutoCloseable {
    /** @return its name */
    String name();

    /**
     * Trains to the end, in the calling thread.
     *
     * @param listener told of every event, in the calling thread
     * @return the result
     */
    RunResult train(Consumer<RunEvent> listener);

    /** Lets the run end after the step it is in; may be called from any thread. */
    void stop();

    /** @return the network with its present parameters; to be used between two steps only */
    Model model();

    /** Gives memory and threads back. */
    @Override
    void close();
}
