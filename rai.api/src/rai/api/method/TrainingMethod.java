package rai.api.method;

import java.util.List;
import java.util.Set;
import rai.api.network.Network;

/**
 * A way of training: what one step does with the parameters of a network.
 *
 * <p>A method keeps no state. Whatever changes while training belongs to the run and is reached through the
 * {@link Training} that each call is given, so that a method can be replaced between two steps.
 */
public interface TrainingMethod {
    /** How examples are handed to a step. */
    enum Batching {
        /** All examples at every step. */
        FULL_BATCH,
        /** Some examples at a step, all of them in an epoch. */
        MINI_BATCH
    }

    /** @return what the method supports */
    default Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH, Batching.MINI_BATCH);
    }

    /**
     * The tensors that are trained beside the parameters, in the order in which they lie in the trained vector.
     *
     * @param network the network
     * @param examples the number of training examples
     * @return their names and shapes; none for an ordinary method
     * @throws rai.api.spec.SpecException where the method does not fit the network
     */
    default List<Variable> variables(Network network, int examples) {
        return List.of();
    }

    /**
     * The variables of an earlier method of the same run that this method reads.
     *
     * @param network the network
     * @param examples the number of training examples
     * @return their names and shapes; none for a method that can come first
     */
    default List<Variable> needs(Network network, int examples) {
        return List.of();
    }

    /**
     * Gives the variables their start values; the parameters have theirs already.
     *
     * @param training the run's state
     */
    default void start(Training training) {}

    /**
     * One step.
     *
     * @param training the run's state
     */
    void step(Training training);

    /**
     * What the method has to say of its state, by {@link Training#report}; called when the run is evaluated.
     *
     * @param training the run's state
     */
    default void report(Training training) {}

    /**
     * A named tensor that is trained beside the parameters.
     *
     * @param name its name in checkpoints
     * @param shape its shape
     */
    record Variable(String name, long... shape) {
        /** @return the number of elements */
        public long length() {
            long length = 1;
            for (long s : shape) {
                length *= s;
            }
            return length;
        }
    }
}
