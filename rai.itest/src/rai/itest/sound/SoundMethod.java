package rai.itest.sound;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Segment;
import rai.api.spec.Named;

/** The gradient of the loss, back through all layers. */
@Component(service = TrainingMethod.class)
@Named("victim")
public class SoundMethod implements GradientMethod {
    @Override
    public double gradient(Training training) {
        Segment network = training.segment(0, training.network().layers().size());
        INDArray output = network.forward(training.inputs());
        INDArray upstream = training.scratch("upstream", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        network.backward(upstream, false);
        return loss;
    }
}
