package rai.api.init;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.activation.Activation;
import rai.api.spec.Spec;

/**
 * A dense map that needs start values. The maps of a network are started in order, from the input on.
 *
 * @param weight W of shape [fan-in, fan-out], to be filled
 * @param bias b of shape [1, fan-out], to be filled; if the map has no biases, what is written is ignored
 * @param input the activation whose values the map reads, identity if it reads another map; none for the first map,
 *     which reads the data
 * @param output the activation that follows the map, identity if another map follows; none for a linear output
 * @param random random numbers of this map alone, which depend on the run's seed and the position of the map
 * @param sample what the map reads for some of the training examples
 * @param position where the map is among those of the network
 */
public record DenseStart(
        INDArray weight,
        INDArray bias,
        Optional<Neighbour> input,
        Optional<Neighbour> output,
        RandomGenerator random,
        Sample sample,
        Position position) {

    /**
     * The only map of a network.
     *
     * @param weight W of shape [fan-in, fan-out]
     * @param bias b of shape [1, fan-out]
     * @param input the activation whose values the map reads
     * @param output the activation that follows the map
     * @param random random numbers of this map alone
     * @param sample what the map reads
     */
    public DenseStart(
            INDArray weight,
            INDArray bias,
            Optional<Neighbour> input,
            Optional<Neighbour> output,
            RandomGenerator random,
            Sample sample) {
        this(weight, bias, input, output, random, sample, new Position(0, 1));
    }

    /**
     * Where a map is among the dense maps of a network.
     *
     * @param map its number, from 0 at the input
     * @param maps how many there are
     */
    public record Position(int map, int maps) {}

    /**
     * An activation before or after the map.
     *
     * @param spec its full spec
     * @param activation the activation itself
     */
    public record Neighbour(Spec spec, Activation activation) {}

    /** The input of the map when training examples pass through the maps before it, which already have their start values. */
    @ProviderType
    @FunctionalInterface
    public interface Sample {
        /**
         * Computed on request; an initializer that does not ask for it costs no forward pass.
         *
         * @param most how many examples at most; if there are more, that many are chosen at random, the same ones for all maps
         * @return A [n, fan-in], one example per row, in the data type of the weights; not to be altered
         */
        INDArray inputs(int most);
    }

    /** @return the number of inputs of a unit */
    public long fanIn() {
        return weight.size(0);
    }

    /** @return the number of units */
    public long fanOut() {
        return weight.size(1);
    }
}
