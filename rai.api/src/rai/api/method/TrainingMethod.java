package rai.api.method;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.loss.Loss;
import rai.api.network.Network;

/**
 * A training method: what one step does with the parameters of a network.
 *
 * <p>A method keeps no state. Whatever changes while training belongs to the run and is reached through the {@link Training}
 * that each call receives, so that a method can be replaced between two steps.
 */
@ConsumerType
public interface TrainingMethod {
    /** Which examples a step uses. */
    enum Batching {
        /** All examples at every step. */
        FULL_BATCH,
        /** Some examples per step, all of them in an epoch. */
        MINI_BATCH
    }

    /** @return what the method supports */
    default Set<Batching> batching() {
        return Set.of(Batching.FULL_BATCH, Batching.MINI_BATCH);
    }

    /**
     * Refuses, before a run begins or changes, what the method can't train although the network fits: for example more examples per
     * step than it has room for, or a loss that it has no use for.
     *
     * @param network the network
     * @param loss the loss of the task
     * @param rows the most examples of a step
     * @throws rai.api.spec.SpecException if it is refused; the message says what to do. A {@link rai.api.run.RefusalException}
     *     says so by options and by keys
     */
    default void require(Network network, Loss loss, int rows) {}

    /**
     * The tensors that are trained in addition to the parameters, in the order in which they lie in the trained vector.
     *
     * @param network the network
     * @param examples the number of training examples
     * @return their names and shapes; none for an ordinary method
     * @throws rai.api.spec.SpecException if the method does not fit the network
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
     * Arrays of the run that the method keeps but the optimizer does not move, such as multipliers or feedback weights. They
     * start at 0, or as an earlier method of the run left an array of the same name and shape.
     *
     * @param network the network
     * @param examples the number of training examples
     * @return their names and shapes; no name is also that of a variable
     */
    default List<Variable> state(Network network, int examples) {
        return List.of();
    }

    /** @return the names of the single numbers that the method keeps; they are 0 when it begins */
    default List<String> numbers() {
        return List.of();
    }

    /**
     * Whether a step evaluates its objective once, so that an optimizer that searches along a line can't serve: because states settle
     * in each evaluation, or because the gradient of each part is that of another objective. A method with
     * {@link #counters} is one of these anyway.
     *
     * @return true if {@link Training#minimize} must evaluate the objective once per step
     */
    default boolean evaluatesOnce() {
        return !counters().isEmpty();
    }

    /** @return the counters of its {@link Training#update}s; none for a method that calls {@link Training#minimize} */
    default List<String> counters() {
        return List.of();
    }

    /**
     * Gives the variables and the state their start values; the parameters already have theirs.
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
     * Reports figures of the current state by {@link Training#report}; called when the run is evaluated. Sums over the steps are
     * counted in them, by {@link Training#count}, and reported by the run.
     *
     * @param training the run's state
     */
    default void report(Training training) {}

    /**
     * A named tensor of the run.
     *
     * @param name its name in checkpoints
     * @param perExample whether its first dimension counts the training examples, or it consists of blocks that do. In a
     *     mini-batch step the optimizer then moves only the rows of the examples in the batch, see {@link Training#rows}
     * @param blocks the widths of the blocks [examples, width] that lie one after the other; empty if it is a single tensor
     * @param shape its shape; with blocks, [examples · Σ width]
     */
    record Variable(String name, boolean perExample, List<Integer> blocks, long... shape) {
        /** Copies the list. */
        public Variable {
            blocks = List.copyOf(blocks);
        }

        /**
         * A single tensor.
         *
         * @param name its name in checkpoints
         * @param perExample whether its first dimension counts the training examples
         * @param shape its shape
         */
        public Variable(String name, boolean perExample, long... shape) {
            this(name, perExample, List.of(), shape);
        }

        /**
         * A tensor that every step moves as a whole.
         *
         * @param name its name in checkpoints
         * @param shape its shape
         */
        public Variable(String name, long... shape) {
            this(name, false, shape);
        }

        /**
         * A tensor with a row per training example, such as a code or a target of each.
         *
         * @param name its name in checkpoints
         * @param examples the number of training examples
         * @param row the shape of a row
         * @return the tensor [examples, row...]
         */
        public static Variable perExample(String name, int examples, long... row) {
            long[] shape = new long[row.length + 1];
            shape[0] = examples;
            System.arraycopy(row, 0, shape, 1, row.length);
            return new Variable(name, true, shape);
        }

        /**
         * Several arrays with a row per example, one after the other in one flat tensor, such as the targets of each layer:
         * neighbours of equal width are then also one array [copies, examples, width].
         *
         * @param name its name in checkpoints
         * @param examples the number of training examples
         * @param widths the width of each
         * @return the tensor [examples · Σ width]
         */
        public static Variable inBlocks(String name, int examples, List<Integer> widths) {
            long row = widths.stream().mapToLong(width -> width).sum();
            return new Variable(name, true, widths, examples * row);
        }

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
