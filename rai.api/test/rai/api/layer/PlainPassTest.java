package rai.api.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlainPassTest {
    private final INDArray one = Nd4j.createFromArray(new double[][] {{1}});

    @Test
    void whatTheLayerLeavesInAScratchArrayItFindsUntilTheNextForwardPass() {
        PlainPass pass = new PlainPass(DataType.DOUBLE, true);
        pass.startForward(one, one);
        INDArray scratch = pass.scratch("mean", 1, 3);
        assertThat(scratch.toDoubleVector()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
        scratch.assign(2);
        pass.startBackward(one, null);
        assertThat(pass.scratch("mean", 1, 3)).isSameAs(scratch);
        pass.startForward(one, one);
        assertThat(pass.scratch("mean", 1, 3).toDoubleVector()).containsOnly(Double.NaN);
    }

    @Test
    void aMissingTensorIsNamed() {
        PlainPass pass = new PlainPass(DataType.DOUBLE, true);
        pass.parameters().put("slope", one);
        assertThat(pass.parameter("slope")).isSameAs(one);
        assertThatThrownBy(() -> pass.parameter("slop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it asks for 'slop', but has named [slope]");
        assertThatThrownBy(() -> pass.gradient("slope")).hasMessage("it asks for 'slope', but has named []");
    }

    @Test
    void randomNumbersAreThoseOfTheForwardPassAndInTrainingOnly() {
        PlainPass pass = new PlainPass(DataType.DOUBLE, true);
        assertThat(pass.random().nextLong()).isEqualTo(pass.random().nextLong());
        assertThatThrownBy(() -> new PlainPass(DataType.DOUBLE, false).random())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it asks for random numbers in evaluation");
    }

    @Test
    void tasksAreDoneInTheirOrder() {
        List<Integer> done = new ArrayList<>();
        new PlainPass(DataType.DOUBLE, true).share(3, done::add);
        assertThat(done).containsExactly(0, 1, 2);
    }
}
