package rai.optimizers;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.Setting;

/** An optimizer with a learning rate, whose rule is a sequence of operations on the rows of a tile. */
abstract class RatedOptimizer implements ElementwiseOptimizer, Portable, Cloneable {
    @Setting(value = "The learning rate.", min = 0, open = true)
    double rate;

    /** What the numbers that all elements share are made by. */
    Elementary functions = Elementary.FAST;

    /** @param rate the default learning rate */
    RatedOptimizer(double rate) {
        this.rate = rate;
    }

    @Override
    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
        Tiles.move(x, gradient, slots, slots(), rule(update));
    }

    /**
     * The rule of an update; numbers that all elements share are computed here, once.
     *
     * @param update which update it is, and the factor on the learning rate
     * @return what happens to each tile, with the state vectors in the order of {@link #slots}
     */
    abstract Tiles.Rule rule(Update update);

    /** With the functions that are the same everywhere. */
    @Override
    public Object portable() {
        try {
            RatedOptimizer copy = (RatedOptimizer) clone();
            copy.functions = Elementary.STRICT;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
