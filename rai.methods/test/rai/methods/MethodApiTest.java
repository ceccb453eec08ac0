package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.GradientMethod;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.check.MethodChecks;
import rai.testkit.MethodContract;

/** Small methods, each of which needs something of the method api, trained from start to end. */
class MethodApiTest {
    private static Segment network(Training training) {
        return training.segment(0, training.network().layers().size());
    }

    private static double loss(Training training, Segment network, INDArray upstream) {
        return training.loss().gradient(network.forward(training.inputs()), training.targets(), upstream);
    }

    private static INDArray upstream(Training training) {
        return training.scratch("upstream", training.targets().shape());
    }

    /** Feedback alignment of a two-map network: the error goes back through fixed random weights (Lillicrap et al., 2016). */
    @Named("feedback")
    static class Feedback implements TrainingMethod {
        @Override
        public List<Variable> state(Network network, int examples) {
            return List.of(new Variable("feedback", network.outputs(), 4));
        }

        @Override
        public List<String> numbers() {
            return List.of("steps");
        }

        @Override
        public List<String> counters() {
            return List.of("both");
        }

        @Override
        public void start(Training training) {
            INDArray feedback = training.state("feedback")
                    .reshape(new long[] {training.state("feedback").length()});
            var random = training.random("feedback");
            for (long i = 0; i < feedback.length(); i++) {
                feedback.putScalar(i, random.nextGaussian());
            }
        }

        @Override
        public void step(Training training) {
            int end = training.network().layers().size();
            Segment head = training.segment(end - 1, end);
            Segment body = training.segment(0, end - 1);
            INDArray hidden = body.forward(training.inputs());
            INDArray upstream = upstream(training);
            double loss = training.loss().gradient(head.forward(hidden), training.targets(), upstream);
            head.backward(upstream, false);
            INDArray back = training.scratch("back", training.inputs().size(0), 4);
            training.algebra().product(upstream, false, training.state("feedback"), false, false, back);
            body.backward(back, false);
            training.update("both", Trained.layers(0, end));
            training.numbers().set("steps", training.numbers().get("steps") + 1);
            training.report("steps_kept", training.numbers().get("steps"));
            training.completed(loss);
        }
    }

    @Test
    void feedbackWeightsAndNumbersAreKeptWithoutBeingTrained() {
        Lab lab =
                new Lab().with(new Feedback()).network("dense(4) sigmoid dense").optimizer("sgd(rate=0.05)");
        RunResult few = lab.train(2, "feedback");
        RunResult many = lab.train(200, "feedback");
        assertThat(many.train().get("loss")).isLessThan(few.train().get("loss"));
        assertThat(Lab.number(many.method(), "steps_kept")).isEqualTo(200);
        assertThat(lab.threads(3).train(200, "feedback").stateHash()).isEqualTo(many.stateHash());
    }

    /** Block coordinate descent: first the output map, then the maps below it, each with a gradient of its own. */
    @Named("blocks")
    static class Blocks implements TrainingMethod {
        @Override
        public List<String> counters() {
            return List.of("head", "body");
        }

        @Override
        public void step(Training training) {
            int end = training.network().layers().size();
            INDArray upstream = upstream(training);
            double loss = loss(training, network(training), upstream);
            network(training).backward(upstream, false);
            INDArray body = training.weight(0).dup();
            training.update("head", Trained.layers(end - 1, end));
            assertThat(training.weight(0)).as("the part that is not moved").isEqualTo(body);
            loss(training, network(training), upstream);
            network(training).backward(upstream, false);
            training.update("body", Trained.layers(0, end - 1));
            training.completed(loss);
        }
    }

    @Test
    void aStepMovesOnePartAfterTheOther() {
        Lab lab = new Lab().with(new Blocks());
        RunResult one = lab.train(1, "blocks");
        RunResult many = lab.train(300, "blocks");
        assertThat(many.train().get("loss")).isLessThan(one.train().get("loss"));
    }

    @Test
    void aMethodWithPartsOfItsOwnGivesTheSameWithOnePart() {
        Lab lab = new Lab().with(new WholeByParts());
        assertThat(lab.train(20, "whole").stateHash())
                .isEqualTo(lab.train(20, "backprop").stateHash());
    }

    /** Backprop, layer by layer. */
    @Named("whole")
    static class WholeByParts implements TrainingMethod {
        @Override
        public List<String> counters() {
            return List.of("lower", "upper");
        }

        @Override
        public void step(Training training) {
            int end = training.network().layers().size();
            INDArray upstream = upstream(training);
            double loss = loss(training, network(training), upstream);
            network(training).backward(upstream, false);
            training.update("lower", Trained.layers(0, 3));
            training.update("upper", Trained.layers(3, end));
            training.completed(loss);
        }
    }

    /** Backprop on inputs moved against the loss (Goodfellow et al., 2015), added to that on the inputs themselves. */
    @Named("adversarial")
    static class Adversarial implements GradientMethod {
        @Override
        public double gradient(Training training) {
            Segment network = network(training);
            INDArray upstream = upstream(training);
            INDArray moved = training.scratch("moved", training.inputs().shape());
            double clean = loss(training, network, upstream);
            network.backward(upstream, false);
            INDArray written = training.parameterGradient().dup();
            loss(training, network, upstream);
            INDArray ofInput = network.backward(upstream, true, ParameterGradient.NONE);
            assertThat(training.parameterGradient())
                    .as("a pass for the input only")
                    .isEqualTo(written);
            moved.assign(training.inputs()).addi(ofInput.reshape(moved.shape()).mul(0)); // the same inputs
            double again = training.loss().gradient(network.forward(moved), training.targets(), upstream);
            network.backward(upstream, false, ParameterGradient.ADD);
            return clean + again;
        }
    }

    static class AdversarialTest implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Adversarial();
        }
    }

    @Test
    void backwardPassesForTheInputOnlyWriteNothingAndAddedOnesAdd() {
        RunResult twice =
                new Lab().with(new Adversarial()).optimizer("sgd(rate=0.005)").train(5, "adversarial");
        RunResult once = new Lab().train(5, "backprop"); // with twice the rate
        assertThat(twice.train().get("loss"))
                .isCloseTo(once.train().get("loss"), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(MethodChecks.of(Adversarial::new, List.of()))
                .allSatisfy(check -> assertThat(check.run().outcome().name())
                        .as(check.name())
                        .isNotEqualTo("FAILED"));
    }

    /** Reports vᵀ Jᵀ H J v along the gradient v, by a forward derivative and the curvature of the loss. */
    @Named("curved")
    static class Curved extends Backprop {
        @Override
        public double gradient(Training training) {
            double loss = super.gradient(training);
            INDArray v = training.parameterGradient().dup();
            Segment network = network(training);
            INDArray output = network.forward(training.inputs())
                    .dup()
                    .reshape(training.targets().shape());
            INDArray ofOutput =
                    network.tangent(null, v).reshape(training.targets().shape());
            INDArray product = training.scratch("product", output.shape());
            training.loss().curvature(output, training.targets(), ofOutput, product);
            training.report("curvature", ofOutput.mul(product).sumNumber().doubleValue());
            double h = 1e-6;
            training.parameters().addi(v.mul(h));
            INDArray above = network.forward(training.inputs()).dup().reshape(output.shape());
            training.parameters().subi(v.mul(2 * h));
            INDArray below = network.forward(training.inputs()).dup().reshape(output.shape());
            training.parameters().addi(v.mul(h));
            assertThat(above.sub(below).div(2 * h).distance2(ofOutput)).isLessThan(1e-7);
            return loss;
        }
    }

    @Test
    void theForwardDerivativeAgreesWithDifferencesAndTheGaussNewtonCurvatureIsPositive() {
        RunResult result = new Lab().with(new Curved()).train(3, "curved");
        assertThat(Lab.number(result.method(), "curvature")).isPositive();
    }

    @Test
    void aLayerWithoutAForwardDerivativeIsRefusedInOneSentence() {
        RunResult result =
                new Lab().with(new Curved()).network("dense(4) dropout dense").train(1, "curved");
        assertThat(result.reason()).contains("has no forward derivative: use a network of dense layers");
    }

    /** Backprop with noise on the gradient. */
    @Named("noisy")
    static class Noisy extends Backprop {
        @Override
        public double gradient(Training training) {
            double loss = super.gradient(training);
            INDArray gradient = training.parameterGradient();
            int pieces = 5;
            training.algebra().run(pieces, piece -> {
                var random = training.random("noise", piece);
                for (long i = piece; i < gradient.length(); i += pieces) {
                    gradient.putScalar(i, gradient.getDouble(i) + 0.01 * random.nextGaussian());
                }
            });
            return loss;
        }
    }

    @Test
    void aRandomStreamFollowsTheSeedAndNotTheThreads() {
        String hash = new Lab().with(new Noisy()).train(20, "noisy").stateHash();
        assertThat(new Lab().with(new Noisy()).threads(3).train(20, "noisy").stateHash())
                .isEqualTo(hash);
        assertThat(new Lab().train(20, "backprop").stateHash()).isNotEqualTo(hash);
    }

    @Test
    void refitDoesNotDependOnTheNumberOfThreads() {
        Lab lab = new Lab()
                .data("moons(n=300)")
                .network("3x(dense(70) sigmoid) dense")
                .float32();
        assertThat(lab.threads(3).train(3, "rai", "refit(lambda=1e-3)").stateHash())
                .isEqualTo(lab.threads(1).train(3, "rai", "refit(lambda=1e-3)").stateHash());
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteIsRefusedInOneSentence() {
        var algebra = new rai.core.compute.SharedAlgebra(new rai.core.compute.Workers(1));
        assertThatThrownBy(() -> algebra.solve(Nd4j.zeros(DataType.DOUBLE, 3, 3), Nd4j.zeros(DataType.DOUBLE, 3, 1)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is not positive definite");
    }
}
