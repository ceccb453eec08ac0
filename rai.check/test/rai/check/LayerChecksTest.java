package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.check.Verdict.Outcome;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.layer.LearnableActivation;
import rai.api.layer.Pass;
import rai.api.layer.Share;
import rai.api.layer.Tensor;
import rai.api.spec.SpecException;

/** Every check notices the layer that breaks it. */
class LayerChecksTest {
    /** y = scale ⊙ x, with a running sum of the inputs as its state. */
    private static class Scale implements LayerFunction {
        @Override
        public List<Tensor> parameters(int inputs) {
            return List.of(new Tensor("scale", inputs, 1));
        }

        @Override
        public List<Tensor> state(int inputs) {
            return List.of(new Tensor("sum", inputs, 0));
        }

        @Override
        public void forward(Pass pass) {
            pass.output().assign(pass.input().mulRowVector(pass.parameter("scale")));
        }

        @Override
        public void backward(Pass pass) {
            pass.gradient("scale").assign(pass.upstream().mul(pass.input()).sum(true, 0));
            if (pass.downstream() != null) {
                pass.downstream().assign(pass.upstream().mulRowVector(pass.parameter("scale")));
            }
        }

        @Override
        public void updateState(Pass pass) {
            pass.state("sum").addi(pass.input().sum(true, 0));
        }
    }

    @Test
    void aLayerThatKeepsTheContractPasses() {
        Verdicts.requireNoFailure(LayerChecks.of(Scale::new));
    }

    @Test
    void theActivationThatALayerIsFixedAtMustBeThatOfEvaluation() {
        assertThat(fixed(new Lift() {})).isEqualTo(Outcome.OK);
        assertThat(fixed(new Lift() {
                    @Override
                    public Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
                        return startsAs();
                    }
                }))
                .isEqualTo(Outcome.FAILED);
        assertThat(fixed(new Scale())).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void theOperationsThatALayerNamesMustBeThoseOfEvaluation() {
        String check = "the operations it is exported as compute what evaluation computes";
        assertThat(Verdicts.of(LayerChecks.of(Scale::new), check).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(Verdicts.of(LayerChecks.of(() -> scale("scale")), check).outcome())
                .isEqualTo(Outcome.OK);
        Verdicts.requireFailure(LayerChecks.of(() -> scale("sum")), check, "what the operations of graph() compute");
    }

    @Test
    void theOperationsOfTheActivationThatALayerIsFixedAtCountAsItsOwn() {
        String check = "the operations it is exported as compute what evaluation computes";
        LayerFunction layer = new Lift() {
            @Override
            public Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
                return Optional.of(new Softsign() {
                    @Override
                    public Optional<Node> graph(Node z) {
                        return Optional.of(z.over(z.abs().plus(1)));
                    }
                });
            }
        };
        assertThat(Verdicts.of(LayerChecks.of(() -> new Lift() {}), check).outcome())
                .isEqualTo(Outcome.SKIPPED);
        Verdicts.requireFailure(LayerChecks.of(() -> layer), check, "what the operations of graph() compute");
    }

    private static LayerFunction scale(String factor) {
        return new Scale() {
            @Override
            public Optional<Node> graph(Node x, Map<String, Node> tensors) {
                return Optional.of(x.times(tensors.get(factor)));
            }
        };
    }

    private static Outcome fixed(LayerFunction layer) {
        return LayerChecks.of(() -> layer).stream()
                .map(Check::run)
                .filter(verdict -> verdict.check().startsWith("fixed at its values"))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    /** z + p. */
    private interface Lift extends LearnableActivation {
        @Override
        default String parameter() {
            return "lift";
        }

        @Override
        default double start() {
            return 0.5;
        }

        @Override
        default Share share() {
            return Share.LAYER;
        }

        @Override
        default double value(double z, double p) {
            return z + p;
        }

        @Override
        default double derivative(double z, double p) {
            return 1;
        }

        @Override
        default double parameterDerivative(double z, double p) {
            return 1;
        }
    }

    @Test
    void aWidthIsFoundThatTheLayerCanRead() {
        Verdicts.requireNoFailure(LayerChecks.of(() -> new Scale() {
            @Override
            public int outputs(int inputs) {
                if (inputs % 5 != 0) {
                    throw new SpecException("5 at a time");
                }
                return inputs;
            }
        }));
    }

    @Test
    void wrongInputGradientIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void backward(Pass pass) {
                        super.backward(pass);
                        pass.downstream().muli(1.001);
                    }
                },
                "dL/d(input) agrees with central differences",
                "dL/d(input) at element 0");
    }

    @Test
    void wrongParameterGradientIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void backward(Pass pass) {
                        super.backward(pass);
                        pass.gradient("scale").divi(pass.input().size(0));
                    }
                },
                "dL/d(parameter) agrees with central differences",
                "dL/d(scale) at element 0");
    }

    @Test
    void alteredInputIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void forward(Pass pass) {
                        super.forward(pass);
                        pass.input().muli(2);
                    }
                },
                "input, parameters, state and upstream gradient are only read",
                "the input after forward in training: element 0");
    }

    @Test
    void undeclaredMixingOfRowsIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void forward(Pass pass) {
                        super.forward(pass);
                        pass.output().addi(pass.input().meanNumber());
                    }
                },
                "a row depends on other rows only if the layer says so",
                "mixesRows() is false, but the output of the first three rows changes");
    }

    @Test
    void memoryOfTheLastForwardPassIsNoticed() {
        requireFailure(
                new Scale() {
                    private final List<INDArray> last = new ArrayList<>();

                    @Override
                    public void forward(Pass pass) {
                        super.forward(pass);
                        last.add(0, pass.input());
                    }

                    @Override
                    public void backward(Pass pass) {
                        super.backward(pass);
                        pass.gradient("scale").assign(last.get(0).sum(true, 0));
                    }
                },
                "two passes may be under way at once",
                "dL/d(scale) with another pass under way");
    }

    @Test
    void hiddenNanIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void forward(Pass pass) {
                        pass.output().assign(0);
                    }
                },
                "NaN in a row shows in that row",
                "with NaN in unit 0");
    }

    @Test
    void stateThatNeverMovesIsNoticed() {
        requireFailure(
                new Scale() {
                    @Override
                    public void updateState(Pass pass) {}
                },
                "state moves when it is settled, and stays finite",
                "sum stays");
    }

    private static void requireFailure(LayerFunction layer, String check, String message) {
        Verdicts.requireFailure(LayerChecks.of(() -> layer, 6), check, message);
    }
}
