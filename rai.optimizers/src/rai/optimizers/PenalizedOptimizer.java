package rai.optimizers;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Setting;

/** An optimizer with weight decay as an L2 penalty: its rule sees d = g + weight-decay · x in place of the gradient g. */
abstract class PenalizedOptimizer extends RatedOptimizer {
    @Setting(value = "Strength of the pull towards 0 that is added to the gradient (L2 penalty).", min = 0)
    double weightDecay = 0;

    /** @param rate the default learning rate */
    PenalizedOptimizer(double rate) {
        super(rate);
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        Tiles.Rule rule = rule(update);
        Tiles.Rule penalized = (w, g, s) -> {
            g.add(weightDecay, w);
            rule.move(w, g, s);
        };
        // without decay, g + 0 x would at most turn the sign of a 0: not worth a pass over the tile
        Tiles.move(x, gradient, slots, slots(), weightDecay == 0 ? rule : penalized);
    }
}
