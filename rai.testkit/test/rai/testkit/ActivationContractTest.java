package rai.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.array.Elements;

/** Every clause of the contract notices the activation that breaks it. */
class ActivationContractTest {
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
