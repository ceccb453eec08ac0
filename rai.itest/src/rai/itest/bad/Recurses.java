package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Overflows the stack. */
@Component(service = Activation.class)
@Named("victim")
public class Recurses extends SoundActivation {
    @Override
    public double value(double z) {
        return 1 - value(z);
    }
}
