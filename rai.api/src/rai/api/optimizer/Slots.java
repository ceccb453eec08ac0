package rai.api.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;

/** The state vectors of an optimizer, by name. */
@ProviderType
@FunctionalInterface
public interface Slots {
    /**
     * @param name one of {@link Optimizer#slots}
     * @return the vector, to be read and written
     */
    INDArray get(String name);
}
