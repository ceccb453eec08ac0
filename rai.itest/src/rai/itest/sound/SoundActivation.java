package rai.itest.sound;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.spec.Named;

/** z / (1 + |z|). */
@Component(service = Activation.class)
@Named("victim")
public class SoundActivation implements ScalarActivation {
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
