package rai.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.activation.Properties;
import rai.api.activation.ScalarActivation;
import rai.api.array.Doubles;
import rai.api.array.Elements;

/** Faulty activations, one per rule. */
class ActivationProbeTest {
    /** A function and its derivative. */
    private static class Scalar implements ScalarActivation {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }
    }

    private static Optional<String> activation(Activation activation) {
        return Probe.fault(Activation.class, activation);
    }

    @Test
    void anActivationThatThrowsIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public double value(double z) {
                        throw new IllegalStateException("no\n way");
                    }
                }))
                .contains("throws java.lang.IllegalStateException: no way");
    }

    @Test
    void anActivationThatThrowsOnlyInItsBackwardPassIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public double derivative(double z) {
                        return derivative(z);
                    }
                }))
                .contains("throws java.lang.StackOverflowError");
    }

    @Test
    void anActivationThatCanNotBeLinkedIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public double value(double z) {
                        throw new NoClassDefFoundError("org/example/Gone");
                    }
                }))
                .contains("throws java.lang.NoClassDefFoundError: org/example/Gone");
    }

    @Test
    void anActivationThatDoesNotReturnIsAtFault() {
        assertThat(Probe.fault(
                        Activation.class,
                        new Scalar() {
                            @Override
                            public double value(double z) {
                                while (true) {
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        // it takes no notice
                                    }
                                }
                            }
                        },
                        Duration.ofMillis(200),
                        DataType.FLOAT))
                .contains("does not return within 200 ms");
    }

    @Test
    void anActivationThatAltersItsInputIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        z.muli(2);
                        out.assign(z);
                    }
                }))
                .contains("alters its input");
        assertThat(activation(new Scalar() {
                    @Override
                    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
                        upstream.addi(1);
                        out.assign(upstream);
                    }
                }))
                .contains("alters its input");
    }

    @Test
    void anActivationThatWritesPartOfItsOutputOnlyIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        Doubles to = Doubles.of(out);
                        for (int i = 0; i < to.length() - 1; i++) {
                            to.put(i, 1);
                        }
                    }
                }))
                .contains("does not write all of its output");
    }

    @Test
    void anActivationThatWritesBeyondItsOutputIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        out.assign(z);
                        Elements.floats(out, out.length(), 1).put(0, 3);
                    }
                }))
                .contains("writes outside of the array that it is given");
        assertThat(activation(new Scalar() {
                    @Override
                    public void value(INDArray z, INDArray out) {
                        out.assign(z);
                        Elements.floats(out, -1, 1).put(0, 3);
                    }
                }))
                .contains("writes outside of the array that it is given");
    }

    @Test
    void anActivationThatRemembersIsAtFault() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(activation(new Scalar() {
                    @Override
                    public double value(double z) {
                        return z + calls.incrementAndGet();
                    }
                }))
                .contains("answers differently the second time");
    }

    @Test
    void anActivationThatIsNaNForSomeNumbersIsAtFaultOnlyIfItDeclaresItsProperties() {
        Scalar root = new Scalar() {
            @Override
            public double value(double z) {
                return Math.sqrt(z);
            }
        };
        assertThat(activation(root)).isEmpty();
        assertThat(activation(new Scalar() {
                    @Override
                    public double value(double z) {
                        return root.value(z);
                    }

                    @Override
                    public Optional<Properties> properties() {
                        return Optional.of(
                                new Properties(0, 1, true, Properties.Symmetry.NONE, 1, Properties.Saturation.NONE));
                    }
                }))
                .contains("returns NaN for z = -3.71875");
    }

    @Test
    void anActivationThatIsAlwaysNaNIsAtFault() {
        assertThat(activation(new Scalar() {
                    @Override
                    public double derivative(double z) {
                        return Double.NaN;
                    }
                }))
                .contains("returns the derivative NaN for all z");
    }

    @Test
    void anActivationIsTriedInBothPrecisionsOrInThatOfARun() {
        Activation floats = new Scalar() {
            @Override
            public void value(INDArray z, INDArray out) {
                if (z.dataType() == DataType.DOUBLE) {
                    throw new IllegalStateException("floats only");
                }
                out.assign(z);
            }
        };
        assertThat(activation(floats)).contains("throws java.lang.IllegalStateException: floats only");
        assertThat(Probe.find(Activation.class, floats, DataType.FLOAT)).isEmpty();
    }
}
