package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class LsuvTest implements InitializerContract {
    private static final int EXAMPLES = 200;
    private static final int INPUTS = 8;
    private static final int WIDTH = 50;
    private static final int MAPS = 30;

    @Override
    public Initializer initializer() {
        return new Lsuv();
    }

    @ParameterizedTest
    @CsvSource({"tanh, DOUBLE, 1e-10", "relu, DOUBLE, 1e-10", "tanh, FLOAT, 1e-5", "relu, FLOAT, 1e-5"})
    void everyMapOfADeepNetworkHasUnitVariance(String name, DataType type, double tolerance) {
        Activation activation = name.equals("relu") ? new Functions.Relu() : new Functions.Tanh();
        INDArray a = examples(type, 5);
        for (int t = 0; t < MAPS; t++) {
            INDArray reads = a;
            DenseStart map = start(new Lsuv(), reads, t == MAPS - 1 ? 3 : WIDTH, t);
            INDArray z = reads.mmul(map.weight()).addRowVector(map.bias()).dup('c');
            assertThat(variance(z)).as("variance of map %d", t).isCloseTo(1, within(tolerance));
            a = Nd4j.create(type, z.shape());
            activation.value(z, a);
        }
    }

    @Test
    void weightsAreOrthogonalUpToTheirScale() {
        INDArray w = start(new Lsuv(), examples(DataType.DOUBLE, 1), INPUTS, 1).weight();
        INDArray gram = w.transpose().mmul(w);
        Gram.requireScaledIdentity(gram, gram.getDouble(0, 0), 1e-12);
    }

    @Test
    void onlyTheGivenNumberOfExamplesIsUsed() {
        Lsuv lsuv = Specs.configure(new Lsuv(), "lsuv(examples=20)");
        INDArray all = examples(DataType.DOUBLE, 1);
        INDArray w = start(lsuv, all, WIDTH, 1).weight();
        assertThat(variance(all.getRows(firstRows(20)).mmul(w))).isCloseTo(1, within(1e-10));
        assertThat(variance(all.mmul(w))).isNotCloseTo(1, within(1e-3));
    }

    @Test
    void biasesAreZero() {
        assertThat(Maps.numbers(start(new Lsuv(), examples(DataType.DOUBLE, 1), WIDTH, 1)
                        .bias()))
                .containsOnly(0);
    }

    /** All units of the map below are dead. */
    @Test
    void mapThatReadsOnlyZerosIsRefused() {
        assertThatThrownBy(() -> start(new Lsuv(), Nd4j.zeros(DataType.DOUBLE, 10, 4), 3, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("4 x 3")
                .hasMessageContaining("10 examples");
    }

    /** One unit, and every example alike. */
    @Test
    void pureRoundingIsNotVariance() {
        INDArray alike = Nd4j.ones(DataType.DOUBLE, 1000, 3).mul(0.1);
        alike.putScalar(0, 0, 0.1 + 1e-9);
        assertThatThrownBy(() -> start(new Lsuv(), alike, 1, 1)).isInstanceOf(SpecException.class);
    }

    private static DenseStart start(Initializer lsuv, INDArray reads, int units, long seed) {
        DenseStart map = new DenseStart(
                Nd4j.zeros(reads.dataType(), reads.size(1), units),
                Nd4j.zeros(reads.dataType(), 1, units),
                Optional.empty(),
                Optional.empty(),
                new SplittableRandom(seed),
                most -> most < reads.size(0) ? reads.getRows(firstRows(most)) : reads);
        lsuv.initialize(map);
        return map;
    }

    /** N(2, scale²) in each feature: neither of mean 0 nor of variance 1. */
    private static INDArray examples(DataType type, double scale) {
        SplittableRandom random = new SplittableRandom(11);
        INDArray x = Nd4j.create(type, EXAMPLES, INPUTS);
        for (int i = 0; i < EXAMPLES; i++) {
            for (int j = 0; j < INPUTS; j++) {
                x.putScalar(i, j, 2 + scale * random.nextGaussian());
            }
        }
        return x;
    }

    private static int[] firstRows(int n) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    private static double variance(INDArray z) {
        double[] all = Maps.numbers(z);
        double mean = Arrays.stream(all).average().getAsDouble();
        return Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().getAsDouble();
    }
}
