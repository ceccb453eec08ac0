package rai.api.optimizer;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.state.Numbers;

/**
 * An optimizer that works on the whole trained vector, and may evaluate the objective several times per step: for a line
 * search, or for products of vectors as long as x. The objective must be the same at every step, so it uses all examples.
 */
@ConsumerType
public interface ObjectiveOptimizer extends Optimizer {
    /**
     * Names of the single numbers that it keeps in addition to the state vectors.
     *
     * @return for example {@code [iterations]}
     */
    default List<String> numbers() {
        return List.of();
    }

    /**
     * One step, in place.
     *
     * @param x what is trained [m]
     * @param gradient dL/dx [m] at x
     * @param objective L at x
     * @param evaluate returns L at the current content of x and writes dL/dx over {@code gradient}
     * @param slots the state vectors [m] each
     * @param numbers the single numbers
     * @param update which step it is, and the factor on the learning rate
     */
    void step(
            INDArray x,
            INDArray gradient,
            double objective,
            DoubleSupplier evaluate,
            Slots slots,
            Numbers numbers,
            Update update);
}
