package rai.layers;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.array.Doubles;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * rrelu (randomized leaky relu): z for z > 0, else a z; in training a is drawn again for each element, evenly between lower
 * and upper, in evaluation it is their mean. If there is an activation of the same name, a layer list uses this one.
 */
@Component(service = LayerFunction.class)
@Named("rrelu")
@About(
        value = "A leaky relu whose slope below 0 is drawn at random while training; in evaluation it is the mean.",
        formula = "z for z > 0, else a z, a ~ U(lower, upper)",
        source = "Xu, Wang, Chen and Li, Empirical evaluation of rectified activations, 2015, arXiv:1505.00853")
public class Rrelu implements LayerFunction, Checked, Portable {
    @Setting("Smallest slope below 0.")
    double lower = 1.0 / 8;

    @Setting("Largest slope below 0.")
    double upper = 1.0 / 3;

    @Override
    public void check() {
        if (lower > upper) {
            throw new SpecException("rrelu needs lower <= upper, but they are " + lower + " and " + upper);
        }
    }

    @Override
    public Optional<Activation> startsAs() {
        double mean = (lower + upper) / 2;
        return Optional.of(new ScalarActivation() {
            @Override
            public double value(double z) {
                return z > 0 ? z : mean * z;
            }

            @Override
            public double derivative(double z) {
                if (Double.isNaN(z)) {
                    return z;
                }
                return z > 0 ? 1 : mean;
            }

            @Override
            public Optional<Node> graph(Node z) {
                return Optional.of(z.whereGreater(0, z, z.times(mean)).knownAs("LeakyRelu", Map.of("alpha", mean), z));
            }
        });
    }

    @Override
    public Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
        return startsAs();
    }

    @Override
    public void forward(Pass pass) {
        Doubles z = Doubles.of(pass.input());
        Doubles a = Doubles.of(pass.output());
        RandomGenerator random = pass.training() ? pass.random() : null;
        for (int i = 0; i < z.length(); i++) {
            double slope = slope(random);
            a.put(i, z.get(i) > 0 ? z.get(i) : slope * z.get(i));
        }
    }

    @Override
    public void backward(Pass pass) {
        if (pass.downstream() == null) {
            return;
        }
        Doubles z = Doubles.of(pass.input());
        Doubles up = Doubles.of(pass.upstream());
        Doubles down = Doubles.of(pass.downstream());
        RandomGenerator random = pass.random();
        for (int i = 0; i < z.length(); i++) {
            double slope =
                    slope(random); // drawn for each element, needed or not: so the backward pass meets the same ones
            down.put(i, up.get(i) * (z.get(i) > 0 ? 1 : slope));
        }
    }

    private double slope(RandomGenerator random) {
        return random == null ? (lower + upper) / 2 : lower + (upper - lower) * random.nextDouble();
    }
}
