package rai.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.Properties.Saturation;
import rai.api.activation.Properties.Symmetry;
import rai.api.array.Elements;

/** Every clause of the contract notices the activation that breaks it. */
class ActivationContractTest {
    private static final Properties SOFTSIGN = new Properties(-1, 1, true, Symmetry.ODD, 1, Saturation.BOTH);

    @Test
    void wrongDerivativeIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public double derivative(double z) {
                        return super.derivative(z) * 1.000001;
                    }
                })::derivativeAgreesWithCentralDifferences,
                "central difference");
    }

    @Test
    void kinkThatWasNotToldIsNoticed() {
        Activation kinked = new ShiftedAbsoluteContractTest().activation();
        requireFailure(contract(kinked)::derivativeAgreesWithCentralDifferences, "z = -6.0");
    }

    @Test
    void divisionByZeroAtZeroIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public double derivative(double z) {
                        return super.derivative(z) * z / z;
                    }
                })::valueAndDerivativeAreFiniteAtZeroAndAtTinyInputs,
                "derivative at 0.0");
    }

    @Test
    void overflowAtLargeInputsIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public double value(double z) {
                        return Math.exp(z) / (1 + Math.exp(z));
                    }
                })::valueAndDerivativeAreNumbersAtLargeInputs,
                "value(710.0)");
    }

    @Test
    void missingLimitIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public double value(double z) {
                        return z / (1 + Math.abs(z));
                    }
                })::valueAndDerivativeAreNumbersAtInfinities,
                "value(-Infinity)");
    }

    @Test
    void hiddenNanIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public double value(double z) {
                        return z > 0 ? z : 0;
                    }
                })::nanInGivesNanOutAtThatElementAlone,
                "value of");
    }

    @Test
    void spreadingNanIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream, out);
                        out.putScalar(0, out.getDouble(1));
                    }
                })::nanInGivesNanOutAtThatElementAlone,
                "derivative at");
    }

    @Test
    void forgottenUpstreamIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream.mul(0).add(1), out);
                    }
                })::backwardMultipliesTheUpstreamGradient,
                "upstream");
    }

    @Test
    void coarseFloatsAreNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        super.value(z, out);
                        if (z.dataType() == DataType.FLOAT) {
                            out.muli(1.00001);
                        }
                    }
                })::floatAgreesWithDouble,
                "as float");
    }

    @Test
    void alteredInputIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        super.backward(z, a, upstream, out);
                        upstream.muli(2);
                    }
                })::inputsAreNotAltered,
                "must not alter the upstream gradient");
    }

    @Test
    void writingOutsideOfTheViewIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        super.value(z, out);
                        Behind.spoil(out);
                    }
                })::onlyTheViewIsWrittenAndItsShapeDoesNotMatter,
                "outside");
    }

    @Test
    void addingToWhatStoodThereIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        INDArray before = out.dup();
                        super.value(z, out);
                        out.addi(before);
                    }
                })::onlyTheViewIsWrittenAndItsShapeDoesNotMatter,
                "value with an array");
    }

    @Test
    void resultThatSpoilsItsOwnInputIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        out.assign(0);
                        INDArray result = out.dup();
                        super.value(z, result);
                        out.assign(result);
                    }
                })::resultMayOverwriteItsInput,
                "in place");
    }

    @Test
    void forgottenRestOfALoopIsNoticed() {
        requireFailure(
                contract(new Softsign() {
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
                })::elementsDoNotDependOnTheirNeighbours,
                "two parts");
    }

    @Test
    void memoryOfEarlierCallsIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    private double calls;

                    @Override
                    public double value(double z) {
                        return super.value(z) + 1e-6 * calls++;
                    }
                })::sameInputGivesTheSameAnswerAgain,
                "second time");
    }

    @Test
    void scratchSpaceSharedByThreadsIsNoticed() {
        requireFailure(
                contract(new Softsign() {
                    private final double[] scratch = new double[1];

                    @Override
                    public double value(double z) {
                        scratch[0] = z;
                        Thread.yield(); // so that the threads meet on a single core too
                        return super.value(scratch[0]);
                    }
                })::severalThreadsMayCallAtOnce,
                "other threads");
    }

    @Test
    void softsignTellsTheTruth() {
        ActivationContract contract = telling(SOFTSIGN);
        contract.valuesFillTheRangeThatItTells();
        contract.itIsMonotoneWhereItSaysSo();
        contract.itHasTheSymmetryThatItTells();
        contract.itsSteepestSlopeIsTheLipschitzConstantThatItTells();
        contract.itSaturatesWhereItSaysSo();
    }

    @Test
    void aRangeThatIsTooNarrowIsNoticed() {
        requireFailure(telling(range(-1, 0.99))::valuesFillTheRangeThatItTells, "must not exceed the high");
        requireFailure(telling(range(-0.99, 1))::valuesFillTheRangeThatItTells, "must not be below the low");
    }

    @Test
    void aRangeThatIsTooWideIsNoticed() {
        requireFailure(telling(range(-1, 1.01))::valuesFillTheRangeThatItTells, "come near the high");
        requireFailure(telling(range(-1.01, 1))::valuesFillTheRangeThatItTells, "come near the low");
    }

    @Test
    void wrongMonotonicityIsNoticed() {
        requireFailure(
                telling(new Properties(-1, 1, false, Symmetry.ODD, 1, Saturation.BOTH))::itIsMonotoneWhereItSaysSo,
                "must fall somewhere");
        Activation falling = new Softsign() {
            @Override
            public double value(double z) {
                return -super.value(z);
            }

            @Override
            public Optional<Properties> properties() {
                return Optional.of(SOFTSIGN);
            }
        };
        requireFailure(contract(falling)::itIsMonotoneWhereItSaysSo, "must not be below that at");
    }

    @Test
    void wrongSymmetryIsNoticed() {
        requireFailure(
                telling(new Properties(-1, 1, true, Symmetry.EVEN, 1, Saturation.BOTH))::itHasTheSymmetryThatItTells,
                "must not depend on the sign");
        requireFailure(
                telling(new Properties(-1, 1, true, Symmetry.NONE, 1, Saturation.BOTH))::itHasTheSymmetryThatItTells,
                "it is odd or even");
    }

    @Test
    void aWrongLipschitzConstantIsNoticed() {
        requireFailure(telling(lipschitz(0.99))::itsSteepestSlopeIsTheLipschitzConstantThatItTells, "must not exceed");
        requireFailure(telling(lipschitz(1.01))::itsSteepestSlopeIsTheLipschitzConstantThatItTells, "come near");
        requireFailure(
                telling(lipschitz(Double.POSITIVE_INFINITY))::itsSteepestSlopeIsTheLipschitzConstantThatItTells, "come near");
    }

    @Test
    void aJumpThatTheLipschitzConstantHidesIsNoticed() {
        ActivationContract jumping = contract(new Softsign() {
            @Override
            public double value(double z) {
                return super.value(z) + (z > 0 ? 1 : 0);
            }

            @Override
            public Optional<Properties> properties() {
                return Optional.of(SOFTSIGN);
            }
        });
        requireFailure(jumping::itsSteepestSlopeIsTheLipschitzConstantThatItTells, "the rise from");
    }

    @Test
    void wrongSaturationIsNoticed() {
        requireFailure(
                telling(new Properties(-1, 1, true, Symmetry.ODD, 1, Saturation.LEFT))::itSaturatesWhereItSaysSo,
                "tends to 0");
    }

    private static Properties range(double low, double high) {
        return new Properties(low, high, true, Symmetry.ODD, 1, Saturation.BOTH);
    }

    private static Properties lipschitz(double constant) {
        return new Properties(-1, 1, true, Symmetry.ODD, constant, Saturation.BOTH);
    }

    private static ActivationContract telling(Properties properties) {
        return contract(new Softsign() {
            @Override
            public Optional<Properties> properties() {
                return Optional.of(properties);
            }
        });
    }

    private static ActivationContract contract(Activation activation) {
        return () -> activation;
    }

    private static void requireFailure(ThrowingCallable clause, String message) {
        assertThatThrownBy(clause)
                .extracting(e -> e instanceof ExecutionException ? e.getCause() : e)
                .isInstanceOf(AssertionError.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains(message);
    }
}
