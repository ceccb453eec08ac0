package rai.check;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.state.Numbers;

/** Every check notices the optimizer of an objective that breaks it. */
class ObjectiveOptimizerChecksTest {
    /** Conjugate gradients (Fletcher and Reeves, 1964), each step to the lowest point of its line, as if it were a parabola. */
    private static class ConjugateGradients implements ObjectiveOptimizer {
        @Override
        public List<String> slots() {
            return List.of("direction");
        }

        @Override
        public List<String> numbers() {
            return List.of("last-square");
        }

        @Override
        public void step(
                INDArray x,
                INDArray gradient,
                double objective,
                DoubleSupplier evaluate,
                Slots slots,
                Numbers numbers,
                Update update) {
            INDArray direction = slots.get("direction");
            INDArray before = gradient.dup();
            double square = dot(before, before);
            double last = numbers.get("last-square");
            numbers.set("last-square", square);
            direction.muli(last == 0 ? 0 : square / last).subi(before);
            x.addi(direction);
            evaluate.getAsDouble();
            double curvature = dot(direction, gradient.sub(before));
            x.addi(direction.mul(-dot(before, direction) / curvature - 1));
        }

        private static double dot(INDArray a, INDArray b) {
            return a.mul(b).sumNumber().doubleValue();
        }
    }

    @Test
    void anOptimizerThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(ObjectiveOptimizerChecks.of(ConjugateGradients::new));
    }

    @Test
    void ascentIsNoticed() {
        requireFailure(
                () -> new ConjugateGradients() {
                    @Override
                    public void step(
                            INDArray x,
                            INDArray gradient,
                            double objective,
                            DoubleSupplier evaluate,
                            Slots slots,
                            Numbers numbers,
                            Update update) {
                        x.addi(gradient.mul(0.1));
                    }
                },
                "a convex quadratic function decreases at every step, until it is small",
                "after step 1");
    }

    @Test
    void stateOfItsOwnIsNoticed() {
        requireFailure(
                () -> new ConjugateGradients() {
                    private double rate = 1;

                    @Override
                    public void step(
                            INDArray x,
                            INDArray gradient,
                            double objective,
                            DoubleSupplier evaluate,
                            Slots slots,
                            Numbers numbers,
                            Update update) {
                        rate *= 0.9;
                        x.subi(gradient.mul(rate));
                    }
                },
                "another instance continues bit for bit from the state of the run alone",
                "x, resumed by another instance, in FLOAT: element 0");
    }

    @Test
    void numberWithABlankIsNoticed() {
        requireFailure(
                () -> new ConjugateGradients() {
                    @Override
                    public List<String> numbers() {
                        return List.of("the rate");
                    }
                },
                "slots and numbers have distinct names of lower-case words, always the same",
                "'the rate' must be lower-case words");
    }

    private static void requireFailure(Supplier<ObjectiveOptimizer> optimizer, String check, String message) {
        Verdicts.requireFailure(ObjectiveOptimizerChecks.of(optimizer), check, message);
    }
}
