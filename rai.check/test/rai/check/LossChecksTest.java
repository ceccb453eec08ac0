package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import author.CarelessLoss;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.check.Verdict.Outcome;
import rai.api.loss.Loss;

/** Every check notices the loss that breaks it. */
class LossChecksTest {
    /** The mean squared error, with a part to be exchanged. */
    private static class Squares implements Loss {
        private final Loss right = new SquaredError();

        @Override
        public double value(INDArray output, INDArray target) {
            return right.value(output, target);
        }

        @Override
        public double gradient(INDArray output, INDArray target, INDArray gradient) {
            return right.gradient(output, target, gradient);
        }

        @Override
        public boolean ofDifference() {
            return true;
        }
    }

    /** -mean of t log p + (1 - t) log(1 - p): NaN if p is not a probability. */
    private static final class CrossEntropy implements Loss {
        @Override
        public double value(INDArray output, INDArray target) {
            return gradient(output, target, output.dup());
        }

        @Override
        public double gradient(INDArray output, INDArray target, INDArray gradient) {
            INDArray p = output.reshape(output.length());
            INDArray t = target.reshape(target.length());
            INDArray g = gradient.reshape(gradient.length());
            double sum = 0;
            for (long i = 0; i < p.length(); i++) {
                double at = p.getDouble(i);
                double to = t.getDouble(i);
                sum -= to * Math.log(at) + (1 - to) * Math.log(1 - at);
                g.putScalar(i, (at - to) / (at * (1 - at)) / p.length());
            }
            return sum / p.length();
        }

        @Override
        public Targets targets() {
            return Targets.PROBABILITIES;
        }
    }

    @Test
    void theSquaredErrorPasses() {
        Verdicts.requireNoFailure(LossChecks.of(Squares::new));
    }

    @Test
    void aLossOfProbabilitiesIsGivenProbabilities() {
        Verdicts.requireNoFailure(LossChecks.of(CrossEntropy::new));
        assertThat(Verdicts.of(
                                LossChecks.of(CrossEntropy::new),
                                "a loss of the difference pulls output and target equally," + " in opposite directions")
                        .outcome())
                .isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void wrongGradientIsNoticed() {
        requireFailure(
                new Squares() {
                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        double loss = super.gradient(output, target, gradient);
                        gradient.muli(0.5);
                        return loss;
                    }
                },
                "the gradient agrees with central differences in float64",
                "dL/d(output) at element 0 of shape [5, 3]");
    }

    @Test
    void sumInPlaceOfAMeanIsNoticed() {
        requireFailure(
                new Squares() {
                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        double loss = super.gradient(output, target, gradient) * target.length();
                        gradient.muli(target.length());
                        return loss;
                    }
                },
                "the same rows twice give the same loss, and half the gradient each",
                "loss of the same rows twice");
    }

    @Test
    void aValueThatDoesNotFitTheGradientIsNoticed() {
        requireFailure(
                new Squares() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        return super.value(output, target) / 2;
                    }
                },
                "the value is bit for bit what the gradient returns",
                "but gradient() returns");
    }

    @Test
    void alteredTargetIsNoticed() {
        requireFailure(
                new Squares() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        double loss = super.value(output, target);
                        target.subi(output);
                        return loss;
                    }
                },
                "output and target are left as they are",
                "value() must not write the target, in FLOAT: element 0");
    }

    @Test
    void hiddenNanIsNoticed() {
        requireFailure(
                new Squares() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        double loss = super.value(output, target);
                        return Double.isNaN(loss) ? 0 : loss;
                    }
                },
                "a NaN output makes the loss NaN",
                "value() is 0.0");
    }

    @Test
    void scratchSpaceSharedByThreadsIsNoticed() {
        requireFailure(
                new Squares() {
                    private final double[] sum = new double[1];

                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        sum[0] = super.gradient(output, target, gradient);
                        Thread.yield(); // so that the threads meet on a single core too
                        return sum[0];
                    }
                },
                "four threads at once get bit for bit what one gets",
                "while other threads call: element 0");
    }

    @Test
    void aLossThatDoesNotDependOnTheDifferenceAloneIsNoticed() {
        Loss entropy = new CrossEntropy();
        requireFailure(
                new Loss() {
                    @Override
                    public double value(INDArray output, INDArray target) {
                        return entropy.value(output, target);
                    }

                    @Override
                    public double gradient(INDArray output, INDArray target, INDArray gradient) {
                        return entropy.gradient(output, target, gradient);
                    }

                    @Override
                    public Targets targets() {
                        return Targets.PROBABILITIES;
                    }

                    @Override
                    public boolean ofDifference() {
                        return true;
                    }
                },
                "a loss of the difference pulls output and target equally, in opposite directions",
                "dL/d(target) at element 0");
    }

    private static void requireFailure(Loss loss, String check, String message) {
        Verdicts.requireFailure(LossChecks.of(() -> loss), check, message);
    }

    @Test
    void anArrayThatIsWrittenAndMustNotBeIsNamedWithWhoWroteIt() {
        Verdicts.requireFailure(
                LossChecks.of(CarelessLoss::new),
                "output and target are left as they are",
                "value() must not write the target, in FLOAT: element 0 is");
    }

    @Test
    void anExceptionIsReportedWithTheLineOfTheService() {
        assertThat(LossChecks.of(CarelessLoss::new).stream()
                        .map(check -> check.run().remark()))
                .anySatisfy(remark -> assertThat(remark)
                        .startsWith(
                                "it throws java.lang.NullPointerException: no table at java.base/java.util.Objects.")
                        .contains(", called at author.CarelessLoss.gradient(CarelessLoss.java:17)"));
    }
}
