package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.ServiceRanking;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Takes precedence over an activation of the house, and throws. */
@Component(service = Activation.class)
@Named("sigmoid")
@ServiceRanking(1000)
public class ThrowingSigmoid extends SoundActivation {
    @Override
    public double value(double z) {
        throw new IllegalStateException("no sigmoid today");
    }
}
