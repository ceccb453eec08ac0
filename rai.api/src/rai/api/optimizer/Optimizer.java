package rai.api.optimizer;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A rule that moves a flat vector x along its gradient g, and keeps all state in vectors of the run: either an
 * {@link ElementwiseOptimizer}, as nearly all are, or an {@link ObjectiveOptimizer}. It serves several runs, and several
 * pieces of one vector, at once.
 */
@ConsumerType
public interface Optimizer {
    /**
     * Names of the state vectors, each as long as x.
     *
     * @return for example {@code [first-moment, second-moment]}; empty for plain gradient descent
     */
    List<String> slots();

    /**
     * Sets the state vectors (which are 0) before the first update.
     *
     * @param slots the state
     */
    default void init(Slots slots) {}
}
