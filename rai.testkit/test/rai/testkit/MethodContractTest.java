package rai.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Part;

/** The contract accepts a right method, and tells what is wrong with a wrong one. */
class MethodContractTest {
    /** Backprop. */
    static class Right implements GradientMethod {
        @Override
        public double gradient(Training training) {
            Part network = training.part(0, training.network().layers().size());
            INDArray output = network.forward(training.inputs());
            INDArray upstream = training.scratch("upstream", output.shape());
            double loss = training.loss().gradient(output, training.targets(), upstream);
            network.backward(upstream, false);
            return loss;
        }
    }

    @Nested
    class ARightMethod implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Right();
        }
    }

    private static MethodContract of(TrainingMethod method) {
        return () -> method;
    }

    @Test
    void aGradientThatIsTooLargeFails() {
        assertThatThrownBy(of(new Right() {
                            @Override
                            public double gradient(Training training) {
                                double loss = super.gradient(training);
                                training.parameterGradient().muli(1.01);
                                return loss;
                            }
                        })
                        ::theGradientIsThatOfTheObjective)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dL/d(parameters) at element 0");
    }

    @Test
    void aGradientThatMovesTheParametersFails() {
        assertThatThrownBy(of(new Right() {
                            @Override
                            public double gradient(Training training) {
                                double loss = super.gradient(training);
                                training.parameters().addi(1e-9);
                                return loss;
                            }
                        })
                        ::theGradientAltersNeitherWhatIsTrainedNorTheExamples)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("parameters and variables after gradient()");
    }

    @Test
    void aMethodThatKeepsStateFails() {
        assertThatThrownBy(of(new Right() {
                            private int steps;

                            @Override
                            public double gradient(Training training) {
                                double loss = super.gradient(training);
                                training.parameterGradient().muli(1.0 / ++steps);
                                return loss;
                            }
                        })
                        ::twoRunsInTurnGiveWhatEachGivesAlone)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("beside another run");
    }

    @Test
    void aStepThatTellsNothingFails() {
        assertThatThrownBy(of(training -> {})::aStepTellsItsObjectiveOnce)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("calls of update() or moved() in one step");
    }

    @Test
    void variablesWithoutAStartValueThatIsFiniteFail() {
        assertThatThrownBy(of(new Right() {
                            @Override
                            public List<Variable> variables(Network network, int examples) {
                                return List.of(new Variable("odd", 3));
                            }

                            @Override
                            public void start(Training training) {
                                training.variable("odd").assign(Double.NaN);
                            }
                        })
                        ::theStartValuesOfItsVariablesAreFinite)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("start of odd is finite");
    }

    @Test
    void aReportThatMovesTheParametersFails() {
        assertThatThrownBy(of(new Right() {
                            @Override
                            public void report(Training training) {
                                training.parameters().muli(2);
                            }
                        })
                        ::reportingLeavesTheStateAsItIs)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after report()");
    }
}
