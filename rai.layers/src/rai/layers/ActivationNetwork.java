package rai.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.graph.Node;
import rai.api.layer.InnerNetwork;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * network: an activation that is a small network of its own, from one number to one number, applied to every element; all
 * elements, and usually all layers, have its parameters in common. With hidden widths h_1, ..., h_L and base activation τ:
 *
 * <pre>
 * a_0 = z,  u_l = W_lᵀ a_{l-1} + b_l,  a_l = τ(batch-norm(u_l)),  σ(z) = W_{L+1}ᵀ a_L + b_{L+1}
 * </pre>
 *
 * <p>The inner batch normalisation, as {@link BatchNorm}, goes over all elements of the layer: examples and units. Weights and
 * biases start from U(-1/√fan-in, 1/√fan-in).
 */
@Component(service = LayerFunction.class)
@Named("network")
@About(
        value = "An activation that is a small network itself, applied to every element and trained along.",
        formula = "W_(L+1) tau(norm(W_L ... tau(norm(W_1 z + b_1)) ... + b_L)) + b_(L+1)",
        source = "in the tradition of Lin, Chen and Yan, Network in network, 2014, ICLR, arXiv:1312.4400")
public class ActivationNetwork implements InnerNetwork, Checked {
    /** How widely the parameters are shared. */
    enum Sharing {
        LAYER,
        NETWORK
    }

    @Setting("Widths of its hidden layers.")
    String hidden = "8,8";

    @Setting(value = "The activation after each of its hidden layers.", spec = "tanh")
    Activation activation;

    @Setting("Whether its hidden layers are normalised over all elements of a step.")
    boolean batchNorm = true;

    @Setting("Whether each layer has such a network of its own, or all layers of the outer network one.")
    Sharing share = Sharing.NETWORK;

    @Setting(value = "Weight of the present step in the running averages.", min = 0, max = 1)
    double momentum = 0.1;

    @Setting(value = "Added to the variance.", min = 0)
    double epsilon = 1e-5;

    @Override
    public void check() {
        widths();
    }

    @Override
    public int[] widths() {
        String[] pieces = hidden.split(",", -1);
        int[] widths = new int[pieces.length + 2];
        widths[0] = 1;
        widths[pieces.length + 1] = 1;
        for (int i = 0; i < pieces.length; i++) {
            String piece = pieces[i].strip();
            if (!piece.matches("[1-9]\\d{0,3}")) {
                throw new SpecException("'" + piece + "' in the hidden widths '" + hidden
                        + "' of network is not a width from 1 to" + " 9999: write them as in network(hidden=16,8)");
            }
            widths[i + 1] = Integer.parseInt(piece);
        }
        return widths;
    }

    @Override
    public Activation activation() {
        return activation;
    }

    @Override
    public boolean normalized() {
        return batchNorm;
    }

    @Override
    public double epsilon() {
        return epsilon;
    }

    @Override
    public List<Tensor> parameters(int inputs) {
        int[] widths = widths();
        List<Tensor> all = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            all.add(tensor(InnerNetwork.weight(l), widths[l - 1], widths[l], 0));
            all.add(tensor(InnerNetwork.bias(l), 1, widths[l], 0));
            if (batchNorm && l < widths.length - 1) {
                all.add(tensor(InnerNetwork.gamma(l), 1, widths[l], 1));
                all.add(tensor(InnerNetwork.beta(l), 1, widths[l], 0));
            }
        }
        return all;
    }

    @Override
    public List<Tensor> state(int inputs) {
        int[] widths = widths();
        List<Tensor> all = new ArrayList<>();
        for (int l = 1; batchNorm && l < widths.length - 1; l++) {
            all.add(tensor(InnerNetwork.runningMean(l), 1, widths[l], 0));
            all.add(tensor(InnerNetwork.runningVariance(l), 1, widths[l], 1));
        }
        return all;
    }

    private Tensor tensor(String name, int rows, int columns, double start) {
        return new Tensor(name, rows, columns, start, share == Sharing.NETWORK);
    }

    @Override
    public void start(String parameter, INDArray values, RandomGenerator random) {
        int[] widths = widths();
        for (int l = 1; l < widths.length; l++) {
            if (parameter.equals(InnerNetwork.weight(l)) || parameter.equals(InnerNetwork.bias(l))) {
                double bound = 1 / Math.sqrt(widths[l - 1]);
                Doubles numbers = Doubles.of(values);
                for (int i = 0; i < numbers.length(); i++) {
                    numbers.put(i, bound * (2 * random.nextDouble() - 1));
                }
            }
        }
    }

    @Override
    public boolean mixesRows() {
        return batchNorm;
    }

    /** In evaluation the running averages stand in for those of the step, and every element goes through by itself. */
    @Override
    public Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
        return Optional.of(new FixedActivationNetwork(this, parameters, state));
    }

    @Override
    public void forward(Pass pass) {
        new ActivationNetworkPass(this, pass).forward();
    }

    @Override
    public void backward(Pass pass) {
        new ActivationNetworkPass(this, pass).backward();
    }

    @Override
    public void updateState(Pass pass) {
        double n = pass.input().length();
        for (int l = 1; l < widths().length - 1; l++) {
            updateState(pass.state(InnerNetwork.runningMean(l)), ActivationNetworkPass.mean(pass, l, widths()[l]), 1);
            updateState(
                    pass.state(InnerNetwork.runningVariance(l)),
                    ActivationNetworkPass.variance(pass, l, widths()[l]),
                    n / (n - 1));
        }
    }

    private void updateState(INDArray running, INDArray seen, double factor) {
        Doubles r = Doubles.of(running);
        Doubles s = Doubles.of(seen);
        for (int i = 0; i < r.length(); i++) {
            r.put(i, (1 - momentum) * r.get(i) + momentum * factor * s.get(i));
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        int last = widths().length - 1;
        Node a = x.reshaped(1);
        for (int l = 1; l <= last; l++) {
            Node u = a.product(tensors.get(InnerNetwork.weight(l))).plus(tensors.get(InnerNetwork.bias(l)));
            if (l == last) {
                return Optional.of(u.reshaped(x.width()));
            }
            Node v = batchNorm
                    ? NormGraph.batch(
                            u,
                            tensors.get(InnerNetwork.runningMean(l)),
                            tensors.get(InnerNetwork.runningVariance(l)),
                            tensors.get(InnerNetwork.gamma(l)),
                            tensors.get(InnerNetwork.beta(l)),
                            epsilon)
                    : u;
            Optional<Node> next = activation.graph(v);
            if (next.isEmpty()) {
                return next;
            }
            a = next.get();
        }
        throw new IllegalStateException("a network has a last layer");
    }
}
