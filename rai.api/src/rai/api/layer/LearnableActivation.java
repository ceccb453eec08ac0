package rai.api.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.array.Doubles;
import rai.api.graph.Node;

/**
 * An activation σ(z; p) with one learnable parameter p, given by its value and its two derivatives at one point, in double
 * precision. This is the shortest way to write a learnable activation.
 */
@ConsumerType
public interface LearnableActivation extends LayerFunction {
    /** Elements that are computed at once: few enough to stay in the first-level cache. */
    int TILE = 512;

    /** @return the name of the parameter, such as {@code slope} */
    String parameter();

    /** @return its start value */
    double start();

    /** @return how widely it is shared */
    Share share();

    /**
     * σ(z; p).
     *
     * @param z any number
     * @param p the parameter
     * @return the value
     */
    double value(double z, double p);

    /**
     * dσ/dz.
     *
     * @param z any number
     * @param p the parameter
     * @return the derivative with respect to z
     */
    double derivative(double z, double p);

    /**
     * dσ/dp.
     *
     * @param z any number
     * @param p the parameter
     * @return the derivative with respect to the parameter
     */
    double parameterDerivative(double z, double p);

    /**
     * σ(z; p) as a computation that other tools can repeat.
     *
     * @param z the pre-activations
     * @param p the parameter, a constant: one number, or one for each unit
     * @return σ(z; p), with operations on elements alone; empty if it has no such form
     */
    default Optional<Node> graph(Node z, Node p) {
        return Optional.empty();
    }

    @Override
    default Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return graph(x, tensors.get(parameter()));
    }

    @Override
    default List<Tensor> parameters(int inputs) {
        return List.of(
                new Tensor(parameter(), 1, share() == Share.UNIT ? inputs : 1, start(), share() == Share.NETWORK));
    }

    @Override
    default Optional<Activation> startsAs() {
        return Optional.of(at(start()));
    }

    @Override
    default Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
        return Optional.of(at(Doubles.copy(parameters.get(parameter()))[0]));
    }

    private ScalarActivation at(double p) {
        return new ScalarActivation() {
            @Override
            public double value(double z) {
                return LearnableActivation.this.value(z, p);
            }

            @Override
            public double derivative(double z) {
                return LearnableActivation.this.derivative(z, p);
            }

            @Override
            public Optional<Node> graph(Node z) {
                return LearnableActivation.this.graph(z, Node.constant(p));
            }
        };
    }

    @Override
    default void forward(Pass pass) {
        Doubles z = Doubles.of(pass.input());
        Doubles a = Doubles.of(pass.output());
        double[] p = Doubles.copy(pass.parameter(parameter()));
        double[] tile = new double[TILE];
        int width = (int) pass.input().size(1);
        for (int from = 0, unit = 0; from < z.length(); from += TILE) {
            int n = Math.min(TILE, z.length() - from);
            z.get(from, tile, n);
            for (int i = 0; i < n; i++) {
                tile[i] = value(tile[i], p.length == 1 ? p[0] : p[unit]);
                unit = unit + 1 == width ? 0 : unit + 1;
            }
            a.put(from, tile, n);
        }
    }

    @Override
    default void backward(Pass pass) {
        Doubles z = Doubles.of(pass.input());
        Doubles up = Doubles.of(pass.upstream());
        Doubles down = pass.downstream() == null ? null : Doubles.of(pass.downstream());
        double[] p = Doubles.copy(pass.parameter(parameter()));
        double[] gradient = new double[p.length];
        double[] tile = new double[TILE];
        double[] upstream = new double[TILE];
        int width = (int) pass.input().size(1);
        for (int from = 0, unit = 0; from < z.length(); from += TILE) {
            int n = Math.min(TILE, z.length() - from);
            z.get(from, tile, n);
            up.get(from, upstream, n);
            for (int i = 0; i < n; i++) {
                int which = p.length == 1 ? 0 : unit;
                gradient[which] += upstream[i] * parameterDerivative(tile[i], p[which]);
                upstream[i] *= derivative(tile[i], p[which]);
                unit = unit + 1 == width ? 0 : unit + 1;
            }
            if (down != null) {
                down.put(from, upstream, n);
            }
        }
        Doubles.of(pass.gradient(parameter())).put(0, gradient, gradient.length);
    }
}
