package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Sleeps in value for ever. */
@Component(service = Activation.class)
@Named("victim")
public class SleepsInValue extends SoundActivation {
    @Override
    public double value(double z) {
        Hang.asleep();
        return super.value(z);
    }
}
