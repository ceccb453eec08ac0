package rai.itest.faulty;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/** Its setting's default is not in its range. */
@Component(service = Activation.class)
@Named("misdeclared")
public class Misdeclared extends Straight {
    @Setting(value = "How steep.", min = 0)
    double slope = -1;
}
