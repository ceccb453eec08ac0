package rai.itest.bad;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Named;
import rai.itest.sound.SoundOptimizer;

/** Writes NaN into what is trained. */
@Component(service = Optimizer.class)
@Named("victim")
public class WritesNan extends SoundOptimizer {
    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        super.update(x, gradient, slots, update);
        x.assign(Double.NaN);
    }
}
