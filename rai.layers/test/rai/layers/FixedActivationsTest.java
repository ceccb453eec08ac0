package rai.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.testkit.Specs;

/** What a layer is once it has learnt: the function that evaluation computes, to the bit, and its derivative. */
class FixedActivationsTest {
    private static final double[] Z = {-40, -3, -1.25, -0.1, 0, 0.3, 0.7, 2, 5.5, 40};

    private static Stream<LayerFunction> layers() {
        return Stream.of(
                new Prelu(),
                new LearnableSwish(),
                new Rrelu(),
                network("hidden=5,4, activation=bend"),
                network("hidden=6, activation=bend, batch-norm=false"));
    }

    private static ActivationNetwork network(String settings) {
        return Specs.configure(new ActivationNetwork(), "network(" + settings + ")", new ContractsTest.Bend());
    }

    /** A layer that has learnt something, and seen something. */
    private static Worked learnt(LayerFunction layer, DataType type) {
        Worked worked = new Worked(layer, 1, type);
        worked.train(-2, -0.5, 0.1, 1, 3);
        worked.train(-1, 0.5, 2, 4, 0.3);
        layer.parameters(1).stream()
                .filter(tensor -> tensor.length() == 1)
                .forEach(tensor -> worked.set(tensor.name(), worked.get(tensor.name())[0] + 0.0123456789));
        return worked;
    }

    private static Activation fixed(LayerFunction layer, Worked worked) {
        return layer.fixedAt(worked.parameters(), worked.states()).orElseThrow();
    }

    private static double[] value(Activation activation, DataType type, double... z) {
        INDArray at = Nd4j.createFromArray(z).castTo(type);
        INDArray out = at.dup();
        activation.value(at, out);
        return out.toDoubleVector();
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void valuesAreThoseOfEvaluationToTheBit(DataType type) {
        layers().forEach(layer -> {
            Worked worked = learnt(layer, type);
            assertThat(value(fixed(layer, worked), type, Z))
                    .as(layer.toString())
                    .containsExactly(worked.evaluate(Z));
        });
    }

    @Test
    void derivativesAgreeWithCentralDifferences() {
        double h = 1e-5;
        layers().forEach(layer -> {
            Activation fixed = fixed(layer, learnt(layer, DataType.DOUBLE));
            for (double z : new double[] {-3, -1.25, 0.3, 2}) {
                double[] around = value(fixed, DataType.DOUBLE, z - h, z + h);
                INDArray at = Nd4j.createFromArray(z);
                INDArray a = Nd4j.createFromArray(value(fixed, DataType.DOUBLE, z));
                INDArray down = Nd4j.createFromArray(0.0);
                fixed.backward(at, a, Nd4j.createFromArray(3.0), down);
                assertThat(down.getDouble(0))
                        .as("%s at %s", layer, z)
                        .isCloseTo(3 * (around[1] - around[0]) / (2 * h), within(1e-7));
            }
        });
    }

    @Test
    void whatIsLearntLaterHasNoInfluence() {
        layers().forEach(layer -> {
            Worked worked = learnt(layer, DataType.DOUBLE);
            Activation fixed = fixed(layer, worked);
            double[] before = value(fixed, DataType.DOUBLE, Z);
            worked.parameters().values().forEach(tensor -> tensor.addi(1));
            worked.states().values().forEach(tensor -> tensor.addi(1));
            assertThat(value(fixed, DataType.DOUBLE, Z)).as(layer.toString()).containsExactly(before);
        });
    }

    @Test
    void layersThatTreatUnitsDifferentlyAreNotActivations() {
        Worked norm = new Worked(new BatchNorm(), 1);
        assertThat(new BatchNorm().fixedAt(norm.parameters(), norm.states())).isEmpty();
    }
}
