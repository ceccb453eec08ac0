package rai.methods;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.SpecException;

/**
 * A network of dense maps with biases and one activation between each two, A_t = f_t(Z_t), Z_{t+1} = A_t W_{t+1} + b_{t+1}: the
 * networks for which the blocks of stored variables have closed forms.
 */
final class DenseChain {
    private final List<Integer> maps;
    private final List<Layer.Activate> activations = new ArrayList<>();
    /** For the activation after each map, the first layer that computes the same function. */
    private final List<Integer> alike = new ArrayList<>();

    /**
     * @param network the network
     * @param method the method that needs such a network, for the message
     * @throws SpecException if it has other layers
     */
    DenseChain(Network network, String method) {
        maps = network.maps();
        List<Layer> layers = network.layers();
        for (int i = 0; i < layers.size(); i++) {
            boolean dense = i % 2 == 0;
            boolean fits = dense
                    ? layers.get(i) instanceof Layer.Dense map && map.bias()
                    : layers.get(i) instanceof Layer.Activate && i < layers.size() - 1;
            if (!fits) {
                throw new SpecException(method
                        + " trains dense layers with biases, with one activation between each two and a"
                        + " dense layer at the end, as in 'dense(64) relu dense', but " + LayerName.of(network, i)
                        + ", is not " + (dense ? "such a dense layer" : "such an activation")
                        + ": use such a network, or another method, such as backprop");
            }
            if (!dense) {
                Layer.Activate activate = (Layer.Activate) layers.get(i);
                activations.add(activate);
                alike.add(2 * activations.indexOf(activate) + 1);
            }
        }
    }

    /** @return the number of maps, T */
    int maps() {
        return maps.size();
    }

    /** @return whether the activation after a map is max(z, 0) */
    boolean isRelu(int map) {
        return activations.get(map).spec().name().equals("relu");
    }

    /** @return A W_t + b_t, valid until the next call but one */
    static INDArray estimate(Training training, int map, INDArray input) {
        int layer = training.network().maps().get(map);
        return training.forward(layer, layer + 1, input);
    }

    /** @return f_t(z), valid until the next call but one */
    static INDArray activate(Training training, int map, INDArray z) {
        int layer = training.network().maps().get(map) + 1;
        return training.forward(layer, layer + 1, z);
    }

    /**
     * @param z [n, width] of all examples of the step
     * @return f_t'(z), valid until the next call for an activation of the same kind
     */
    INDArray slope(Training training, int map, INDArray z) {
        int layer = alike.get(map);
        Segment activation = training.segment(layer, layer + 1);
        activation.forward(z);
        INDArray ones = training.scratch("ones", z.shape()).assign(1);
        return activation.backward(ones, true).reshape(z.shape());
    }
}
