package rai.optimizers;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Setting;

/**
 * An optimizer whose weight decay is decoupled from the gradient (Loshchilov and Hutter, 2019, arXiv:1711.05101): before its
 * rule, x ← (1 - rate · weight-decay) · x.
 */
abstract class DecoupledOptimizer extends RatedOptimizer {
    @Setting(value = "Strength of the decoupled weight decay: x shrinks by the rate times it.", min = 0)
    double weightDecay;

    /**
     * @param rate the default learning rate
     * @param weightDecay the default weight decay
     */
    DecoupledOptimizer(double rate, double weightDecay) {
        super(rate);
        this.weightDecay = weightDecay;
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        double kept = 1 - rate * update.factor() * weightDecay;
        Tiles.Rule rule = rule(update);
        Tiles.move(x, gradient, slots, slots(), (w, g, s) -> {
            w.scale(kept);
            rule.move(w, g, s);
        });
    }
}
