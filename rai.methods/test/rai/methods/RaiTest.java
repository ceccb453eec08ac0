package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static rai.methods.Lab.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.activations.Tanh;
import rai.api.array.Doubles;
import rai.api.method.Targets;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.catalog.ServiceCatalog;
import rai.core.network.FlatNetwork;
import rai.losses.Huber;
import rai.losses.Mse;

class RaiTest {
    private static final String DEEP = "6x(dense(4) sigmoid) dense tanh";

    @ParameterizedTest
    @ValueSource(strings = {"all", "every:2", "every:3", "1,4,6", "7", "2", "2-4,7"})
    void itsGradientIsThatOfItsObjective(String layers) {
        Rai rai = rai(layers);
        rai.mu = 0.3;
        GradientCheck check = new GradientCheck(rai);
        new Lab().with(check).network(DEEP).train(1, "check");
        assertThat(check.compared()).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) sigmoid dense(5) tanh dense(4) sigmoid dense(4) sigmoid dense",
                "dense(4) dense(3) dense",
                "dense"
            })
    void itsGradientHoldsWhateverLiesBetweenTheMaps(String network) {
        GradientCheck check = new GradientCheck(rai("all"));
        new Lab().with(check).network(network).train(1, "check");
        assertThat(check.compared()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4x(dense(4) batch-norm sigmoid) dense",
                "4x(dense(4) layer-norm learnable-swish(share=network)) dense",
                "4x(dense(4, bias=false) learnable-swish(share=unit)) dense(4) residual(tanh) dense batch-norm",
                "4x(dense(4) dropout(0.3) tanh) dense(6) maxout(3) dense"
            })
    void itsGradientHoldsForLayersOfAllKinds(String network) {
        GradientCheck check = new GradientCheck(rai("all"));
        new Lab().with(check).network(network).train(1, "check");
        assertThat(check.compared()).isGreaterThan(50);
    }

    @Test
    void withBatchNormTheHiddenLossStartsAtZeroInTraining() {
        Lab lab = new Lab().with(new Objective(rai("all"))).network("4x(dense(4) batch-norm tanh) dense");
        RunResult result = lab.train(1, "objective");
        assertThat(number(result.method(), "hidden")).isZero();
    }

    /** Returns the hidden loss of the first step. */
    @Named("objective")
    private static final class Objective implements TrainingMethod {
        private final Rai rai;

        Objective(Rai rai) {
            this.rai = rai;
        }

        @Override
        public List<Variable> variables(Network network, int examples) {
            return rai.variables(network, examples);
        }

        @Override
        public void start(Training training) {
            rai.start(training);
        }

        @Override
        public void step(Training training) {
            double objective = rai.gradient(training);
            INDArray z = training.variable(Targets.NAME);
            INDArray output =
                    z.get(NDArrayIndex.interval(z.length() - training.targets().length(), z.length()));
            INDArray targets = training.targets();
            training.report("hidden", objective - training.loss().value(output.reshape(targets.shape()), targets));
            training.completed(objective);
        }
    }

    @Test
    void aMapInAResidualBlockIsNotRelaxed() {
        Lab lab = new Lab().network("dense(4) residual(dense(3) tanh dense) sigmoid dense");
        assertThatThrownBy(() -> lab.train(1, "rai"))
                .isInstanceOf(SpecException.class)
                .hasMessage("map 2 (dense(3), layer 3 of the network) can't be relaxed, because it lies in a residual"
                        + " block: relax only maps outside, as with layers=1,4");
        assertThat(lab.train(20, "rai(layers=1,4)").train().get("loss")).isFinite();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(4) 2x(residual(tanh dense(4))) 3x(tanh dense(4)) dense | relax only maps outside, as with"
                        + " layers=1,4-7",
                "dense(4) tanh dense(4) residual(dense(4)) dense | relax only maps outside, as with layers=1,2,4",
                "residual(residual(dense(3)) dense(3)) | all maps of this network do, so use another method, such as"
                        + " predictive-coding or alt"
            })
    void theAdviceOnResidualBlocksNamesTheMapsOutside(String network, String advice) {
        Network parsed = FlatNetwork.parse(network, 3, 3, ServiceCatalog.of(new Tanh()));
        assertThatThrownBy(() -> new Relaxation(parsed, "all")).hasMessageEndingWith("residual block: " + advice);
    }

    @Test
    void itsGradientHoldsForAnotherHiddenLoss() {
        Rai rai = rai("all");
        rai.loss = new Huber();
        GradientCheck check = new GradientCheck(rai);
        new Lab().with(check).network(DEEP).train(1, "check");
        assertThat(check.compared()).isPositive();
    }

    @Test
    void theHiddenLossIsZeroAtTheStart() {
        RunResult result = new Lab().with(new Unmoved(rai("all"))).network(DEEP).train(1, "unmoved");
        assertThat(number(result.method(), "hidden_loss")).isZero();
        assertThat(number(result.method(), "consistency_gap")).isZero();
    }

    /** Starts and reports, but does not move. */
    @Named("unmoved")
    private static final class Unmoved implements TrainingMethod {
        private final Rai rai;

        Unmoved(Rai rai) {
            this.rai = rai;
        }

        @Override
        public List<Variable> variables(Network network, int examples) {
            return rai.variables(network, examples);
        }

        @Override
        public void start(Training training) {
            rai.start(training);
        }

        @Override
        public void step(Training training) {
            training.completed(0);
        }

        @Override
        public void report(Training training) {
            rai.report(training);
        }
    }

    @Test
    void theConsistencyGapIsTheRelaxedLossMinusTheTrueOne() {
        RunResult result = new Lab().network(DEEP).optimizer("rprop(step=0.1)").train(30, "rai");
        double gap = number(result.method(), "consistency_gap");
        assertThat(gap)
                .isNegative()
                .isCloseTo(
                        number(result.method(), "relaxed_loss") - result.train().get("loss"), within(1e-12));
        assertThat(number(result.method(), "hidden_loss")).isPositive();
    }

    @Test
    void theObjectiveThatItMinimizesIsReported() {
        RunResult result = new Lab().network(DEEP).optimizer("rprop(step=0.1)").train(30, "rai(mu=0.3)");
        assertThat(number(result.method(), "relaxed_objective"))
                .isEqualTo(number(result.method(), "relaxed_loss") + 0.3 * number(result.method(), "hidden_loss"));
    }

    @Test
    void rangesNameTheMapsBetweenTheirEnds() {
        Lab lab = new Lab().network(DEEP).optimizer("rprop(step=0.1)");
        assertThat(lab.train(5, "rai(layers=2-4,7)").stateHash())
                .isEqualTo(lab.train(5, "rai(layers=2,3,4,7)").stateHash())
                .isNotEqualTo(lab.train(5, "rai(layers=2,4,7)").stateHash());
    }

    @Test
    void theHiddenLossIsReportedForEachMap() {
        RunResult result = new Lab().network(DEEP).optimizer("rprop(step=0.1)").train(30, "rai");
        @SuppressWarnings("unchecked")
        List<Double> perMap = (List<Double>) result.method().get("hidden_loss_per_map");
        assertThat(perMap).hasSize(7);
        assertThat(perMap.stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(number(result.method(), "hidden_loss"), within(1e-12));
    }

    @Test
    void theOrderOfTheExamplesDoesNotMatter() {
        RunResult one = new Lab().data("waves").optimizer("rprop(step=0.01)").train(20, "rai");
        RunResult other = new Lab()
                .data("waves(reverse=true)")
                .optimizer("rprop(step=0.01)")
                .train(20, "rai");
        assertThat(other.train().get("loss")).isCloseTo(one.train().get("loss"), within(1e-9));
    }

    @Test
    void withAPeriodTheTargetsAreSetAgain() {
        // step 21 is the first after a new forward pass: the hidden loss is that of one step alone
        double fresh = number(
                new Lab()
                        .network(DEEP)
                        .optimizer("sgd(rate=0.01)")
                        .train(21, "rai(period=20)")
                        .method(),
                "hidden_loss");
        double never = number(
                new Lab()
                        .network(DEEP)
                        .optimizer("sgd(rate=0.01)")
                        .train(21, "rai")
                        .method(),
                "hidden_loss");
        assertThat(fresh).isLessThan(never / 2);
    }

    /** Keeps the targets of all examples as they were before each step. */
    @Named("watched")
    private static final class Watched extends Rai {
        private final List<double[]> targets = new ArrayList<>();
        private final List<int[]> batches = new ArrayList<>();
        private final List<Integer> widths = List.of(4, 5, 4, 4, 2);

        Watched() {
            loss = new Mse();
        }

        @Override
        public void step(Training training) {
            targets.add(Doubles.copy(training.variable(Targets.NAME)));
            batches.add(training.batch().rows());
            super.step(training);
        }

        /** The examples whose targets differ before steps a and b. */
        List<Integer> moved(int a, int b) {
            Set<Integer> moved = new TreeSet<>();
            int at = 0;
            for (int width : widths) {
                for (int i = 0; i < 7 * width; i++, at++) {
                    if (targets.get(a)[at] != targets.get(b)[at]) {
                        moved.add(i / width);
                    }
                }
            }
            assertThat(at).isEqualTo(targets.get(a).length);
            return List.copyOf(moved);
        }
    }

    @Test
    void aMiniBatchMovesTheTargetsOfItsOwnExamplesAlone() {
        Watched rai = new Watched();
        new Lab().with(rai).batch(3).optimizer("adam(rate=0.01)").train(6, "watched");
        for (int step = 0; step + 1 < rai.batches.size(); step++) {
            assertThat(rai.moved(step, step + 1))
                    .as("step %d", step)
                    .containsExactlyElementsOf(
                            IntStream.of(rai.batches.get(step)).sorted().boxed().toList());
        }
    }

    @Test
    void inMiniBatchesTheHiddenLossOfAllExamplesStartsAtZero() {
        RunResult result =
                new Lab().with(new Unmoved(rai("all"))).network(DEEP).batch(3).train(1, "unmoved");
        assertThat(number(result.method(), "hidden_loss")).isZero();
        assertThat(number(result.method(), "consistency_gap")).isZero();
    }

    @Test
    void itTrainsInMiniBatchesAndRefitFollows() {
        Lab lab = new Lab()
                .network("dense(6) tanh dense(6) tanh dense")
                .init("isometric")
                .optimizer("adam(rate=0.02)")
                .batch(3);
        double early = number(lab.train(3, "rai").method(), "relaxed_loss");
        RunResult late = lab.train(900, "rai");
        assertThat(number(late.method(), "relaxed_loss")).isLessThan(0.2 * early);
        double promised = number(late.method(), "relaxed_loss");
        RunResult refitted = lab.train(900, "rai", "refit:1 batch=0");
        assertThat(Math.abs(refitted.train().get("loss") - promised))
                .isLessThan(Math.abs(late.train().get("loss") - promised));
    }

    @Test
    void inMiniBatchesTheNumberOfThreadsChangesNoBit() {
        Lab lab = new Lab()
                .network("20x(dense(9) tanh) dense")
                .data("waves(n=700)")
                .batch(300);
        assertThat(lab.threads(3).train(4, "rai").stateHash())
                .isEqualTo(lab.threads(1).train(4, "rai").stateHash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every:9 | layers=every:9 relaxes nothing, because the network has only 7 maps: use layers=all",
                "3,8 | layers=3,8 names map 8, but the network has maps 1 to 7",
                "6-8 | layers=6-8 names map 8, but the network has maps 1 to 7",
                "5-3 | layers=5-3 must name the maps in rising order, each once",
                "2-4,4 | layers=2-4,4 must name the maps in rising order, each once",
                "3- | layers=3- is not understood: write all, every:3, or map numbers such as 3,7-9",
                "3,3 | layers=3,3 must name the maps in rising order, each once",
                "some | layers=some is not understood: write all, every:3, or map numbers such as 3,7-9",
                "every:0 | layers=every:0 is not understood: write all, every:3, or map numbers such as 3,7-9"
            })
    void aWrongChoiceOfLayersIsExplained(String layers, String message) {
        assertThatThrownBy(() -> new Lab().network(DEEP).train(1, "rai(layers=\"" + layers + "\")"))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void aHiddenLossThatIsNotALossOfTheDifferenceIsRefused() {
        assertThatThrownBy(() -> new Lab().train(1, "rai(loss=bce)"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("hidden loss of rai must depend on the difference");
    }

    private static Rai rai(String layers) {
        Rai rai = new Rai();
        rai.loss = new Mse();
        rai.layers = layers;
        return rai;
    }
}
