package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Gradient descent on the loss of the network's output, with the gradient by back-propagation: L = L_y(y, f(x; θ)).
 */
@Component(service = GradientMethod.class)
@Named("backprop")
@About(
        value = "Ordinary training: the gradient of the loss, back through all layers.",
        formula = "dL/dA_{t-1} = dL/dZ_t W_tᵀ, dL/dW_t = A_{t-1}ᵀ dL/dZ_t",
        source = "Rumelhart, Hinton & Williams, Nature 323, 1986")
public class Backprop implements GradientMethod, Portable {
    @Override
    public double gradient(Training training) {
        Segment network = training.segment(0, training.network().layers().size());
        INDArray output = network.forward(training.inputs());
        INDArray upstream = training.scratch("dL/d(output)", output.shape());
        double loss = training.loss().gradient(output, training.targets(), upstream);
        network.backward(upstream, false);
        LayerUpdates.count(training, 2L * training.network().maps().size());
        return loss;
    }
}
