package rai.methods;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.method.GradientMethod;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * Trains the last maps alone, on what the layers below them make of the data with the parameters that they have:
 *
 * <pre>
 * L(θ_T) = L_y(y, head(h(x); θ_T)),   h fixed
 * </pre>
 *
 * <p>With the start values it says what untrained layers are worth as features: a method that trains all layers has to do better.
 * The optimizer moves the last maps, and what follows them, and nothing else; a penalty on the weights, too, leaves the layers below
 * as they are. These are run as in evaluation: batch normalisation by running statistics, no dropout.
 */
@Component(service = GradientMethod.class)
@Named("readout")
@About(
        value = "Trains the last maps alone; the layers below keep their values, such as those of the start.",
        formula = "dL/dW_T = hᵀ dL/dZ_T, h = f(x) of the layers below",
        source = "random features: Rahimi & Recht, Random features for large-scale kernel machines, 2007; deep ones:"
                + " Huang, Zhu & Siew, Neurocomputing 70, 2006")
public class Readout implements GradientMethod, Portable {
    private static final String COUNTER = "readout";

    @Setting(value = "How many maps, counted from the output, are trained.", min = 1)
    int maps = 1;

    @Override
    public List<Variable> variables(Network network, int examples) {
        if (maps > network.maps().size()) {
            int most = network.maps().size();
            throw new SpecException("readout(maps=" + maps + ") trains more maps than the network has: it has " + most
                    + ", so use maps=" + most + " or fewer");
        }
        return List.of();
    }

    @Override
    public List<String> counters() {
        return List.of(COUNTER);
    }

    @Override
    public void step(Training training) {
        double loss = gradient(training);
        training.update(
                COUNTER,
                Trained.layers(
                        first(training.network()), training.network().layers().size()));
        training.completed(loss);
    }

    @Override
    public double gradient(Training training) {
        int first = first(training.network());
        INDArray features = training.forward(0, first, training.inputs());
        Segment head = training.segment(first, training.network().layers().size());
        INDArray output = head.forward(features);
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        training.parameterGradient().assign(0);
        head.backward(upstream, false);
        // those below are run forward, those that are trained forward and backward
        LayerUpdates.count(training, training.network().maps().size() + (long) maps);
        return loss;
    }

    private int first(Network network) {
        List<Integer> all = network.maps();
        return all.get(all.size() - maps);
    }
}
