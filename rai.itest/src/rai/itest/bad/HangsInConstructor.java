package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Is being made for ever. */
@Component(service = Activation.class)
@Named("victim")
public class HangsInConstructor extends SoundActivation {
    /** Never returns. */
    public HangsInConstructor() {
        Hang.asleep();
    }
}
