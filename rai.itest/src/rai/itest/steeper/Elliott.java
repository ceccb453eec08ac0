package rai.itest.steeper;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** z / (width + |z|): an elliott that has learnt a setting. */
@Component
@Named("elliott")
public class Elliott implements ScalarActivation {
    @Setting(value = "Where half the height is reached.", min = 0, open = true)
    double width = 0.5;

    @Override
    public double value(double z) {
        return z / (width + Math.abs(z));
    }

    @Override
    public double derivative(double z) {
        double d = width + Math.abs(z);
        return width / (d * d);
    }
}
