package rai.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.method.TrainingMethod.Variable;
import rai.api.network.Network;

/**
 * What block-coordinate methods keep for every example: pre-activations Z_t of all maps, as the array {@value Targets#NAME} in the layout
 * of {@link Targets}, so that a refit can follow; and, as needed, activations A_t of the hidden layers and multipliers, in the same
 * layout. None of them is moved by the optimizer.
 */
final class StoredLayers {
    static final String ACTIVATIONS = "activations";
    static final String OUTPUT_MULTIPLIERS = "output-multipliers";
    static final String MAP_MULTIPLIERS = "map-multipliers";
    static final String ACTIVATION_MULTIPLIERS = "activation-multipliers";

    private final Training training;
    private final Targets layout;

    private StoredLayers(Training training, Targets layout) {
        this.training = training;
        this.layout = layout;
    }

    /** The arrays of a run, full batch. */
    static StoredLayers of(Training training) {
        return new StoredLayers(
                training,
                training.derived(
                        "stored layers",
                        () -> Targets.ofAllMaps(
                                training.network(), training.batch().examples())));
    }

    /**
     * Declares the arrays.
     *
     * @param network the network
     * @param examples the number of training examples
     * @param names which are kept in addition to the pre-activations; those of hidden layers are left out if there are none
     * @return the pre-activations first
     */
    static List<Variable> declare(Network network, int examples, String... names) {
        Targets all = Targets.ofAllMaps(network, examples);
        int last = all.widths().size() - 1;
        List<Integer> hidden = all.widths().subList(0, last);
        List<Variable> arrays = new ArrayList<>(List.of(all.variable()));
        for (String name : names) {
            List<Integer> widths =
                    name.equals(OUTPUT_MULTIPLIERS) ? all.widths().subList(last, last + 1) : hidden;
            if (!widths.isEmpty()) {
                arrays.add(Variable.inBlocks(name, examples, widths));
            }
        }
        return arrays;
    }

    /** Pre-activations become those of the forward pass, and activations too, if they are kept. */
    void start(DenseChain chain, boolean activations) {
        for (int map = 0; map < chain.maps(); map++) {
            INDArray input = map == 0
                    ? training.inputs()
                    : activations ? a(map - 1) : DenseChain.activate(training, map - 1, z(map - 1));
            z(map).assign(DenseChain.estimate(training, map, input));
            if (activations && map < chain.maps() - 1) {
                a(map).assign(DenseChain.activate(training, map, z(map)));
            }
        }
    }

    /** @return Z_t [n, width] */
    INDArray z(int map) {
        return of(Targets.NAME, map);
    }

    /** @return A_t [n, width] of a hidden map; A_{-1} is the data */
    INDArray a(int map) {
        return map < 0 ? training.inputs() : of(ACTIVATIONS, map);
    }

    /** @return the multipliers [n, width] of a map's estimate */
    INDArray mapMultipliers(int map) {
        if (map < layout.maps().size() - 1) {
            return of(MAP_MULTIPLIERS, map);
        }
        return training.variable(
                OUTPUT_MULTIPLIERS, 0, layout.examples(), layout.widths().get(map));
    }

    /** @return the multipliers [n, width] of the activation after a map */
    INDArray activationMultipliers(int map) {
        return of(ACTIVATION_MULTIPLIERS, map);
    }

    private INDArray of(String array, int map) {
        return training.variable(
                array, layout.offset(map), layout.examples(), layout.widths().get(map));
    }

    /** @return the maps, from 0 */
    List<Integer> maps() {
        return IntStream.range(0, layout.maps().size()).boxed().toList();
    }
}
