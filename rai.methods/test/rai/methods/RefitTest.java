package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Workers;

class RefitTest {
    @ParameterizedTest
    @CsvSource({"5, 9", "9, 5"}) // fewer examples than inputs, and more: the two forms of the equations
    void theRidgeSolutionIsWhereTheGradientOfItsObjectiveVanishes(int examples, int inputs) {
        INDArray phi = Transforms.sin(
                Nd4j.arange(examples * inputs).castTo(DataType.DOUBLE).mul(1.7).reshape(examples, inputs));
        INDArray error = Transforms.cos(Nd4j.arange(examples * 2).castTo(DataType.DOUBLE))
                .reshape(examples, 2);
        double lambda = 0.37;
        INDArray change = new SharedAlgebra(new Workers(1)).ridge(phi, error, lambda);
        INDArray gradient = phi.transpose().mmul(phi.mmul(change).sub(error)).add(change.mul(lambda));
        assertThat(Transforms.abs(gradient).maxNumber().doubleValue()).isLessThan(1e-12);
        assertThat(change.norm2Number().doubleValue()).isGreaterThan(0.1);
    }

    @Test
    void withAlmostNoRidgeTheForwardPassReproducesTheTargets() {
        RunResult rai = lab(4).train(40, "rai");
        RunResult refitted = lab(4).train(40, "rai", "refit(lambda=1e-9)");
        double promised = Lab.number(rai.method(), "relaxed_loss");
        double before = Math.abs(rai.train().get("loss") - promised);
        double after = Math.abs(refitted.train().get("loss") - promised);
        assertThat(before).isPositive();
        assertThat(after).isLessThan(0.01 * before);
    }

    @ParameterizedTest
    @CsvSource({"40, 7", "9, 4"}) // more examples than inputs, and fewer
    void aSweepByBatchesGivesWhatTheSweepOverAllExamplesGives(int examples, int batch) {
        RunResult rai = lab(examples).train(20, "rai");
        RunResult whole = lab(examples).train(20, "rai", "refit(lambda=0.01)");
        RunResult streamed = lab(examples).train(20, "rai", "refit(lambda=0.01) steps=1 batch=" + batch);
        assertThat(streamed.train().get("loss"))
                .isCloseTo(whole.train().get("loss"), within(1e-10))
                .isNotCloseTo(rai.train().get("loss"), within(1e-4));
        assertThat(Lab.number(streamed.method(), "residual"))
                .isCloseTo(Lab.number(whole.method(), "residual"), within(1e-10));
    }

    @Test
    void mapsWithoutBiasAreRefused() {
        assertThatThrownBy(() ->
                        new Lab().network("dense(4) tanh dense(bias=false)").train(1, "rai", "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "refit moves biases too, but dense(2, bias=false), layer 3 of the network, has none: leave out"
                                + " bias=false, or use another method, such as backprop");
    }

    @Test
    void aHugeRidgeChangesNothing() {
        RunResult rai = lab(20).train(40, "rai");
        RunResult refitted = lab(20).train(40, "rai", "refit(lambda=1e15)");
        assertThat(refitted.train().get("loss")).isCloseTo(rai.train().get("loss"), within(1e-9));
    }

    @Test
    void aHundredStepsOfRaiAndARefitTrainTheDeepNetworkThatRaiAloneLeavesAtChance() {
        Lab lab = new Lab()
                .data("moons(n=100, noise=0.1, seed=42)")
                .test("moons(n=1000, noise=0.1, seed=7)")
                .network("100x(dense(100) sigmoid) dense")
                .optimizer("rprop(step=0.1)")
                .float32()
                .threads(2);
        RunResult result = lab.train(100, "rai", "refit");
        double raiAlone = (Double) ((java.util.Map<?, ?>) result.phases().get(0).get("test")).get("accuracy");
        assertThat(raiAlone).isLessThan(0.6);
        assertThat(result.test().get("accuracy")).isGreaterThan(0.98);
    }

    @Test
    void itCannotComeFirst() {
        assertThatThrownBy(() -> lab(20).train(1, "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the method refit reads targets that an earlier method of the run must leave:"
                        + " train with --method rai --then refit");
    }

    @Test
    void itNeedsTheTargetsOfAllMaps() {
        assertThatThrownBy(() -> lab(20).train(1, "rai(layers=every:2)", "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessage("the method refit reads targets of shape [760], but rai(layers=every:2) leaves [280]:"
                        + " give rai the setting layers=all");
    }

    @Test
    void aResidualBlockIsRefused() {
        assertThatThrownBy(() -> new Lab()
                        .network("dense(4) residual(tanh dense(4)) dense")
                        .train(1, "rai(layers=1,3)", "refit"))
                .isInstanceOf(SpecException.class)
                .hasMessage("refit fits every map to targets, but map 2 (dense(4), layer 4 of the network) lies in a"
                        + " residual block, where no method leaves any: leave out refit");
    }

    @Test
    void equationsWithoutASolutionAdviseALargerRidge() {
        assertThat(lab(20).train(1, "rai", "refit(lambda=1e-300)").reason())
                .containsPattern(
                        "the equations of refit for map [1-4] can't be solved with lambda=1e-300: use a larger one, as"
                                + " in refit\\(lambda=1e-4\\)"); // rounding decides which map is first
    }

    private static Lab lab(int examples) {
        return new Lab()
                .data("waves(n=" + examples + ")")
                .network("3x(dense(12) sigmoid) dense")
                .optimizer("rprop(step=0.1)");
    }
}
