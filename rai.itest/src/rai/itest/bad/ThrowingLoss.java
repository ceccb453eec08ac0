package rai.itest.bad;

import org.osgi.service.component.annotations.Component;
import rai.api.loss.Loss;
import rai.api.spec.Named;
import rai.itest.sound.SoundLoss;

/** Throws. */
@Component(service = Loss.class)
@Named("victim")
public class ThrowingLoss extends SoundLoss {
    @Override
    public void evaluate(double[] difference, double[] loss, int from, int to, double scale) {
        throw new IllegalStateException("no loss today");
    }
}
