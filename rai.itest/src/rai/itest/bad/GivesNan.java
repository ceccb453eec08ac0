package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Gives NaN for finite input. */
@Component(service = Activation.class)
@Named("victim")
public class GivesNan extends SoundActivation {
    @Override
    public double value(double z) {
        return Double.NaN;
    }
}
