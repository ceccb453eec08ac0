package rai.activations;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * rrelu (randomised leaky relu) in the form that is evaluated: σ(z) = z for z > 0, else (lower + upper) / 2 · z. The random
 * slope between lower and upper that its authors draw for each element while training is not drawn here, because an
 * activation keeps no state: training and evaluation use the mean slope.
 */
@Component(service = Activation.class)
@Named("rrelu")
@About(
        value = "The randomised leaky relu in its deterministic form: below 0 the mean of its slopes, in training too.",
        formula = "z for z > 0, else (lower + upper) / 2 * z",
        source = "Xu, Wang, Chen and Li, 2015, arXiv:1505.00853")
public class Rrelu extends BentLine {
    @Setting(value = "Least slope below 0.", min = 0)
    double lower = 1 / 8.0;

    @Setting(value = "Largest slope below 0.", min = 0)
    double upper = 1 / 3.0;

    @Override
    double slope() {
        return (lower + upper) / 2;
    }
}
