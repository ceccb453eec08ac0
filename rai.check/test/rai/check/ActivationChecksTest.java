package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.activation.ScalarActivation;
import rai.api.activation.TiledActivation;
import rai.api.array.Elements;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;
import rai.api.graph.Node;

/** Every clause of the contract notices the activation that breaks it. */
class ActivationChecksTest {
    // Long because one faulty activation per check, each a few lines beside its test.

    private static final String DERIVATIVE = "the derivative agrees with central differences of the value";
    private static final String LARGE = "large inputs give the limit, or what leads there, and never NaN";
    private static final String LIMITS = "infinite inputs give the limits";
    private static final String PROPERTIES = "the declared properties are true";
    private static final String OPERATIONS = "the operations it is exported as compute its value";
    private static final String TILES = "tiles give what the scalar form gives, and touch nothing else";

    @Test
    void wrongDerivativeIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double derivative(double z) {
                        return super.derivative(z) * 1.000001;
                    }
                },
                DERIVATIVE,
                "central difference");
    }

    /** 2 z + 1.5 between -3.5 and 3.5: it bends twice. */
    private static final ScalarActivation KINKED = new ScalarActivation() {
        @Override
        public double value(double z) {
            return Math.max(-3.5, Math.min(3.5, 2 * z + 1.5));
        }

        @Override
        public double derivative(double z) {
            if (Double.isNaN(z)) {
                return z;
            }
            return z > -2.5 && z < 1 ? 2 : 0;
        }
    };

    @Test
    void softsignPasses() {
        Verdicts.requireNoFailure(ActivationChecks.of(Softsign::new));
        Verdicts.requireNoFailure(ActivationChecks.of(Softsign::new, new double[0], true));
    }

    @Test
    void kinksAreFoundAndReported() {
        Verdict verdict = Verdicts.of(ActivationChecks.of(() -> KINKED), DERIVATIVE);
        assertThat(verdict.outcome()).isEqualTo(Outcome.OK);
        assertThat(verdict.remark()).endsWith("; kinks at -2.5, 1");
    }

    @Test
    void jumpIsFound() {
        Activation threshold = new Softsign() {
            @Override
            public double value(double z) {
                return z > 0.3 || Double.isNaN(z) ? z : 0;
            }

            @Override
            public double derivative(double z) {
                if (Double.isNaN(z)) {
                    return z;
                }
                return z > 0.3 ? 1 : 0;
            }
        };
        assertThat(Verdicts.of(ActivationChecks.of(() -> threshold), DERIVATIVE))
                .returns(Outcome.OK, Verdict::outcome)
                .extracting(Verdict::remark)
                .asString()
                .endsWith("a kink at 0.3");
    }

    /** The sine of 30 z bends hard, but nowhere sharply. */
    @Test
    void strongCurvatureIsNotAKink() {
        assertThat(Kinks.of(z -> Arrays.stream(z).map(x -> Math.sin(30 * x)).toArray(), -6, 6))
                .isEmpty();
    }

    @Test
    void wrongDerivativeBesideAKinkIsNoticedToo() {
        Activation wrong = new ScalarActivation() {
            @Override
            public double value(double z) {
                return KINKED.value(z);
            }

            @Override
            public double derivative(double z) {
                return KINKED.derivative(z) * 0.999;
            }
        };
        Verdicts.requireFailure(ActivationChecks.of(() -> wrong), DERIVATIVE, "it is 1.998 instead of 2.0");
    }

    @Test
    void valuesRoundedToFloatsAreNotKinks() {
        Activation coarse = new Softsign() {
            @Override
            public double value(double z) {
                return (float) super.value(z);
            }
        };
        Verdicts.requireFailure(ActivationChecks.of(() -> coarse), DERIVATIVE, "is it as precise as float64?");
    }

    @Test
    void kinkThatWasNotDeclaredIsNoticed() {
        requireFailure(KINKED, DERIVATIVE, "jumps at z = -2.5");
        Verdicts.requireNoFailure(ActivationChecks.of(() -> KINKED, new double[] {-2.5, 1}, true));
    }

    @Test
    void overflowOfADerivativeThatHasALimitIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double derivative(double z) {
                        if (Double.isNaN(z)) {
                            return z;
                        }
                        return Math.abs(z) < 1e20 ? super.derivative(z) : Double.POSITIVE_INFINITY;
                    }
                },
                LARGE,
                "must be finite: it is Infinity, but the limit is");
    }

    @Test
    void limitThatIsLostFarOutIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return super.value(z) * (Math.abs(z) > 1e20 ? 0.5 : 1);
                    }
                },
                LARGE,
                "must be near the limit");
    }

    @Test
    void sineNeedsNoLimit() {
        Activation sine = new ScalarActivation() {
            @Override
            public double value(double z) {
                return Math.sin(z);
            }

            @Override
            public double derivative(double z) {
                return Math.cos(z);
            }
        };
        assertThat(Verdicts.of(ActivationChecks.of(() -> sine), LIMITS).remark())
                .isEqualTo("at -∞ no limit, slope no limit; at ∞ no limit, slope no limit");
        Verdicts.requireNoFailure(ActivationChecks.of(() -> sine));
    }

    @Test
    void growthHasAnInfiniteLimit() {
        Curve logarithm = z -> Arrays.stream(z)
                .map(x -> Math.signum(x) * Math.log1p(Math.abs(x)))
                .toArray();
        assertThat(Tail.of(logarithm, 1).limit()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Tail.of(logarithm, -1).limit()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void slowDecayHasAFiniteLimit() {
        Tail tail = Tail.of(z -> Arrays.stream(z).map(x -> 3 + 1 / Math.sqrt(x)).toArray(), 1);
        assertThat(tail.end()).isEqualTo(Tail.End.FINITE);
        assertThat(tail.allows(3)).isTrue();
        assertThat(tail.allows(3.1)).isFalse();
    }

    @Test
    void divisionByZeroAtZeroIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double derivative(double z) {
                        return super.derivative(z) * z / z;
                    }
                },
                "value and derivative are finite at 0 and at tiny inputs",
                "derivative at 0.0");
    }

    @Test
    void overflowAtLargeInputsIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return Math.exp(z) / (1 + Math.exp(z));
                    }
                },
                LARGE,
                "value(710.0)");
    }

    @Test
    void missingLimitIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return z / (1 + Math.abs(z));
                    }
                },
                LIMITS,
                "value(-Infinity)");
    }

    @Test
    void hiddenNanIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return z > 0 ? z : 0;
                    }
                },
                "NaN in gives NaN out, at that element alone",
                "value of");
    }

    @Test
    void spreadingNanIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream, out);
                        out.putScalar(0, out.getDouble(1));
                    }
                },
                "NaN in gives NaN out, at that element alone",
                "derivative at");
    }

    @Test
    void forgottenUpstreamIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream.mul(0).add(1), out);
                    }
                },
                "backward multiplies the upstream gradient",
                "upstream");
    }

    @Test
    void coarseFloatsAreNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        super.value(z, out);
                        if (z.dataType() == DataType.FLOAT) {
                            out.muli(1.00001);
                        }
                    }
                },
                "float32 agrees with float64",
                "as float");
    }

    @Test
    void alteredInputIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream, out);
                        upstream.muli(2);
                    }
                },
                "inputs are not altered",
                "must not alter the upstream gradient");
    }

    @Test
    void writingOutsideOfTheViewIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        super.value(z, out);
                        Behind.spoil(out);
                    }
                },
                "only the view is written, and its shape does not matter",
                "outside");
    }

    @Test
    void addingToTheOldContentIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        INDArray before = out.dup();
                        super.value(z, out);
                        out.addi(before);
                    }
                },
                "only the view is written, and its shape does not matter",
                "value with an array");
    }

    @Test
    void resultThatOverwritesItsOwnInputIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        out.assign(0);
                        INDArray result = out.dup();
                        super.value(z, result);
                        out.assign(result);
                    }
                },
                "the result may overwrite its input",
                "in place");
    }

    @Test
    void forgottenRestOfALoopIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        super.value(z, out);
                        if (z.dataType() == DataType.FLOAT) {
                            FloatBuffer last = Elements.floats(out);
                            for (int i = last.limit() / 8 * 8; i < last.limit(); i++) {
                                last.put(i, 0);
                            }
                        }
                    }
                },
                "elements do not depend on their neighbours",
                "two parts");
    }

    @Test
    void memoryOfEarlierCallsIsNoticed() {
        requireFailure(
                new Softsign() {
                    private double calls;

                    @Override
                    public double value(double z) {
                        return super.value(z) + 1e-6 * calls++;
                    }
                },
                "the same input gives the same answer again",
                "second time");
    }

    @Test
    void scratchSpaceSharedByThreadsIsNoticed() {
        requireFailure(
                new Softsign() {
                    private final double[] scratch = new double[1];

                    @Override
                    public double value(double z) {
                        scratch[0] = z;
                        Thread.yield(); // so that the threads meet on a single core too
                        return super.value(scratch[0]);
                    }
                },
                "several threads may call at once",
                "other threads");
    }

    @Test
    void exceptionIsAFailureThatSaysWhere() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double derivative(double z) {
                        throw new UnsupportedOperationException("not yet");
                    }
                },
                DERIVATIVE,
                "it throws java.lang.UnsupportedOperationException: not yet at rai.check.ActivationChecksTest");
    }

    /** Softsign with loops, right ones. */
    private static class TiledSoftsign extends Softsign implements TiledActivation {
        @Override
        public void value(float[] z, float[] a, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] = (float) value(z[i]);
            }
        }

        @Override
        public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
            for (int i = from; i < to; i++) {
                gradient[i] *= (float) derivative(z[i]);
            }
        }
    }

    @Test
    void correctTilesPass() {
        assertThat(Verdicts.of(ActivationChecks.of(TiledSoftsign::new), TILES).outcome())
                .isEqualTo(Outcome.OK);
        assertThat(Verdicts.of(ActivationChecks.of(Softsign::new), TILES).outcome())
                .isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void tileThatAlwaysStartsAtZeroIsNoticed() {
        requireFailure(
                new TiledSoftsign() {
                    @Override
                    public void value(float[] z, float[] a, int from, int to) {
                        super.value(z, a, 0, to - from);
                    }
                },
                TILES,
                "element 0, at z = 0.0 must be left alone");
    }

    @Test
    void tileOfAnotherFunctionIsNoticed() {
        requireFailure(
                new TiledSoftsign() {
                    @Override
                    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
                        super.backward(z, a, gradient, from, to);
                        gradient[to == 10 ? 9 : 0] *= 1.001f;
                    }
                },
                TILES,
                "backward on elements");
    }

    private static Activation softsign(Properties properties) {
        return new Softsign() {
            @Override
            public Optional<Properties> properties() {
                return Optional.of(properties);
            }
        };
    }

    @Test
    void truePropertiesPass() {
        Activation told = softsign(new Properties(-1, 1, true, Symmetry.ODD, 1, Saturation.BOTH));
        assertThat(Verdicts.of(ActivationChecks.of(() -> told), PROPERTIES).outcome())
                .isEqualTo(Outcome.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.9, 1, true, ODD, 1, BOTH, declared to lie in",
        "-1.1, 1, true, ODD, 1, BOTH, infimum",
        "-1, Infinity, true, ODD, 1, BOTH, supremum",
        "-1, 1, false, ODD, 1, BOTH, not to be monotone",
        "-1, 1, true, EVEN, 1, BOTH, even",
        "-1, 1, true, NONE, 1, BOTH, but it is odd",
        "-1, 1, true, ODD, 0.9, BOTH, the slope is 1.0",
        "-1, 1, true, ODD, 1.1, BOTH, the steepest slope found is 1.0",
        "-1, 1, true, ODD, Infinity, BOTH, the steepest slope found is 1.0",
        "-1, 1, true, ODD, 1, LEFT, declared not to saturate for z to ∞",
        "-1, 1, true, ODD, 1, RIGHT, declared not to saturate for z to -∞",
    })
    void falsePropertyIsNoticed(
            double low,
            double high,
            boolean monotone,
            Symmetry symmetry,
            double lipschitz,
            Saturation saturation,
            String message) {
        requireFailure(
                softsign(new Properties(low, high, monotone, symmetry, lipschitz, saturation)), PROPERTIES, message);
    }

    @Test
    void fallThatIsDeclaredAsMonotoneIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return -super.value(z);
                    }

                    @Override
                    public Optional<Properties> properties() {
                        return Optional.of(new Properties(-1, 1, true, Symmetry.ODD, 1, Saturation.BOTH));
                    }
                },
                PROPERTIES,
                "declared to be monotone, but falls");
    }

    @Test
    void jumpThatTheLipschitzConstantHidesIsNoticed() {
        requireFailure(
                new Softsign() {
                    @Override
                    public double value(double z) {
                        return super.value(z) + (z > 0 ? 1 : 0);
                    }

                    @Override
                    public Optional<Properties> properties() {
                        return Optional.of(new Properties(-1, 2, true, Symmetry.NONE, 1, Saturation.BOTH));
                    }
                },
                PROPERTIES,
                "but at z = 0.0 the slope is Infinity");
    }

    @Test
    void infiniteLipschitzConstantOfAJumpIsTrue() {
        Activation step = new ScalarActivation() {
            @Override
            public double value(double z) {
                if (Double.isNaN(z)) {
                    return z;
                }
                return z > 0.5 ? 1 : 0;
            }

            @Override
            public double derivative(double z) {
                return Double.isNaN(z) ? z : 0;
            }

            @Override
            public Optional<Properties> properties() {
                return Optional.of(
                        new Properties(0, 1, true, Symmetry.NONE, Double.POSITIVE_INFINITY, Saturation.BOTH));
            }
        };
        Verdicts.requireNoFailure(ActivationChecks.of(() -> step));
    }

    @Test
    void speedIsComparedWithRelu() {
        assertThat(Verdicts.of(ActivationChecks.of(Softsign::new), "its speed can be measured")
                        .remark())
                .matches("float32: value [0-9.]+, backward [0-9.]+ ns per element \\(relu [0-9.]+, [0-9.]+\\)");
    }

    private static void requireFailure(Activation activation, String check, String message) {
        Verdicts.requireFailure(ActivationChecks.of(() -> activation, new double[0], true), check, message);
    }

    /** Softsign that says how it can be computed. */
    private static Activation softsign(UnaryOperator<Node> operations) {
        return new Softsign() {
            @Override
            public Optional<Node> graph(Node z) {
                return Optional.of(operations.apply(z));
            }
        };
    }

    @Test
    void operationsAreComparedWithTheValue() {
        Activation right = softsign(z -> z.over(z.abs().plus(1)));
        assertThat(Verdicts.of(ActivationChecks.of(() -> right), OPERATIONS).outcome())
                .isEqualTo(Outcome.OK);
        assertThat(Verdicts.of(ActivationChecks.of(Softsign::new), OPERATIONS).outcome())
                .isEqualTo(Outcome.SKIPPED);
        requireFailure(
                softsign(z -> z.over(z.abs().plus(1.0001))), OPERATIONS, "what the operations of graph() compute");
    }

    @Test
    void operationsThatOverflowFarOutAreNoticed() {
        Activation softplus = new ScalarActivation() {
            @Override
            public double value(double z) {
                return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
            }

            @Override
            public double derivative(double z) {
                return 1 / (1 + Math.exp(-z));
            }

            @Override
            public Optional<Node> graph(Node z) {
                return Optional.of(z.exp().plus(1).log());
            }
        };
        requireFailure(softplus, OPERATIONS, "at the input 750.0: it is Infinity");
    }

    @Test
    void operationsOfAnotherWidthAreNoticed() {
        requireFailure(softsign(Node::rowSum), OPERATIONS, "gives [1, 1] for an input of [1, 10]");
    }
}
