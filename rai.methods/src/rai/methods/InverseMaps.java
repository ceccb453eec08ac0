package rai.methods;

import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.Training;
import rai.api.method.TrainingMethod.Variable;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.network.Segment.ParameterGradient;

/**
 * The learnt inverses of the hidden maps of a chain, but for the first, whose input is the data: with h_t the output of hidden
 * layer t and s_{t-1} the activations that give h_{t-1},
 *
 * <pre>
 * g_t(h_t) = s_{t-1}(h_t Q_t + q_t) ≈ h_{t-1}
 * </pre>
 *
 * <p>The variable holds Q_t [d_t, d_{t-1}] and q_t of one map after the other.
 */
final class InverseMaps {
    /** The name of the variable. */
    static final String NAME = "inverse-maps";

    private final Training training;
    private final List<MapChain.Link> links;

    InverseMaps(Training training, MapChain chain) {
        this.training = training;
        links = chain.links();
    }

    /** @return the variable; none if nothing is to be inverted */
    static List<Variable> variables(Network network, MapChain chain) {
        long length = offset(chain.links(), chain.links().size() - 1);
        return length == 0 ? List.of() : List.of(new Variable(NAME, length));
    }

    /** Where the inverse of map t starts. */
    private static long offset(List<MapChain.Link> links, int t) {
        long offset = 0;
        for (int i = 1; i < t; i++) {
            offset += length(links.get(i).dense());
        }
        return offset;
    }

    private static long length(Layer.Dense dense) {
        return (dense.outputs() + 1L) * dense.inputs();
    }

    private INDArray weight(int t, boolean gradient) {
        Layer.Dense dense = links.get(t).dense();
        return view(offset(links, t), gradient, dense.outputs(), dense.inputs());
    }

    private INDArray bias(int t, boolean gradient) {
        Layer.Dense dense = links.get(t).dense();
        return view(offset(links, t) + (long) dense.inputs() * dense.outputs(), gradient, 1, dense.inputs());
    }

    private INDArray view(long offset, boolean gradient, long... shape) {
        return gradient ? training.gradient(NAME, offset, shape) : training.variable(NAME, offset, shape);
    }

    /** Starts from U(-1/√d_t, 1/√d_t). */
    void start() {
        for (int t = 1; t < links.size() - 1; t++) {
            RandomGenerator random = training.random(NAME, t);
            double bound = 1 / Math.sqrt(links.get(t).dense().outputs());
            for (INDArray values : List.of(weight(t, false), bias(t, false))) {
                Doubles all = Doubles.of(values);
                for (int i = 0; i < all.length(); i++) {
                    all.put(i, random.nextDouble(-bound, bound));
                }
            }
        }
    }

    /**
     * g_t(h_t).
     *
     * @param t the number of the map, from 1
     * @param h h_t [n, d_t]
     * @return [n, d_{t-1}], valid until the next call but one
     */
    INDArray invert(int t, INDArray h) {
        MapChain.Link link = links.get(t);
        return training.forward(link.from(), link.at(), beforeActivation(t, h));
    }

    private INDArray beforeActivation(int t, INDArray h) {
        INDArray z =
                training.scratch("inverse: z", h.size(0), links.get(t).dense().inputs());
        training.algebra().product(h, false, weight(t, false), false, false, z);
        return Biases.add(z, bias(t, false));
    }

    /**
     * How far g_t(f_t(x)) is from x, and the gradient with respect to Q_t and q_t alone.
     *
     * @param t the number of the map, from 1
     * @param x [n, d_{t-1}]; not altered
     * @param fx f_t(x) [n, d_t]; not altered
     * @return ½ mean over examples of ‖g_t(f_t(x)) - x‖²
     */
    double gradient(int t, INDArray x, INDArray fx) {
        MapChain.Link link = links.get(t);
        long n = x.size(0);
        boolean plain = link.from() == link.at();
        INDArray z = beforeActivation(t, fx);
        INDArray estimate =
                plain ? z : training.segment(link.from(), link.at()).forward(z).reshape(x.shape());
        INDArray error =
                training.scratch("inverse: error", x.shape()).assign(estimate).subi(x);
        double norm = error.norm2Number().doubleValue();
        error.divi(n);
        INDArray upstream = plain
                ? error
                : training.segment(link.from(), link.at())
                        .backward(error, true, ParameterGradient.NONE)
                        .reshape(x.shape());
        training.algebra().product(fx, true, upstream, false, false, weight(t, true));
        Biases.sum(upstream, bias(t, true));
        return norm * norm / (2 * n);
    }
}
