package rai.api.schedule;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.state.Numbers;

/**
 * A factor on the learning rate of all optimizers of a run, step by step. It keeps no state: a schedule that depends on more
 * than the {@link Progress}, such as one that waits for a plateau, names {@link #numbers} of the run and receives them.
 */
@ConsumerType
public interface Schedule {
    /**
     * The factor for a step.
     *
     * @param at the steps done and the steps in all
     * @param state the numbers that this schedule has named
     * @return the factor on the learning rate, at least 0
     */
    double factor(Progress at, Numbers state);

    /** @return names of the numbers that it keeps; none for a schedule that depends on the step alone */
    default List<String> numbers() {
        return List.of();
    }

    /**
     * Sets the numbers (which are 0) before the first step.
     *
     * @param state the numbers
     */
    default void init(Numbers state) {}

    /**
     * The figure that it watches: {@code objective}, passed at every step, or a metric of the evaluations such as
     * {@code test.loss} or {@code train.accuracy}.
     *
     * @return its name; none for a schedule that depends on the step alone
     */
    default Optional<String> watches() {
        return Optional.empty();
    }

    /**
     * Receives the figure that it {@link #watches}.
     *
     * @param value the figure now
     * @param state the numbers, to be read and written
     */
    default void observe(double value, Numbers state) {}
}
