package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Is busy in value for ever, and heeds no interrupt. */
@Component(service = Activation.class)
@Named("victim")
public class SpinsInValue extends SoundActivation {
    @Override
    public double value(double z) {
        Hang.busy();
        return super.value(z);
    }
}
