package rai.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.init.DenseStart;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;

/** A dense map somewhere in a network. */
record Place(long fanIn, long fanOut, Optional<Neighbour> input, Optional<Neighbour> output) {
    /** How many training examples, if the initializer does not ask for fewer. */
    private static final int EXAMPLES = 40;

    /** The start values that an initializer gave, and the sample that it could ask for. */
    record Filled(GuardedArray weight, GuardedArray bias, GuardedArray sample) {}

    /** Runs an initializer on this map, with arrays that hold {@code before}. */
    Filled fill(Initializer initializer, DataType type, double before, long seed) {
        Filled filled = new Filled(
                GuardedArray.filled(type, before, fanIn, fanOut),
                GuardedArray.filled(type, before, 1, fanOut),
                GuardedArray.of(type, new long[] {EXAMPLES, fanIn}, sampleValues()));
        initializer.initialize(new DenseStart(
                filled.weight.view(),
                filled.bias.view(),
                input,
                output,
                new SplittableRandom(seed),
                most -> filled.sample.view().get(NDArrayIndex.interval(0, Math.min(most, EXAMPLES)))));
        return filled;
    }

    /** N(0, 1), the same numbers at every call, in either data type. */
    double[] sampleValues() {
        SplittableRandom random = new SplittableRandom(7);
        double[] values = new double[EXAMPLES * (int) fanIn];
        Arrays.setAll(values, i -> (float) random.nextGaussian());
        return values;
    }

    @Override
    public String toString() {
        return "a map " + fanIn + " x " + fanOut + " between " + name(input) + " and " + name(output);
    }

    private static String name(Optional<Neighbour> neighbour) {
        return neighbour.map(n -> n.spec().toString()).orElse("nothing");
    }
}
