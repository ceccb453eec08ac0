package rai.check;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;

/** Every check notices the optimizer that breaks it. */
class OptimizerChecksTest {
    private static final String PIECES = "it moves element by element: pieces give bit for bit what the whole gives";
    private static final String STATE = "another instance continues bit for bit from x, slots and step number alone";

    /** Momentum: v ← 0.9 v + g, x ← x - 0.01 v. */
    private static class Momentum implements ElementwiseOptimizer {
        @Override
        public List<String> slots() {
            return List.of("velocity");
        }

        @Override
        public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
            INDArray v = slots.get("velocity");
            v.muli(0.9).addi(gradient);
            x.subi(v.mul(0.01 * update.factor()));
        }
    }

    @Test
    void momentumPasses() {
        Verdicts.requireNoFailure(OptimizerChecks.of(Momentum::new));
    }

    /** The gradient is cut to length 1: so each element depends on all. */
    @Test
    void optimizerThatIsNotElementWiseIsNoticed() {
        requireFailure(
                () -> new Momentum() {
                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        super.update(x, gradient.div(gradient.norm2Number()), slots, update);
                    }
                },
                PIECES,
                "after 6 updates in pieces, in FLOAT: x: element 0");
    }

    @Test
    void stateOfItsOwnIsNoticed() {
        requireFailure(
                () -> new Momentum() {
                    private long updates;

                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        super.update(x, gradient.div(++updates), slots, update);
                    }
                },
                STATE,
                "resumed by another instance, in FLOAT: x: element 0");
    }

    @Test
    void slotThatIsNotDeclaredIsNoticed() {
        requireFailure(
                () -> new Momentum() {
                    @Override
                    public List<String> slots() {
                        return List.of();
                    }
                },
                PIECES,
                "it asks for the slot 'velocity', but slots() names []");
    }

    @Test
    void hiddenNanIsNoticed() {
        requireFailure(
                () -> new Momentum() {
                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        for (long i = 0; i < x.length(); i++) {
                            double g = gradient.getDouble(i);
                            x.putScalar(i, x.getDouble(i) - (Double.isNaN(g) ? 0 : 0.01 * Math.signum(g)));
                        }
                    }
                },
                "a NaN gradient makes its element NaN, and no other",
                "element 700 in FLOAT");
    }

    @Test
    void ascentIsNoticed() {
        requireFailure(
                () -> new Momentum() {
                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        super.update(x, gradient.neg(), slots, update);
                    }
                },
                "a convex quadratic function decreases",
                "after 200 updates");
    }

    private static void requireFailure(Supplier<ElementwiseOptimizer> optimizer, String check, String message) {
        Verdicts.requireFailure(OptimizerChecks.of(optimizer), check, message);
    }
}
