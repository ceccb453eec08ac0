package rai.api.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The state vectors of an optimizer, by name. */
@FunctionalInterface
public interface Slots {
    /**
     * @param name one of {@link Optimizer#slots}
     * @return the vector, to be read and written
     */
    INDArray get(String name);
}
