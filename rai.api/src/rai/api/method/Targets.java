package rai.api.method;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.TrainingMethod.Variable;
import rai.api.network.Network;

/**
 * The layout of the targets that the method rai trains and leaves to later methods of the run: the variable {@value #NAME}, of
 * n Σ width elements, holds the pre-activations Z_t [n, width_t] of every relaxed map, one map after the other. Neighbouring
 * targets of equal width are therefore one array [copies, n, width]. In mini-batches, the rows of the batch have the same layout, with
 * the examples of the batch for n.
 *
 * @param maps the relaxed dense maps, from 0, in ascending order
 * @param widths the width of each
 * @param examples the number of training examples, n
 */
public record Targets(List<Integer> maps, List<Integer> widths, int examples) {
    /** The name of the variable. */
    public static final String NAME = "targets";

    /** Copies the lists. */
    public Targets {
        maps = List.copyOf(maps);
        widths = List.copyOf(widths);
    }

    /**
     * The targets of some maps.
     *
     * @param network the network
     * @param maps the relaxed dense maps, from 0, in ascending order
     * @param examples the number of training examples
     * @return their layout
     */
    public static Targets of(Network network, List<Integer> maps, int examples) {
        return new Targets(
                maps,
                maps.stream()
                        .map(map ->
                                network.layers().get(network.maps().get(map)).outputs())
                        .toList(),
                examples);
    }

    /**
     * The targets of all maps.
     *
     * @param network the network
     * @param examples the number of training examples
     * @return their layout
     */
    public static Targets ofAllMaps(Network network, int examples) {
        return of(
                network,
                java.util.stream.IntStream.range(0, network.maps().size())
                        .boxed()
                        .toList(),
                examples);
    }

    /** @return the variable, to be declared by a method that trains the targets or needs them */
    public Variable variable() {
        return Variable.inBlocks(NAME, examples, widths);
    }

    /**
     * @param target the number of a target, from 0
     * @return where it starts in the variable, counted in elements
     */
    public long offset(int target) {
        return widths.subList(0, target).stream()
                .mapToLong(width -> (long) width * examples)
                .sum();
    }

    /**
     * One target.
     *
     * @param training the run's state
     * @param target its number, from 0
     * @return a view [n, width] of the variable
     */
    public INDArray values(Training training, int target) {
        return training.variable(NAME, offset(target), examples, widths.get(target));
    }

    /**
     * Neighbouring targets of equal width.
     *
     * @param training the run's state
     * @param first the number of the first, from 0
     * @param copies how many
     * @return a view [copies, n, width] of the variable
     */
    public INDArray values(Training training, int first, int copies) {
        return training.variable(NAME, offset(first), copies, examples, widths.get(first));
    }

    /**
     * The gradient of one target.
     *
     * @param training the run's state, in which the current method trains the targets
     * @param target its number, from 0
     * @return a view [n, width] of the gradient
     */
    public INDArray gradient(Training training, int target) {
        return training.gradient(NAME, offset(target), examples, widths.get(target));
    }

    /**
     * The gradient of neighbouring targets of equal width.
     *
     * @param training the run's state, in which the current method trains the targets
     * @param first the number of the first, from 0
     * @param copies how many
     * @return a view [copies, n, width] of the gradient
     */
    public INDArray gradient(Training training, int first, int copies) {
        return training.gradient(NAME, offset(first), copies, examples, widths.get(first));
    }
}
