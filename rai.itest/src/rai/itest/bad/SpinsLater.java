package rai.itest.bad;

import java.util.concurrent.atomic.AtomicLong;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.spec.Named;
import rai.itest.sound.SoundActivation;

/** Is busy for ever after 1,000 good calls. */
@Component(service = Activation.class)
@Named("victim")
public class SpinsLater extends SoundActivation {
    private final AtomicLong calls = new AtomicLong();

    @Override
    public void value(INDArray z, INDArray out) {
        super.value(z, out);
        if (calls.incrementAndGet() > 1_000) {
            Hang.busy();
        }
    }
}
