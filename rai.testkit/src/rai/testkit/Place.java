package rai.testkit;

import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.init.DenseStart;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;

/** A dense map somewhere in a network. */
record Place(long fanIn, long fanOut, Optional<Neighbour> input, Optional<Neighbour> output) {
    /** What an initializer made of a map. */
    record Filled(GuardedArray weight, GuardedArray bias) {}

    /** Lets an initializer start this map, from arrays that hold {@code before}. */
    Filled fill(Initializer initializer, DataType type, double before, long seed) {
        Filled filled = new Filled(
                GuardedArray.filled(type, before, fanIn, fanOut), GuardedArray.filled(type, before, 1, fanOut));
        initializer.initialize(new DenseStart(
                filled.weight.view(), filled.bias.view(), input, output, new SplittableRandom(seed)));
        return filled;
    }

    @Override
    public String toString() {
        return "a map " + fanIn + " x " + fanOut + " between " + name(input) + " and " + name(output);
    }

    private static String name(Optional<Neighbour> neighbour) {
        return neighbour.map(n -> n.spec().toString()).orElse("nothing");
    }
}
