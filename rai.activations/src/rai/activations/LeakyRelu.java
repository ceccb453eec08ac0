package rai.activations;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * leaky-relu, σ(z) = z for z > 0, else slope · z; σ'(z) = 1 for z > 0, else slope. With slope 0 it is relu, with slope 1
 * the identity.
 */
@Component(service = Activation.class)
@Named("leaky-relu")
@About(
        value = "A relu that lets a little through below 0, so that no unit dies.",
        formula = "z for z > 0, else slope * z",
        source = "Maas, Hannun and Ng, 2013, ICML Workshop on Deep Learning for Audio, Speech and Language Processing")
public class LeakyRelu implements TiledActivation {
    @Setting(value = "Slope below 0.", min = 0)
    double slope = 0.01;

    @Override
    public double value(double z) {
        return Math.max(z, 0) + slope * Math.max(floor(slope), Math.min(z, 0));
    }

    @Override
    public double derivative(double z) {
        return Double.isNaN(z) ? z : z > 0 ? 1 : slope;
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        float slope = (float) this.slope;
        float floor = floor(slope);
        for (int i = from; i < to; i++) {
            a[i] = Math.max(z[i], 0) + slope * Math.max(floor, Math.min(z[i], 0));
        }
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        float slope = (float) this.slope;
        for (int i = from; i < to; i++) {
            float step = Steps.step(Math.max(z[i], 0));
            gradient[i] *= step + slope * (1 - step);
        }
    }

    /** A finite floor where the slope is 0, because 0 · -∞ is NaN. */
    private static float floor(double slope) {
        return slope == 0 ? -Float.MAX_VALUE : Float.NEGATIVE_INFINITY;
    }
}
