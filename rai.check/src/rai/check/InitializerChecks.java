package rai.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.ScalarActivation;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.api.spec.Spec;

/**
 * The contract of every initializer, for maps of all shapes (including 1 x 1 and single rows and columns) and at all
 * positions: first, hidden, last, and the only one.
 */
public final class InitializerChecks {
    private final Supplier<? extends Initializer> initializer;
    private final List<Place> places;

    private InitializerChecks(Supplier<? extends Initializer> initializer, List<Neighbour> neighbours) {
        this.initializer = initializer;
        this.places = places(neighbours);
    }

    /**
     * The checks of an initializer.
     *
     * @param initializer gives the initializer
     * @param neighbours activations around the map, for an initializer that asks for them
     * @return the checks
     */
    public static List<Check> of(Supplier<? extends Initializer> initializer, List<Neighbour> neighbours) {
        return new InitializerChecks(initializer, neighbours).all();
    }

    /** @return an activation that no initializer knows by name */
    public static List<Neighbour> strangers() {
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

    private List<Check> all() {
        return List.of(
                Check.of("every weight and bias gets a finite value", this::finite),
                Check.of("the same random numbers give the same values", this::same),
                new Check("other random numbers give other weights", this::other),
                Check.of("float32 and float64 get the same values up to rounding", this::types),
                Check.of("only weight and bias are altered", this::alone));
    }

    /** Whatever the arrays held before. */
    private void finite() throws Violation {
        for (Place place : places) {
            Place.Filled filled = place.fill(initializer.get(), DataType.FLOAT, Double.NaN, 1);
            Require.finite(filled.weight().values(), "weights of " + place);
            Require.finite(filled.bias().values(), "biases of " + place);
        }
    }

    /** Bit by bit, also after another map was started in between. */
    private void same() throws Violation {
        for (Place place : places) {
            Place.Filled first = place.fill(initializer.get(), DataType.FLOAT, Double.NaN, 1);
            place.fill(initializer.get(), DataType.FLOAT, 0, 2);
            Place.Filled again = place.fill(initializer.get(), DataType.FLOAT, 5, 1);
            Require.same(again.weight().values(), first.weight().values(), "weights of " + place + " again");
            Require.same(again.bias().values(), first.bias().values(), "biases of " + place + " again");
        }
    }

    /**
     * Start values that are not random, such as an identity, have few different numbers; if there are many, they must come
     * from the random numbers of the map.
     */
    private String other() throws Violation, NotApplicable {
        boolean random = false;
        for (Place place : places) {
            if (place.fanIn() * place.fanOut() < 30) {
                continue;
            }
            double[] first = place.fill(initializer.get(), DataType.DOUBLE, 0, 1)
                    .weight()
                    .values();
            double[] other = place.fill(initializer.get(), DataType.DOUBLE, 0, 2)
                    .weight()
                    .values();
            boolean differ = !Arrays.equals(first, other);
            long values = Arrays.stream(first).distinct().count();
            Require.that(
                    differ || values < first.length / 2,
                    "the weights of %s are %s different numbers (%s, %s, ...), but the same ones with another seed:"
                            + " draw them from map.random()",
                    place,
                    values,
                    first[0],
                    first[1]);
            random |= differ;
        }
        if (!random) {
            throw new NotApplicable("its weights are not random");
        }
        return "";
    }

    /** Random numbers are drawn in double precision whatever the data type. */
    private void types() throws Violation {
        for (Place place : places) {
            Place.Filled floats = place.fill(initializer.get(), DataType.FLOAT, 0, 1);
            Place.Filled doubles = place.fill(initializer.get(), DataType.DOUBLE, 0, 1);
            requireClose(floats.weight().values(), doubles.weight().values(), "weight of " + place);
            requireClose(floats.bias().values(), doubles.bias().values(), "bias of " + place);
        }
    }

    /**
     * Weights and biases are views into the run's parameters: what lies around them must not change, nor may the shapes. The
     * sample
     * may be the training examples themselves.
     */
    private void alone() throws Violation {
        for (DataType type : Activations.TYPES) {
            for (Place place : places) {
                Place.Filled filled = place.fill(initializer.get(), type, 0, 1);
                filled.weight().requireGuards("weights of " + place);
                filled.bias().requireGuards("biases of " + place);
                Require.same(filled.sample().values(), place.sampleValues(), "sample of " + place);
                requireShape(filled.weight(), "weights of " + place, place.fanIn(), place.fanOut());
                requireShape(filled.bias(), "biases of " + place, 1, place.fanOut());
            }
        }
    }

    private static void requireShape(GuardedArray array, String what, long... shape) throws Violation {
        Require.equal(Arrays.toString(array.view().shape()), Arrays.toString(shape), "shape of the " + what);
    }

    private static List<Place> places(List<Neighbour> neighbours) {
        List<Optional<Neighbour>> around = new ArrayList<>(List.of(Optional.empty()));
        neighbours.forEach(n -> around.add(Optional.of(n)));
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

    private static void requireClose(double[] floats, double[] doubles, String what) throws Violation {
        for (int i = 0; i < floats.length; i++) {
            Require.within(
                    floats[i],
                    doubles[i],
                    1e-6 * Math.max(1e-3, Math.abs(doubles[i])),
                    what + ", element " + i + ", as float");
        }
    }
}
