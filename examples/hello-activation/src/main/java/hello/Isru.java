package hello;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.About;
import rai.api.spec.Named;

/** isru (inverse square root unit), σ(z) = z / √(1 + z²), with σ'(z) = 1 / √(1 + z²)³. */
@Component
@Named("isru")
@About(
        value = "Bounded like tanh and of nearly the same shape, but it needs no exponential.",
        formula = "z / sqrt(1 + z^2)",
        source = "Carlile, Delamarter, Kinney, Marti and Whitney, 2017, arXiv:1710.09967")
public class Isru implements ScalarActivation {
    @Override
    public double value(double z) {
        return Double.isInfinite(z) ? Math.signum(z) : z / Math.hypot(1, z);
    }

    @Override
    public double derivative(double z) {
        return Math.pow(Math.hypot(1, z), -3);
    }
}
