package rai.activations;

import static rai.api.activation.Properties.Symmetry.ODD;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.TiledActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * sine, σ(z) = sin(z), σ'(z) = cos(z): odd and periodic, without limits at ±∞, where it is NaN.
 */
@Component(service = Activation.class)
@Named("sine")
@About(
        value = "Periodic: for signals and their derivatives, with pre-activations that span some periods at the start.",
        formula = "sin(z)",
        source = "Sitzmann, Martel, Bergman, Lindell and Wetzstein, 2020, NeurIPS, arXiv:2006.09661")
public class Sine implements TiledActivation {
    @Override
    public double value(double z) {
        return Math.sin(z);
    }

    @Override
    public double derivative(double z) {
        return Math.cos(z);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        FloatSine.sin(z, a, from, to);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float[] cosine = Scratch.first();
        FloatSine.cos(z, cosine, from, to);
        for (int i = from; i < to; i++) {
            gradient[i] *= cosine[i - from];
        }
    }

    @Override
    public Optional<Properties> properties() {
        return Optional.of(new Properties(-1, 1, false, ODD, 1, Saturation.NONE));
    }
}
