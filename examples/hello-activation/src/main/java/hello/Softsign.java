package hello;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/** softsign, σ(z) = z / (1 + |z|), with σ'(z) = 1 / (1 + |z|)². */
@Component
@Named("softsign")
@About(
        value = "Bounded like tanh, but it comes near its bounds slowly: its slope has polynomial tails.",
        formula = "z / (1 + |z|)",
        source = "Bergstra, Desjardins, Lamblin and Bengio, 2009, technical report 1337, University of Montreal")
public class Softsign implements ScalarActivation {
    @Override
    public double value(double z) {
        return Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z));
    }

    @Override
    public double derivative(double z) {
        double d = 1 + Math.abs(z);
        return 1 / (d * d);
    }
}
