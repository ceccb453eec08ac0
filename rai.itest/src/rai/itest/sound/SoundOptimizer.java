package rai.itest.sound;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Named;

/** v ← 0.9 v + g, x ← x - 0.01 v. */
@Component(service = Optimizer.class)
@Named("victim")
public class SoundOptimizer implements ElementwiseOptimizer {
    @Override
    public List<String> slots() {
        return List.of("velocity");
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        INDArray velocity = slots.get("velocity");
        velocity.muli(0.9).addi(gradient);
        x.subi(velocity.mul(0.01 * update.factor()));
    }
}
