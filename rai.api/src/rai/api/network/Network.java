package rai.api.network;

import java.util.List;

/**
 * The structure of a feed-forward network. Its parameters are not in here: they lie in one flat vector of the run.
 *
 * <p>Dense maps are also counted for themselves, from 1 at the input: map t reads the activations A_{t-1} and gives the
 * pre-activations Z_t = A_{t-1} W_t + b_t.
 */
public interface Network {
    /** @return the layers from input to output */
    List<Layer> layers();

    /** @return the index in {@link #layers} of each dense map */
    List<Integer> maps();

    /** @return where the parameters lie in the flat vector, as blocks of consecutive maps of equal shape */
    List<Block> blocks();

    /** @return the length of the flat vector */
    long parameterCount();

    /** @return the width of the input */
    default int inputs() {
        return layers().get(0).inputs();
    }

    /** @return the width of the output */
    default int outputs() {
        return layers().get(layers().size() - 1).outputs();
    }

    /** @return the spec text, such as {@code 100x(dense(100) sigmoid) dense(1)} */
    String describe();

    /**
     * A block of consecutive maps of equal shape: weights [count, inputs, outputs], then biases [count, outputs].
     *
     * @param first the first map, from 0
     * @param count how many maps
     * @param inputs rows of each W
     * @param outputs columns of each W
     * @param offset where the weights start in the flat vector
     */
    record Block(int first, int count, int inputs, int outputs, long offset) {
        /** @return where the biases start in the flat vector */
        public long biasOffset() {
            return offset + (long) count * inputs * outputs;
        }

        /** @return the number of parameters */
        public long length() {
            return (long) count * (inputs + 1) * outputs;
        }
    }
}
