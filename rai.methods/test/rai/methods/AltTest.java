package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.array.Elementary;
import rai.api.method.Training;
import rai.api.run.RunResult;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.datasets.Blobs;

class AltTest {
    /** Alt, and beside it the same step once more by dense equations. */
    @Named("watched")
    static class Watched extends Alt {
        private static final List<INDArray> BEFORE = new ArrayList<>(); // of one run after the other
        private static final List<INDArray> MOMENTS = new ArrayList<>();
        private static int done;

        static void forget() {
            BEFORE.clear();
            MOMENTS.clear();
            done = 0;
        }

        @Override
        public void step(Training training) {
            List<INDArray> expected = dense(training);
            super.step(training);
            double distance = 0;
            double moved = 0;
            for (int t = 0; t < training.network().maps().size(); t++) {
                INDArray both = Nd4j.concat(0, exact(training.weight(t)), exact(training.bias(t)));
                distance += both.distance2(expected.get(2 * t));
                moved += both.distance2(expected.get(2 * t + 1));
            }
            training.report("distance", distance);
            training.report("moved", moved);
        }

        /** The maps [W; b] that the step must give, each followed by what it was. */
        private List<INDArray> dense(Training training) {
            boolean tanh = training.network().describe().contains("tanh");
            UnaryOperator<INDArray> f = z -> tanh ? Transforms.tanh(z, true) : Transforms.sigmoid(z, true);
            UnaryOperator<INDArray> slope = a -> tanh ? a.mul(a).rsub(1) : a.mul(a.rsub(1));
            double centre = tanh ? 0 : 0.5;
            int maps = training.network().maps().size();
            long n = training.inputs().size(0);
            double factor = training.scheduleFactor();
            List<INDArray> weights = new ArrayList<>();
            List<INDArray> biases = new ArrayList<>();
            for (int t = 0; t < maps; t++) {
                weights.add(extrapolated(2 * t, exact(training.weight(t))));
                biases.add(extrapolated(2 * t + 1, exact(training.bias(t))));
            }
            done++;
            List<INDArray> z = new ArrayList<>();
            INDArray at = exact(training.inputs());
            for (int t = 0; t < maps; t++) {
                z.add(at.mmul(weights.get(t)).addRowVector(biases.get(t)));
                at = f.apply(z.get(t));
            }
            INDArray g = z.get(maps - 1).dup();
            training.loss().gradient(g.dup(), exact(training.targets()), g);
            g.muli(n);
            INDArray[] u = new INDArray[maps];
            u[maps - 1] = g.mul(s * factor);
            for (int t = maps - 2; t >= 0; t--) {
                INDArray above = t == maps - 2 ? g.mul(eta * factor) : u[t + 1].mul(gamma);
                u[t] = above.mmul(weights.get(t + 1).transpose()).mul(slope.apply(f.apply(z.get(t))));
                double most = cap * z.get(t).norm2Number().doubleValue();
                double step = u[t].norm2Number().doubleValue();
                u[t] = cap > 0 && step > most ? u[t].mul(most / step) : u[t];
            }
            List<INDArray> all = new ArrayList<>();
            INDArray h = exact(training.inputs());
            for (int t = 0; t < maps; t++) {
                double c = t == 0 ? 0 : centre;
                INDArray w = weights.get(t);
                INDArray b = biases.get(t);
                INDArray phi = Nd4j.concat(
                        1, h.sub(c), Nd4j.ones(DataType.DOUBLE, n, 1).mul(bias));
                INDArray r = z.get(t).sub(u[t]).sub(h.mmul(w).addRowVector(b));
                INDArray equations = phi.transpose()
                        .mmul(phi)
                        .add(Nd4j.eye(phi.size(1))
                                .castTo(DataType.DOUBLE)
                                .mul((t == 0 && first > 0 ? first : lambda) * n / 100));
                INDArray change = InvertMatrix.invert(equations, false)
                        .mmul(phi.transpose().mmul(r));
                INDArray ofWeight = change.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, w.size(0)));
                INDArray ofBias = change.getRow(w.size(0), true)
                        .mul(bias)
                        .sub(ofWeight.sum(true, 0).mul(c));
                INDArray turn = turn(t, maps, u[t]);
                INDArray newWeight = w.mul(t == 0 ? 1 - decay * factor : 1).add(ofWeight.mmul(turn));
                INDArray newBias = b.add(ofBias.mmul(turn));
                all.add(Nd4j.concat(0, newWeight, newBias));
                all.add(Nd4j.concat(0, w, b));
                h = f.apply(parallel ? z.get(t) : h.mmul(newWeight).addRowVector(newBias));
            }
            return all;
        }

        private static INDArray exact(INDArray array) {
            return array.castTo(DataType.DOUBLE);
        }

        private INDArray extrapolated(int number, INDArray now) {
            INDArray before = number < BEFORE.size() ? BEFORE.get(number) : now.dup();
            if (number < BEFORE.size()) {
                BEFORE.set(number, now.dup());
            } else {
                BEFORE.add(now.dup());
            }
            return now.add(now.sub(before).mul(momentum * Math.min(1, done / 20.0)));
        }

        private INDArray turn(int t, int maps, INDArray u) {
            long m = u.size(1);
            INDArray one = Nd4j.eye(m).castTo(DataType.DOUBLE);
            if (whiten == 0 || t == maps - 1) {
                return one;
            }
            INDArray now = u.transpose().mmul(u).div(u.size(0)).mul(0.1);
            if (t < MOMENTS.size()) {
                MOMENTS.set(t, MOMENTS.get(t).mul(0.9).add(now));
            } else {
                MOMENTS.add(now);
            }
            INDArray c = MOMENTS.get(t).div(1 - Math.pow(0.9, done));
            INDArray inverse = InvertMatrix.invert(c.mul(m / trace(c)).add(one.mul(whiten)), false);
            return inverse.mul(m / trace(inverse));
        }

        private static double trace(INDArray square) {
            double trace = 0;
            for (long i = 0; i < square.size(0); i++) {
                trace += square.getDouble(i, i);
            }
            return trace;
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh, 40, 0", "sigmoid, 40, 0", "tanh, 3, 0", "sigmoid, 30, 8"})
    void aStepGivesWhatDenseEquationsGive(String activation, int examples, int batch) {
        Watched.forget();
        RunResult result = new Lab()
                .with(new Watched())
                .data("waves(n=" + examples + ")")
                .network("dense(4) ACT dense(5) ACT dense(5) ACT dense".replace("ACT", activation))
                .batch(batch)
                .train(3, "watched(eta=0.7, s=0.4, gamma=0.8, lambda=2, bias=0.6)");
        assertThat(Lab.number(result.method(), "distance")).isLessThan(1e-9);
        assertThat(Lab.number(result.method(), "moved")).isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "momentum=0.8",
                "first=200",
                "whiten=0.3",
                "decay=0.02",
                "cap=0.05",
                "parallel=true",
                "parallel=true, momentum=0.8, whiten=0.3, cap=0.05",
                "momentum=0.8, first=9, whiten=0.3, decay=0.02"
            })
    void soDoesAStepWithMomentumAnOwnRidgeOfTheFirstMapWhitenedOutputsAndDecay(String settings) {
        Watched.forget();
        RunResult result = new Lab()
                .with(new Watched())
                .data("waves(n=24)")
                .network("dense(4) sigmoid dense(5) sigmoid dense(5) sigmoid dense")
                .batch(8)
                .train(25, "watched(eta=0.3, s=0.4, gamma=0.8, lambda=20, " + settings + ")");
        assertThat(Lab.number(result.method(), "distance")).isLessThan(1e-8);
        assertThat(Lab.number(result.method(), "moved")).isGreaterThan(1e-3);
        double plain = new Lab()
                .data("waves(n=24)")
                .network("dense(4) sigmoid dense(5) sigmoid dense(5) sigmoid dense")
                .batch(8)
                .train(25, "alt(eta=0.3, s=0.4, gamma=0.8, lambda=20)")
                .train()
                .get("loss");
        assertThat(result.train().get("loss")).isNotCloseTo(plain, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waves(n=24)|lambda=20, momentum=0.8, first=9, whiten=0.3, decay=0.02, cap=0.05",
                "waves(n=24)|lambda=20, momentum=0.8, whiten=0.3, parallel=true, bias=0.5",
                "blobs(n=24, features=40, centers=2)|lambda=20, momentum=0.8, first=30, whiten=0.3, decay=0.02,"
                        + " bias=0.5",
                "blobs(n=24, features=40, centers=2)|lambda=20, first=30, whiten=0.3, decay=0.02, parallel=true"
            })
    void inSinglePrecisionItIsTheSameStep(String data, String settings) {
        Watched.forget();
        RunResult result = new Lab()
                .with(new Watched())
                .with(new Blobs())
                .data(data)
                .network("dense(4) sigmoid dense(9) sigmoid dense(5) sigmoid dense")
                .batch(8)
                .float32()
                .train(5, "watched(eta=0.3, s=0.4, gamma=0.8, " + settings + ")");
        assertThat(Lab.number(result.method(), "distance")).isLessThan(2e-5);
        assertThat(Lab.number(result.method(), "moved")).isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) tanh dense(5) tanh dense",
                "dense(4) relu dense(5) dense",
                "dense(4) residual(tanh dense(4)) tanh dense",
                "residual(dense(3) tanh, skip=0.5) dense(4) residual(sigmoid residual(dense(4) tanh) dense(4),"
                        + " skip=0.7) dense"
            })
    void withAHugeRidgeItIsGradientDescentWithTheRateHundredEtaDividedByLambda(String network) {
        Lab lab = new Lab().data("waves(n=20)").network(network).optimizer("sgd(rate=1e-3)");
        double start = lab.train(1, "alt(lambda=1e15)").train().get("loss");
        double descended = lab.train(5, "backprop").train().get("loss");
        double swept =
                lab.train(5, "alt(eta=1, s=1, gamma=1, lambda=1e5)").train().get("loss");
        assertThat(start - descended).isGreaterThan(1e-4);
        assertThat(start - swept).isCloseTo(start - descended, within(0.01 * (start - descended)));
    }

    /** Holds all back once it has seen an objective. */
    @Named("halt")
    static class Halt implements Schedule {
        @Override
        public double factor(Progress at, Numbers state) {
            return state.get("seen") > 0 ? 1e-12 : 1;
        }

        @Override
        public List<String> numbers() {
            return List.of("seen");
        }

        @Override
        public Optional<String> watches() {
            return Optional.of("objective");
        }

        @Override
        public void observe(double value, Numbers state) {
            state.set("seen", 1);
        }
    }

    @Test
    void aScheduleSeesTheObjectiveAndShortensTheStepOfTheTargets() {
        Lab lab = new Lab().data("waves(n=20)").with(new Halt());
        double one = lab.train(1, "alt").train().get("loss");
        double five = lab.train(5, "alt").train().get("loss");
        double halted = lab.schedule("halt").train(5, "alt").train().get("loss");
        assertThat(five).isLessThan(one - 1e-3);
        assertThat(halted).isCloseTo(one, within(1e-9));
    }

    @Test
    void theOrderOfTheExamplesDoesNotMatter() {
        Lab lab = new Lab();
        double loss = lab.data("waves(n=30)").train(3, "alt").train().get("loss");
        assertThat(lab.data("waves(n=30, reverse=true)").train(3, "alt").train().get("loss"))
                .isCloseTo(loss, within(1e-10));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Lab lab = new Lab()
                .data("moons(n=600)")
                .network("3x(dense(70) sigmoid) dense")
                .float32();
        assertThat(lab.threads(3).train(3, "alt").stateHash())
                .isEqualTo(lab.threads(1).train(3, "alt").stateHash());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void norDoesItWithEquationsOfTheFirstMapAndWhiteningSharedOut(boolean parallel) {
        Lab lab = new Lab()
                .with(new Blobs())
                .data("blobs(n=400, features=300, centers=2)")
                .network("9x(dense(70) sigmoid) dense")
                .batch(200)
                .float32();
        String alt = "alt(momentum=0.8, whiten=0.1, cap=0.3, decay=0.01, parallel=" + parallel + ")";
        assertThat(lab.threads(3).train(4, alt).stateHash())
                .isEqualTo(lab.threads(1).train(4, alt).stateHash());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.98", "32, 0.98", "128, 0.9842", "512, 0.9960"})
    void withoutAGammaAnEighthIsLeftAfterAllMapsOfADeepNetwork(int hidden, double gamma) {
        assertThat(Alt.rule(Elementary.FAST, hidden)).isCloseTo(gamma, within(5e-5));
    }

    @Test
    void aLayerOfAnotherKindIsRefusedInOneSentence() {
        assertThatThrownBy(() ->
                        new Lab().network("dense(4) batch-norm tanh dense").train(1, "alt"))
                .isInstanceOf(SpecException.class)
                .hasMessage("alt solves for dense layers and has no rule for batch-norm, layer 2 of the network: use a"
                        + " network of dense layers and activations, or another method, such as backprop");
    }

    @Test
    void aNetworkThatIsNoBetterThanTheMeanIsNotAdvisedToChangeARateThatAltDoesNotUse() {
        Lab lab = new Lab().network("dense");
        String alt = String.join("", lab.train(1, "alt(lambda=1e12)").hints());
        assertThat(alt).contains("try other settings of the method").doesNotContain("find-rate");
        assertThat(String.join(
                        "", lab.optimizer("sgd(rate=1e-9)").train(1, "backprop").hints()))
                .contains("try another learning rate (./rai find-rate)");
        assertThat(String.join(
                        "", lab.train(1, "backprop", "alt(lambda=1e12) steps=1").hints()))
                .as("a phase before it has a rate")
                .contains("find-rate");
    }

    @Test
    void mapsWithoutBiasAreRefused() {
        assertThatThrownBy(() ->
                        new Lab().network("dense(4) tanh dense(bias=false)").train(1, "alt"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "alt moves biases too, but dense(2, bias=false), layer 3 of the network, has none: leave out"
                                + " bias=false, or use another method, such as backprop");
    }

    @ParameterizedTest
    @CsvSource({"lambda, 10", "first, 10"})
    void equationsWithoutASolutionNameTheSettingThatHelps(String setting, String larger) {
        String reason = new Lab()
                .network("20x(dense(20) tanh) dense")
                .train(3, "alt(" + setting + "=1e-300)")
                .reason();
        assertThat(reason)
                .containsPattern("the equations of alt for map \\d+ can't be solved with " + setting + "=1e-300: use a"
                        + " larger one, as in alt\\(" + setting + "=" + larger + "\\)");
    }

    @Test
    void twoStepsTrainTheDeepNetworkFromTheIsometricStart() {
        RunResult result = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .init("isometric")
                .float32()
                .train(2, "alt(eta=3, s=4, gamma=0.9, lambda=1)");
        assertThat(result.test().get("accuracy")).isGreaterThan(0.99);
    }
}
