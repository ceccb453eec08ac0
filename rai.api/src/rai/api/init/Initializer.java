package rai.api.init;

import org.osgi.annotation.versioning.ConsumerType;

/** Gives the weights and biases of one dense map, y = x W + b, their start values. */
@ConsumerType
public interface Initializer {
    /**
     * Fills {@link DenseStart#weight} and {@link DenseStart#bias}. The same request with the same random numbers
     * gives the same values.
     *
     * @param map the map, its neighbours, and the random numbers to use
     */
    void initialize(DenseStart map);
}
