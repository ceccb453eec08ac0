package rai.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.data.Task;
import rai.api.engine.Engine;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Optimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.Fixtures;

/** Faulty services of the other kinds, one per rule. */
class ProbeTest {
    @Test
    void goodServicesHaveNoFault() {
        assertThat(Probe.fault(Activation.class, new Fixtures.Bend())).isEmpty();
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares())).isEmpty();
        assertThat(Probe.fault(Loss.class, new Fixtures.Logits())).isEmpty();
        assertThat(Probe.fault(Optimizer.class, new Fixtures.Descent())).isEmpty();
        assertThat(Probe.fault(TrainingMethod.class, new Fixtures.Down())).isEmpty();
        assertThat(Probe.fault(LayerFunction.class, new Shift())).isEmpty();
        assertThat(Probe.fault(Schedule.class, new Half())).isEmpty();
        assertThat(Probe.fault(Metric.class, new Hits())).isEmpty();
    }

    @Test
    void whatCanNotBeTriedOnSomethingSmallIsNotProbed() {
        Engine untouched = (plan, reference) -> {
            throw new AssertionError("not to be called");
        };
        assertThat(Probe.fault(Engine.class, untouched)).isEmpty();
    }

    @Test
    void aLossThatIsNaNOrAltersTheTargetsIsAtFault() {
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        return Double.NaN;
                    }
                }))
                .contains("returns NaN as loss for outputs of moderate size");
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares() {
                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        target.subi(output);
                        return super.gradient(output, target, gradient);
                    }
                }))
                .contains("alters its input");
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares() {
                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        gradient.assign(Double.POSITIVE_INFINITY);
                        return value(output, target);
                    }
                }))
                .contains("returns Infinity in its gradient for outputs of moderate size");
    }

    @Test
    void aLossThatPredictsAnotherShapeIsAtFault() {
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares() {
                    @Override
                    public INDArray prediction(INDArray output) {
                        return output.sum(1);
                    }
                }))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("predicts "));
    }

    @Test
    void aLossOfProbabilitiesMayBeUndefinedElsewhere() {
        assertThat(Probe.fault(Loss.class, new Fixtures.Squares() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        return output.minNumber().doubleValue() < 0 ? Double.NaN : super.value(output, target);
                    }
                }))
                .isEmpty();
    }

    @Test
    void anOptimizerThatWritesNaNOrAsksForWhatItHasNotNamedIsAtFault() {
        assertThat(Probe.fault(Optimizer.class, new Fixtures.Descent() {
                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        x.assign(update.number() == 2 ? Double.NaN : 0);
                    }
                }))
                .contains("moves a number of moderate size to NaN");
        assertThat(Probe.fault(Optimizer.class, new Fixtures.Descent() {
                    @Override
                    public List<String> slots() {
                        return List.of("other");
                    }
                }))
                .contains("throws java.lang.IllegalArgumentException: it asks for 'previous', but has named [other]");
    }

    @Test
    void anOptimizerThatRemembersIsAtFault() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(Probe.fault(Optimizer.class, new Fixtures.Descent() {
                    @Override
                    public void update(INDArray x, INDArray gradient, Slots slots, Update update) {
                        x.subi(gradient.mul(calls.incrementAndGet()));
                    }
                }))
                .contains("answers differently the second time");
    }

    /** Walks until it has been called low enough. */
    private static class Walk implements ObjectiveOptimizer {
        double enough = 1;

        @Override
        public List<String> slots() {
            return List.of();
        }

        @Override
        public void step(
                INDArray x,
                INDArray gradient,
                double objective,
                java.util.function.DoubleSupplier evaluate,
                Slots slots,
                Numbers numbers,
                Update update) {
            do {
                x.subi(gradient.mul(0.5));
            } while (evaluate.getAsDouble() > enough);
        }
    }

    @Test
    void anOptimizerThatEvaluatesTheObjectiveIsProbedToo() {
        assertThat(Probe.fault(Optimizer.class, new Walk())).isEmpty();
        Walk endless = new Walk();
        endless.enough = -1;
        assertThat(Probe.fault(Optimizer.class, endless, Duration.ofMillis(300), DataType.FLOAT))
                .contains("does not return within 300 ms");
    }

    /** 0.5. */
    private static class Half implements Schedule {
        @Override
        public double factor(Progress at, Numbers state) {
            return 0.5;
        }
    }

    @Test
    void aScheduleWhoseFactorIsNegativeOrNoNumberIsAtFault() {
        assertThat(Probe.fault(Schedule.class, new Half() {
                    @Override
                    public double factor(Progress at, Numbers state) {
                        return 5 - at.step();
                    }
                }))
                .contains("returns the factor -1.0 at step 6 of 10");
        assertThat(Probe.fault(Schedule.class, new Half() {
                    @Override
                    public double factor(Progress at, Numbers state) {
                        return Double.NaN;
                    }
                }))
                .contains("returns the factor NaN at step 0 of 10");
    }

    @Test
    void aScheduleThatAltersItsNumbersWhenItIsAskedIsAtFault() {
        assertThat(Probe.fault(Schedule.class, new Half() {
                    @Override
                    public List<String> numbers() {
                        return List.of("calls");
                    }

                    @Override
                    public double factor(Progress at, Numbers state) {
                        state.set("calls", state.get("calls") + 1);
                        return 1;
                    }
                }))
                .contains("changes its numbers when it computes a factor");
    }

    @Test
    void aScheduleThatRemembersIsAtFault() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(Probe.fault(Schedule.class, new Half() {
                    @Override
                    public double factor(Progress at, Numbers state) {
                        return calls.incrementAndGet();
                    }
                }))
                .contains("answers differently the second time");
    }

    /** y = x + b; it reads even widths only. */
    private static class Shift implements LayerFunction {
        @Override
        public List<Tensor> parameters(int inputs) {
            if (inputs % 2 == 1) {
                throw new SpecException("it needs an even width");
            }
            return List.of(new Tensor("shift", inputs, 1));
        }

        @Override
        public List<Tensor> state(int inputs) {
            return List.of(new Tensor("passes", 1, 0));
        }

        @Override
        public void forward(Pass pass) {
            pass.output().assign(pass.input().addRowVector(pass.parameter("shift")));
        }

        @Override
        public void backward(Pass pass) {
            pass.downstream().assign(pass.upstream());
            pass.gradient("shift").assign(pass.upstream().sum(true, 0));
        }

        @Override
        public void updateState(Pass pass) {
            pass.state("passes").addi(1);
        }
    }

    @Test
    void aLayerThatAltersItsParametersIsAtFault() {
        assertThat(Probe.fault(LayerFunction.class, new Shift() {
                    @Override
                    public void forward(Pass pass) {
                        super.forward(pass);
                        pass.parameter("shift").addi(1);
                    }
                }))
                .contains("alters its input");
    }

    @Test
    void aLayerThatForgetsAGradientIsAtFault() {
        assertThat(Probe.fault(LayerFunction.class, new Shift() {
                    @Override
                    public void backward(Pass pass) {
                        pass.downstream().assign(pass.upstream());
                    }
                }))
                .contains("does not write all of its output");
    }

    @Test
    void aLayerThatThrowsWhileItSettlesIsAtFault() {
        assertThat(Probe.fault(LayerFunction.class, new Shift() {
                    @Override
                    public void updateState(Pass pass) {
                        pass.state("other");
                    }
                }))
                .contains("throws java.lang.IllegalArgumentException: it asks for 'other', but has named [passes]");
    }

    @Test
    void aLayerThatDrawsRandomNumbersInEvaluationIsAtFault() {
        assertThat(Probe.fault(LayerFunction.class, new Shift() {
                    @Override
                    public void forward(Pass pass) {
                        super.forward(pass);
                        pass.random();
                    }
                }))
                .contains("throws java.lang.IllegalStateException: it asks for random numbers in evaluation");
    }

    @Test
    void aLayerOfNothingButNaNIsAtFault() {
        assertThat(Probe.fault(LayerFunction.class, new Shift() {
                    @Override
                    public void backward(Pass pass) {
                        super.backward(pass);
                        pass.downstream().assign(Double.NaN);
                    }
                }))
                .contains("returns as gradient nothing but NaN");
    }

    /** How many are right. */
    private static class Hits implements Metric {
        @Override
        public Set<Task> tasks() {
            return Set.of(Task.BINARY, Task.MULTICLASS, Task.REGRESSION);
        }

        @Override
        public boolean largerIsBetter() {
            return true;
        }

        @Override
        public double value(Predictions predictions) {
            return predictions.task() == Task.REGRESSION ? Double.NaN : predictions.predictedClass(0);
        }
    }

    @Test
    void aMetricThatRemembersOrHasNoTaskIsAtFault() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(Probe.fault(Metric.class, new Hits() {
                    @Override
                    public double value(Predictions predictions) {
                        return calls.incrementAndGet();
                    }
                }))
                .contains("answers differently the second time");
        assertThat(Probe.fault(Metric.class, new Hits() {
                    @Override
                    public Set<Task> tasks() {
                        return Set.of();
                    }
                }))
                .contains("is for no task");
    }

    @Test
    void aMethodThatTakesNoExamplesIsAtFault() {
        assertThat(Probe.fault(TrainingMethod.class, new Fixtures.Down() {
                    @Override
                    public Set<Batching> batching() {
                        return Set.of();
                    }
                }))
                .contains("takes neither all examples nor mini-batches");
    }
}
