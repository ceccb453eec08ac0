package rai.core.compute;

import java.util.random.RandomGenerator;

/** The random numbers of one step. */
@FunctionalInterface
public interface Randoms {
    /**
     * @param layer the index of a layer
     * @param row the first of the examples for which they are wanted
     * @return their stream, from its start
     */
    RandomGenerator of(long layer, long row);
}
