package rai.itest.elliott;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;

/** z / (1 + |z|), under a name that no bundle of the house provides (Elliott, 1993). */
@Component
@Named("elliott")
public class Elliott implements ScalarActivation {
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
