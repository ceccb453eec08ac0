package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.Named;
import rai.losses.Mse;

/**
 * A sigmoid network is a tanh network in other coordinates, σ(z) = 1/2 + 1/2 tanh(z/2): v = z/2, W/4 between two hidden maps, W/2
 * for the first map and the output, and biases that take over the common part 1/2 of all values. Its functions are the same, but not
 * the lengths and angles in which a method moves.
 */
class CoordinatesTest {
    private static final String SIGMOID = "dense(4) sigmoid dense(5) sigmoid dense(5) sigmoid dense";
    private static final String TANH = SIGMOID.replace("sigmoid", "tanh");
    private static final int LAST = 3;

    /** Parameters, targets and the output of a network, before a step. */
    private static final class Form {
        private final List<INDArray> weights = new ArrayList<>();
        private final List<INDArray> biases = new ArrayList<>();
        private final List<INDArray> targets = new ArrayList<>();
        private INDArray output;
    }

    /** rai, from the parameters of a form if there are any; keeps what it starts with. */
    @Named("from")
    private static final class From implements TrainingMethod {
        private final Rai rai = new Rai();
        private final Form start;
        private final Form seen = new Form();

        From(Form start) {
            this.start = start;
            rai.loss = new Mse();
        }

        @Override
        public List<Variable> variables(Network network, int examples) {
            return rai.variables(network, examples);
        }

        @Override
        public void step(Training training) {
            rai.step(training);
        }

        @Override
        public void start(Training training) {
            for (int map = 0; map <= LAST && start != null; map++) {
                training.weight(map).assign(start.weights.get(map));
                training.bias(map).assign(start.biases.get(map));
            }
            rai.start(training);
            for (int map = 0; map <= LAST; map++) {
                seen.weights.add(training.weight(map).dup());
                seen.biases.add(training.bias(map).dup());
                seen.targets.add(
                        Targets.ofAllMaps(training.network(), training.batch().examples())
                                .values(training, map)
                                .dup());
            }
            int layers = training.network().layers().size();
            seen.output = training.forward(0, layers, training.inputs()).dup();
        }
    }

    private static Form form(String network, Form start) {
        From from = new From(start);
        new Lab().with(from).network(network).train(1, "from");
        return from.seen;
    }

    /** The tanh form of a sigmoid network. */
    private static Form centred(Form plain) {
        Form centred = new Form();
        for (int map = 0; map <= LAST; map++) {
            INDArray weight = plain.weights.get(map);
            INDArray bias = plain.biases.get(map);
            double halves = map == LAST ? 1 : 0.5; // the output reads halves, but is none of a tanh
            INDArray common =
                    map == 0 ? weight.sum(true, 0).mul(0) : weight.sum(true, 0).mul(0.5);
            centred.weights.add(weight.mul(map == 0 ? halves : halves / 2));
            centred.biases.add(bias.add(common).mul(halves));
        }
        return centred;
    }

    @Test
    void theTanhFormOfASigmoidNetworkComputesTheSameFunction() {
        Form plain = form(SIGMOID, null);
        Form other = form(TANH, centred(plain));
        assertThat(other.output.distance2(plain.output)).isCloseTo(0, within(1e-13));
        assertThat(plain.output.norm2Number().doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void itsTargetsAreHalfOfThoseOfTheSigmoidNetwork() {
        Form plain = form(SIGMOID, null);
        Form other = form(TANH, centred(plain));
        for (int map = 0; map < LAST; map++) {
            assertThat(other.targets.get(map).distance2(plain.targets.get(map).mul(0.5)))
                    .as("map %d", map)
                    .isCloseTo(0, within(1e-13));
        }
    }
}
