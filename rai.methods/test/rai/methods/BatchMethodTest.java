package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.method.GradientMethod;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.testkit.MethodContract;

/** Small methods that need to know the examples of a batch, or keep something for each example. */
class BatchMethodTest {
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

    @Test
    void aMethodThatNeedsAllExamplesRefusesMiniBatches() {
        @Named("demanding")
        class Demanding extends Backprop {
            @Override
            public Set<Batching> batching() {
                return Set.of(Batching.FULL_BATCH);
            }
        }
        assertThatThrownBy(() -> new Lab().with(new Demanding()).batch(3).train(1, "demanding"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "the method demanding needs all examples in every step, but the phase trains on batches of 3:"
                                + " leave out --batch");
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
}
