package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Throws in the backward pass only. */
@Component(service = Activation.class)
@Named("victim")
public class ThrowsInDerivative extends SoundActivation {
    @Override
    public double derivative(double z) {
        throw new IllegalStateException("no derivative today");
    }
}
