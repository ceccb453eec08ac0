package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Throws in value. */
@Component(service = Activation.class)
@Named("victim")
public class ThrowsInValue extends SoundActivation {
    @Override
    public double value(double z) {
        throw new IllegalStateException("no value today");
    }
}
