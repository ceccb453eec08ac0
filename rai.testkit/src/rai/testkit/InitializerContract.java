package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.ScalarActivation;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.api.spec.Spec;

/**
 * What every initializer must keep, for maps of all shapes (1 x 1 and single rows and columns among them) and at all
 * places: first, hidden, last, and only one. A test class that implements this interface inherits the tests.
 */
public interface InitializerContract {
    /** @return the initializer under test */
    Initializer initializer();

    /** @return activations to be put around the map, for an initializer that asks for them */
    default List<Neighbour> neighbours() {
        return List.of(new Neighbour(Spec.named("sine"), new ScalarActivation() {
            @Override
            public double value(double z) {
                return Math.sin(z);
            }

            @Override
            public double derivative(double z) {
                return Math.cos(z);
            }
        }));
    }

    /** Whatever stood there before. */
    @Test
    default void everyWeightAndBiasGetsAFiniteValue() {
        for (Place place : places()) {
            Place.Filled filled = place.fill(initializer(), DataType.FLOAT, Double.NaN, 1);
            assertThat(filled.weight().values()).as("weights of %s", place).matches(InitializerContract::finite, "all finite");
            assertThat(filled.bias().values()).as("biases of %s", place).matches(InitializerContract::finite, "all finite");
        }
    }

    /** Bit by bit, also after another map was started in between. */
    @Test
    default void sameRandomNumbersGiveTheSameValues() {
        for (Place place : places()) {
            Place.Filled first = place.fill(initializer(), DataType.FLOAT, Double.NaN, 1);
            place.fill(initializer(), DataType.FLOAT, 0, 2);
            Place.Filled again = place.fill(initializer(), DataType.FLOAT, 5, 1);
            assertThat(again.weight().values()).as("weights of %s again", place).isEqualTo(first.weight().values());
            assertThat(again.bias().values()).as("biases of %s again", place).isEqualTo(first.bias().values());
        }
    }

    /** Random numbers are drawn in double precision whatever the data type. */
    @Test
    default void floatAndDoubleGetTheSameValuesUpToRounding() {
        for (Place place : places()) {
            Place.Filled floats = place.fill(initializer(), DataType.FLOAT, 0, 1);
            Place.Filled doubles = place.fill(initializer(), DataType.DOUBLE, 0, 1);
            requireClose(floats.weight().values(), doubles.weight().values(), "weight of " + place);
            requireClose(floats.bias().values(), doubles.bias().values(), "bias of " + place);
        }
    }

    /**
     * Weights and biases are views into the run's parameters: what lies around them stays, and so do the shapes. The sample
     * may be the training examples themselves.
     */
    @Test
    default void onlyWeightAndBiasAreAltered() {
        for (DataType type : Activations.TYPES) {
            for (Place place : places()) {
                Place.Filled filled = place.fill(initializer(), type, 0, 1);
                filled.weight().requireGuards("weights of " + place);
                filled.bias().requireGuards("biases of " + place);
                assertThat(filled.sample().values()).as("sample of %s", place).isEqualTo(place.sampleValues());
                assertThat(filled.weight().view().shape()).as("shape of the weights of %s", place)
                        .containsExactly(place.fanIn(), place.fanOut());
                assertThat(filled.bias().view().shape()).as("shape of the biases of %s", place)
                        .containsExactly(1, place.fanOut());
            }
        }
    }

    private List<Place> places() {
        List<Optional<Neighbour>> around = new ArrayList<>(List.of(Optional.empty()));
        neighbours().forEach(n -> around.add(Optional.of(n)));
        List<Place> places = new ArrayList<>();
        for (long[] shape : new long[][] {{1, 1}, {1, 9}, {9, 1}, {6, 6}, {5, 8}, {8, 5}}) {
            for (var input : around) {
                for (var output : around) {
                    places.add(new Place(shape[0], shape[1], input, output));
                }
            }
        }
        return places;
    }

    private static boolean finite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static void requireClose(double[] floats, double[] doubles, String what) {
        for (int i = 0; i < floats.length; i++) {
            assertThat(floats[i]).as("%s, element %d, as float", what, i)
                    .isCloseTo(doubles[i], within(1e-6 * Math.max(1e-3, Math.abs(doubles[i]))));
        }
    }
}
