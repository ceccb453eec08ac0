package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.check.Verdict;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;

/** The contract accepts a correct method, and says what is wrong with an incorrect one. */
class MethodChecksTest {
    /** Backprop. */
    static class Right implements GradientMethod {
        @Override
        public double gradient(Training training) {
            Segment network = training.segment(0, training.network().layers().size());
            INDArray output = network.forward(training.inputs());
            INDArray upstream = training.scratch("upstream", output.shape());
            double loss = training.loss().gradient(output, training.targets(), upstream);
            network.backward(upstream, false);
            return loss;
        }
    }

    @Test
    void aCorrectMethodPasses() {
        Verdicts.requireNoFailure(MethodChecks.of(Right::new, List.of()));
        Verdicts.requireNoFailure(MethodChecks.of(Right::new, List.of(), (network, name, element) -> true));
    }

    private static void requireFailure(TrainingMethod method, String check, String message) {
        Verdicts.requireFailure(
                MethodChecks.of(() -> method, List.of(), (network, name, element) -> true), check, message);
    }

    @Test
    void aGradientThatIsTooLargeFails() {
        requireFailure(
                new Right() {
                    @Override
                    public double gradient(Training training) {
                        double loss = super.gradient(training);
                        training.parameterGradient().muli(1.01);
                        return loss;
                    }
                },
                "the gradient is that of the objective",
                "dL/d(parameters) at element 0");
    }

    @Test
    void aGradientThatMovesTheParametersFails() {
        requireFailure(
                new Right() {
                    @Override
                    public double gradient(Training training) {
                        double loss = super.gradient(training);
                        training.parameters().addi(1e-9);
                        return loss;
                    }
                },
                "the gradient alters neither what is trained nor the examples",
                "parameters must not be written by gradient()");
    }

    @Test
    void aMethodThatKeepsStateFails() {
        requireFailure(
                new Right() {
                    private int steps;

                    @Override
                    public double gradient(Training training) {
                        double loss = super.gradient(training);
                        training.parameterGradient().muli(1.0 / ++steps);
                        return loss;
                    }
                },
                "two runs in turn give what each gives alone",
                "beside another run");
    }

    @Test
    void aStepThatReportsNothingFails() {
        requireFailure(
                training -> {}, "a step reports its objective once", "calls of minimize() or completed() in one step");
    }

    @Test
    void variablesWithoutAStartValueThatIsFiniteFail() {
        requireFailure(
                new Right() {
                    @Override
                    public List<Variable> variables(Network network, int examples) {
                        return List.of(new Variable("odd", 3));
                    }

                    @Override
                    public void start(Training training) {
                        training.variable("odd").assign(Double.NaN);
                    }
                },
                "the start values of its variables are finite",
                "start of odd: element 0 is NaN");
    }

    @Test
    void aReportThatMovesTheParametersFails() {
        requireFailure(
                new Right() {
                    @Override
                    public void report(Training training) {
                        training.parameters().muli(2);
                    }
                },
                "reporting leaves the state as it is",
                "parameters must not be written by report()");
    }

    @Test
    void aFigureThatSomeStepsDoNotCountFails() {
        requireFailure(
                new Right() {
                    @Override
                    public double gradient(Training training) {
                        if (training.step() != 2) {
                            training.count("work", 2);
                        }
                        return super.gradient(training);
                    }
                },
                "it counts the same figures in every step, and in steps alone",
                "counted in step 2");
    }

    @Test
    void aReportThatCountsFails() {
        requireFailure(
                new Right() {
                    @Override
                    public void report(Training training) {
                        training.count("work", 2);
                    }
                },
                "it counts the same figures in every step, and in steps alone",
                "counted by start() or report()");
    }

    /** Held fixed, or forgotten: the check can't know, and says so. */
    @Test
    void whatHasNoGradientIsReported() {
        TrainingMethod half = new Right() {
            @Override
            public double gradient(Training training) {
                double loss = super.gradient(training);
                training.parameterGradient().putScalar(0, 0);
                return loss;
            }
        };
        assertThat(Verdicts.of(MethodChecks.of(() -> half, List.of()), "the gradient is that of the objective")
                        .remark())
                .contains("holds 6 fixed");
        requireFailure(half, "the gradient is that of the objective", "dL/d(parameters) at element 0");
    }

    /** A code per example, which is trained beside the network: L = Σ ½ |z - x_0|² / n + backprop's. */
    static class Codes extends Right {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(Variable.perExample("codes", examples, 2));
        }

        @Override
        public double gradient(Training training) {
            double loss = super.gradient(training);
            INDArray codes = training.rows("codes");
            INDArray x = training.inputs().get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2));
            long n = codes.size(0);
            training.rowsGradient("codes").assign(codes.sub(x).div(n));
            return loss
                    + codes.sub(x).norm2Number().doubleValue()
                            * codes.sub(x).norm2Number().doubleValue()
                            / (2 * n);
        }
    }

    @Test
    void aMethodWithCodesOfItsExamplesPasses() {
        List<Check> checks = MethodChecks.of(Codes::new, List.of(), (network, name, element) -> true);
        Verdicts.requireNoFailure(checks);
        assertThat(Verdicts.of(checks, "a mini-batch leaves the rows of other examples as they are")
                        .outcome())
                .isEqualTo(Verdict.Outcome.OK);
    }

    @Test
    void aStepThatWritesIntoRowsOfOtherExamplesFails() {
        requireFailure(
                new Codes() {
                    @Override
                    public void step(Training training) {
                        training.variable("codes").muli(0.9);
                        super.step(training);
                    }
                },
                "a mini-batch leaves the rows of other examples as they are",
                "the row of example 3 of codes was changed by a step whose batch is [2, 1, 0, 5]");
    }

    @Test
    void aGradientOfRowsThatIsTooLargeFails() {
        requireFailure(
                new Codes() {
                    @Override
                    public double gradient(Training training) {
                        double loss = super.gradient(training);
                        training.rowsGradient("codes").muli(training.batch().isFull() ? 1 : 1.01);
                        return loss;
                    }
                },
                "the gradient is that of the objective",
                "dL/d(codes) at element 0");
    }

    @Test
    void aMethodThatKeepsStateInItsScratchIsNotResumed() {
        requireFailure(
                new Right() {
                    @Override
                    public double gradient(Training training) {
                        INDArray steps = training.scratch("steps", 1).addi(1);
                        double loss = super.gradient(training);
                        training.parameterGradient().divi(steps.getDouble(0));
                        return loss;
                    }
                },
                "a run that is resumed gives what one without a break gives",
                "of a resumed run");
    }

    @Test
    void aNumberThatIsCountedInTheMethodFails() {
        requireFailure(
                new Right() {
                    private int steps;

                    @Override
                    public List<String> numbers() {
                        return List.of("steps");
                    }

                    @Override
                    public double gradient(Training training) {
                        training.numbers().set("steps", ++steps);
                        return super.gradient(training);
                    }
                },
                "two runs in turn give what each gives alone",
                "numbers of a run beside another run");
    }

    @Test
    void twoArraysOfOneNameFail() {
        requireFailure(
                new Right() {
                    @Override
                    public List<Variable> variables(Network network, int examples) {
                        return List.of(new Variable("odd", 3));
                    }

                    @Override
                    public List<Variable> state(Network network, int examples) {
                        return List.of(new Variable("odd", 3));
                    }
                },
                "what else it keeps has names of its own",
                "names of variables() and state()");
    }
}
