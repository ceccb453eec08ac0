package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;

/** The contract accepts a right method, and tells what is wrong with a wrong one. */
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
    void aRightMethodPasses() {
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
                "parameters after gradient()");
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
    void aStepThatTellsNothingFails() {
        requireFailure(
                training -> {}, "a step tells its objective once", "calls of minimize() or completed() in one step");
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
                "parameters after report()");
    }

    /** Held fixed, or forgotten: the check can't know, and tells. */
    @Test
    void whatHasNoGradientIsTold() {
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
                .contains("holds 3 fixed");
        requireFailure(half, "the gradient is that of the objective", "dL/d(parameters) at element 0");
    }
}
