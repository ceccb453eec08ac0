package rai.itest.softsign;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;

/** softsign, z / (1 + |z|), which no bundle of the house provides. */
@Component
@Named("softsign")
public class Softsign implements ScalarActivation {
    @Override
    public double value(double z) {
        return z / (1 + Math.abs(z));
    }

    @Override
    public double derivative(double z) {
        double d = 1 + Math.abs(z);
        return 1 / (d * d);
    }
}
