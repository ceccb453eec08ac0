package rai.api.network;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.layer.Tensor;

/**
 * The structure of a feed-forward network, without its parameters: those lie in one flat vector of the run.
 *
 * <p>Dense maps are also numbered separately, from 1 at the input: map t reads the activations A_{t-1} and gives the
 * pre-activations Z_t = A_{t-1} W_t + b_t.
 */
@ProviderType
public interface Network {
    /** @return the layers from input to output */
    List<Layer> layers();

    /** @return the index in {@link #layers} of each dense map */
    List<Integer> maps();

    /** @return where the parameters lie in the flat vector, as blocks of consecutive maps of equal shape */
    List<Block> blocks();

    /** @return the parameters of all other layers, after the blocks, in the order of the layers */
    default List<Placed> placed() {
        return List.of();
    }

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
     * A parameter of a layer that is not a dense map.
     *
     * @param layer the index of the layer; of the first one if several share it
     * @param tensor its name and shape
     * @param offset where it starts in the flat vector
     */
    record Placed(int layer, Tensor tensor, long offset) {}

    /**
     * A block of consecutive maps of equal shape: weights [count, inputs, outputs], then biases [count, outputs] if any.
     *
     * @param first the first map, from 0
     * @param count how many maps
     * @param inputs rows of each W
     * @param outputs columns of each W
     * @param offset where the weights start in the flat vector
     * @param bias whether the maps have biases
     */
    record Block(int first, int count, int inputs, int outputs, long offset, boolean bias) {
        /**
         * With biases.
         *
         * @param first the first map, from 0
         * @param count how many maps
         * @param inputs rows of each W
         * @param outputs columns of each W
         * @param offset where the weights start in the flat vector
         */
        public Block(int first, int count, int inputs, int outputs, long offset) {
            this(first, count, inputs, outputs, offset, true);
        }

        /** @return where the biases start in the flat vector */
        public long biasOffset() {
            return offset + (long) count * inputs * outputs;
        }

        /** @return the number of parameters */
        public long length() {
            return (long) count * (inputs + (bias ? 1 : 0)) * outputs;
        }
    }
}
