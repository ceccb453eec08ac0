package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.itest.sound.SoundActivation;

/** Has a setting whose default is out of its range. */
@Component(service = Activation.class)
@Named("victim")
public class IllegalDefault extends SoundActivation {
    @Setting(value = "The width.", min = 1)
    double width = -1;
}
