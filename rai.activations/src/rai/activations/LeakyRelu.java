package rai.activations;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
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
public class LeakyRelu extends BentLine {
    @Setting(value = "Slope below 0.", min = 0)
    double slope = 0.01;

    @Override
    double slope() {
        return slope;
    }
}
