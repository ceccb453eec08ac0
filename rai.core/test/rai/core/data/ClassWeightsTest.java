package rai.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.Task;
import rai.api.loss.Loss;
import rai.api.run.DataOptions;
import rai.api.run.RunRequest;
import rai.api.spec.SpecException;
import rai.core.Fixtures;

class ClassWeightsTest {
    private static final Loss LOSS = new Fixtures.Logits();
    private static final INDArray OUTPUT = Nd4j.createFromArray(new double[][] {{0.5}, {-1}, {2}, {0.25}});
    private static final INDArray TARGET = Nd4j.createFromArray(new double[][] {{1}, {0}, {0}, {0}});

    @Test
    void aBalancedWeightGivesEveryClassTheSameShare() {
        assertThat(weights("balanced").of()).containsExactly(4 / 2.0 / 3, 4 / 2.0 / 1);
    }

    @Test
    void theWeightedLossIsTheMeanOfWeightedRows() {
        double[] rows = {0.5 * 0.5, 1, 4, 0.25 * 0.25};
        double expected = (5 * rows[0] + 2 * (rows[1] + rows[2] + rows[3])) / 4;
        assertThat(weights("yes=5,no=2").weigh(LOSS).value(OUTPUT, TARGET)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void theGradientIsThatOfTheWeightedLoss() {
        Loss weighted = weights("yes=5").weigh(LOSS);
        INDArray gradient = Nd4j.create(DataType.DOUBLE, 4, 1);
        double value = weighted.gradient(OUTPUT, TARGET, gradient);
        assertThat(value).isEqualTo(weighted.value(OUTPUT, TARGET));
        double h = 1e-6;
        for (int i = 0; i < 4; i++) {
            INDArray above = OUTPUT.dup();
            above.putScalar(i, 0, OUTPUT.getDouble(i, 0) + h);
            INDArray below = OUTPUT.dup();
            below.putScalar(i, 0, OUTPUT.getDouble(i, 0) - h);
            double slope = (weighted.value(above, TARGET) - weighted.value(below, TARGET)) / (2 * h);
            assertThat(gradient.getDouble(i, 0)).isCloseTo(slope, within(1e-7));
        }
    }

    @Test
    void theGradientMayReplaceTheOutput() {
        Loss weighted = weights("yes=5").weigh(LOSS);
        INDArray gradient = Nd4j.create(DataType.DOUBLE, 4, 1);
        weighted.gradient(OUTPUT, TARGET, gradient);
        INDArray same = OUTPUT.dup();
        weighted.gradient(same, TARGET, same);
        assertThat(same.toDoubleVector()).containsExactly(gradient.toDoubleVector());
    }

    @Test
    void oneHotTargetsAreWeightedByTheirClass() {
        Loss weighted = new ClassWeights(List.of(1.0, 10.0, 100.0)).weigh(new Fixtures.Squares());
        INDArray output = Nd4j.zeros(DataType.DOUBLE, 3, 3);
        INDArray target = Nd4j.eye(3).castTo(DataType.DOUBLE);
        assertThat(weighted.value(output, target)).isCloseTo(111 / 9.0, within(1e-12));
    }

    /** As a segment gives them. */
    @Test
    void outputsOfThreeDimensionsAreWeightedToo() {
        Loss weighted = weights("yes=5").weigh(LOSS);
        INDArray flat = Nd4j.create(DataType.DOUBLE, 4, 1);
        double value = weighted.gradient(OUTPUT, TARGET, flat);
        INDArray gradient = Nd4j.create(DataType.DOUBLE, 1, 4, 1);
        assertThat(weighted.gradient(OUTPUT.reshape(1, 4, 1), TARGET, gradient)).isEqualTo(value);
        assertThat(gradient.reshape(4).toDoubleVector()).containsExactly(flat.toDoubleVector());
    }

    @Test
    void withoutWeightsTheLossIsItself() {
        assertThat(ClassWeights.NONE.weigh(LOSS)).isSameAs(LOSS);
    }

    @Test
    void aClassThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> weights("yess=2"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'yes'?");
    }

    @Test
    void aWeightThatIsNotPositiveIsRefused() {
        assertThatThrownBy(() -> RunData.check(options("yes=0")))
                .isInstanceOf(SpecException.class)
                .hasMessage("--class-weight is balanced, or CLASS=WEIGHT with a weight above 0, as in yes=5,no=1, not"
                        + " 'yes=0'");
    }

    private static ClassWeights weights(String text) {
        Dataset data = new Dataset(Task.BINARY, OUTPUT, TARGET, List.of("x"), List.of("no", "yes"));
        return ClassWeights.of(options(text), data);
    }

    private static DataOptions options(String text) {
        return RunRequest.builder()
                .train("a")
                .data("class_weight", text)
                .build()
                .data();
    }
}
