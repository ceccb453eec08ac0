package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Can't be made. */
@Component(service = Activation.class)
@Named("victim")
public class ThrowsInConstructor extends SoundActivation {
    /** Never returns. */
    public ThrowsInConstructor() {
        throw new IllegalStateException("not to be made");
    }
}
