package rai.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.spec.SpecException;
import rai.testkit.InitializerContract;
import rai.testkit.Specs;

class GivenTest implements InitializerContract {
    @Override
    public Initializer initializer() {
        return given("given(weights=-, rest=uniform-fan-in)");
    }

    @Test
    void weightsAreWrittenRowByRowAndMapsSeparatedBySemicolons() {
        Given given = given("given(weights=\"1 2 3 4,5 6; -7e-1 8\", biases=\"0.5 0 -0.5; 9\")");
        DenseStart first = start(given, 2, 3, 0, 2);
        assertThat(Maps.numbers(first.weight())).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(first.weight().getDouble(1, 0)).isEqualTo(4);
        assertThat(Maps.numbers(first.bias())).containsExactly(0.5, 0, -0.5);
        DenseStart second = start(given, 2, 1, 1, 2);
        assertThat(Maps.numbers(second.weight())).containsExactly(-0.7, 8);
        assertThat(Maps.numbers(second.bias())).containsExactly(9);
    }

    @Test
    void withoutBiasesTheyAreZero() {
        assertThat(Maps.numbers(
                        start(given("given(weights=\"1 2\")"), 1, 2, 0, 1).bias()))
                .containsExactly(0, 0);
        assertThat(Maps.numbers(start(given("given(weights=\"1 2; 3 4\", biases=\"-; 5\")"), 1, 2, 0, 2)
                        .bias()))
                .containsExactly(0, 0);
    }

    @Test
    void mapsWithoutNumbersAreStartedByTheRest() {
        Given given = given("given(weights=\"-; 3\", rest=uniform-fan-in)");
        DenseStart left = start(given, 4, 4, 0, 3);
        assertThat(Maps.numbers(left.weight()))
                .isEqualTo(Maps.numbers(start(new UniformFanIn(), 4, 4, 0, 3).weight()));
        assertThat(Maps.numbers(start(given, 1, 1, 1, 3).weight())).containsExactly(3);
        assertThat(Maps.numbers(start(given, 4, 4, 2, 3).bias())).doesNotContain(0);
    }

    @Test
    void aMapWithoutNumbersIsRefusedIfThereIsNoRest() {
        assertThatThrownBy(() -> start(given("given(weights=\"1 2\")"), 2, 1, 1, 2))
                .isInstanceOf(SpecException.class)
                .hasMessage("given has no weights for map 2 of 2: write them, or name what starts it, as in"
                        + " rest=xavier");
    }

    @Test
    void anotherNumberOfWeightsIsRefusedWithTheShape() {
        assertThatThrownBy(() -> start(given("given(weights=\"1 2 3\")"), 2, 2, 0, 1))
                .isInstanceOf(SpecException.class)
                .hasMessage("given has 3 weights for map 1, which needs 4 (2 x 2)");
    }

    @Test
    void moreMapsThanTheNetworkHasAreRefused() {
        assertThatThrownBy(() -> start(given("given(weights=\"1; 2; 3\")"), 1, 1, 0, 2))
                .isInstanceOf(SpecException.class)
                .hasMessage("given has weights for 3 maps, but the network has 2: leave the others out");
    }

    @Test
    void biasesWithoutWeightsAreRefused() {
        assertThatThrownBy(() -> given("given(weights=\"1; -\", biases=\"1; 2\", rest=uniform-fan-in)"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("given has biases for map 2, but no weights");
    }

    @Test
    void whatIsNotAFiniteNumberIsNamed() {
        for (String word : new String[] {"one", "NaN", "1e999", "--"}) {
            assertThatThrownBy(() -> given("given(weights=\"1; 2 " + word + "\")"))
                    .isInstanceOf(SpecException.class)
                    .hasMessageStartingWith(
                            "'" + word + "' among the weights of map 2 in given is not a finite number");
        }
    }

    private static Given given(String spec) {
        return Specs.configure(new Given(), spec, new UniformFanIn());
    }

    private static DenseStart start(Initializer initializer, long fanIn, long fanOut, int map, int maps) {
        DenseStart start = new DenseStart(
                Nd4j.valueArrayOf(new long[] {fanIn, fanOut}, 99.0, DataType.DOUBLE),
                Nd4j.valueArrayOf(new long[] {1, fanOut}, 99.0, DataType.DOUBLE),
                Maps.NOTHING,
                Maps.NOTHING,
                new SplittableRandom(1),
                most -> {
                    throw new UnsupportedOperationException("no training examples here");
                },
                new DenseStart.Position(map, maps));
        initializer.initialize(start);
        return start;
    }
}
