package rai.itest.misses;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.absent.Absent;
import rai.itest.sound.SoundActivation;

/** Calls a class that is not there. */
@Component(service = Activation.class)
@Named("victim")
public class NeedsAMissingClass extends SoundActivation {
    @Override
    public double value(double z) {
        return super.value(Absent.of(z));
    }
}
