package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
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

    /** Backprop that writes down which examples it sees. */
    @Named("diary")
    static class Diary extends Backprop {
        private final List<List<Integer>> rows = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private int atStart;

        @Override
        public void start(Training training) {
            training.batch().forEach(() -> atStart += training.inputs().size(0));
        }

        @Override
        public double gradient(Training training) {
            rows.add(IntStream.of(training.batch().rows()).boxed().toList());
            places.add(training.batch().epoch() + "." + training.batch().position() + "/"
                    + training.batch().perEpoch());
            for (int i = 0; i < training.batch().size(); i++) { // Waves: x_0 = sin(1 + 3 i)
                double expected = Math.sin(1 + 3.0 * training.batch().rows()[i]);
                assertThat(training.inputs().getDouble(i, 0)).isEqualTo(expected);
            }
            return super.gradient(training);
        }
    }

    @Test
    void aMethodKnowsWhichExamplesAreInTheBatch() {
        Diary diary = new Diary();
        new Lab().with(diary).batch(3).train(6, "diary");
        assertThat(diary.places).containsExactly("0.0/3", "0.1/3", "0.2/3", "1.0/3", "1.1/3", "1.2/3");
        List<Integer> epoch = new ArrayList<>();
        diary.rows.subList(0, 3).forEach(epoch::addAll);
        Collections.sort(epoch);
        assertThat(epoch).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void theStartOfAMethodVisitsAllExamplesAndLeavesTheFirstBatchAsItWas() {
        Diary diary = new Diary();
        RunResult visited = new Lab().with(diary).batch(3).train(4, "diary");
        assertThat(diary.atStart).isEqualTo(7);
        assertThat(visited.stateHash())
                .isEqualTo(new Lab().batch(3).train(4, "backprop").stateHash());
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

    /**
     * Persistent targets in mini-batches: each example has a target z for the first hidden layer, which the map below is to
     * give and from which the rest computes the output. L = loss(rest(z), y) + |first(x) - z|² / 2n.
     */
    @Named("persistent")
    static class Persistent implements GradientMethod {
        @Override
        public List<Variable> variables(Network network, int examples) {
            return List.of(
                    Variable.perExample("z", examples, network.layers().get(0).outputs()));
        }

        @Override
        public void start(Training training) {
            training.batch().forEach(() -> training.rows("z").assign(training.forward(0, 1, training.inputs())));
        }

        @Override
        public double gradient(Training training) {
            INDArray z = training.rows("z");
            Segment first = training.segment(0, 1);
            INDArray residual =
                    first.forward(training.inputs()).reshape(z.shape()).sub(z).div(z.size(0));
            first.backward(residual, false);
            INDArray ofTargets = training.rowsGradient("z").assign(residual.neg());
            double sum = residual.mul(residual).sumNumber().doubleValue() * z.size(0) / 2;
            int end = training.network().layers().size();
            if (end == 1) { // nothing reads the targets: the output is its own
                return sum;
            }
            Segment rest = training.segment(1, end);
            INDArray upstream = upstream(training);
            double loss =
                    training.loss().gradient(rest.forward(z).reshape(upstream.shape()), training.targets(), upstream);
            ofTargets.addi(rest.backward(upstream, true).reshape(z.shape()));
            return loss + sum;
        }
    }

    static class PersistentTest implements MethodContract {
        @Override
        public TrainingMethod method() {
            return new Persistent();
        }
    }

    @Test
    void targetsOfEveryExampleAreTrainedInMiniBatches() {
        Lab lab = new Lab()
                .with(new Persistent())
                .batch(3)
                .network("dense(4) sigmoid dense")
                .optimizer("sgd(rate=0.2)");
        RunResult few = lab.train(3, "persistent");
        RunResult many = lab.train(2000, "persistent");
        assertThat(many.train().get("loss")).isLessThan(0.8 * few.train().get("loss"));
        assertThat(lab.threads(3).train(2000, "persistent").stateHash()).isEqualTo(many.stateHash());
        assertThat(lab.float32().train(2000, "persistent").train().get("loss"))
                .isCloseTo(many.train().get("loss"), org.assertj.core.api.Assertions.withinPercentage(1));
    }

    /** Ridge regression of the output map on all examples, its Gram matrix summed over mini-batches. */
    @Named("gram")
    static class GramOfBatches implements TrainingMethod {
        private int derived;

        @Override
        public void step(Training training) {
            int last = training.derived("last", () -> {
                derived++;
                return training.network().layers().size() - 1;
            });
            long p = training.network().layers().get(last).inputs();
            INDArray gram = Nd4j.eye(p).castTo(DataType.DOUBLE).muli(1e-3);
            INDArray right = Nd4j.create(DataType.DOUBLE, p, training.network().outputs());
            training.batch().forEach(() -> {
                INDArray h = training.forward(0, last, training.inputs());
                training.algebra().product(h, true, h, false, true, gram);
                training.algebra().product(h, true, training.targets(), false, true, right);
            });
            INDArray w = training.weight(training.network().maps().size() - 1);
            w.assign(training.algebra().solve(gram, right));
            training.completed(
                    training.loss().value(training.forward(0, last + 1, training.inputs()), training.targets()));
        }
    }

    @Test
    void aGramMatrixStreamedOverBatchesGivesWhatTheWholeGives() {
        GramOfBatches method = new GramOfBatches();
        double whole = new Lab().with(method).train(3, "gram").train().get("loss");
        assertThat(method.derived).as("computed once per run").isEqualTo(1);
        double streamed =
                new Lab().with(method).batch(3).train(3, "gram").train().get("loss");
        assertThat(streamed).isCloseTo(whole, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(whole).isLessThan(new Lab().train(1, "backprop").train().get("loss"));
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
