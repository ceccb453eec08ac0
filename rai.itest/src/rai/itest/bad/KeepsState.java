package rai.itest.bad;

import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Answers otherwise at every call. */
@Component(service = Activation.class)
@Named("victim")
public class KeepsState extends SoundActivation {
    private final AtomicLong calls = new AtomicLong();

    @Override
    public double value(double z) {
        return super.value(z) * (1 + 1e-3 * (calls.getAndIncrement() % 7));
    }
}
