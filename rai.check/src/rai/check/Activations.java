package rai.check;

import java.lang.ref.Reference;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;

/**
 * Activations applied to plain Java arrays. An array that is passed to a service stays reachable until the service returns:
 * it may work on native memory, which is freed as soon as the array is unreachable.
 */
final class Activations {
    static final List<DataType> TYPES = List.of(DataType.FLOAT, DataType.DOUBLE);

    private Activations() {}

    static double[] value(Activation activation, DataType type, double[] z) {
        GuardedArray at = GuardedArray.of(type, z);
        GuardedArray out = GuardedArray.filled(type, 0, z.length);
        activation.value(at.view(), out.view());
        Reference.reachabilityFence(at);
        return out.values();
    }

    static double[] backward(Activation activation, DataType type, double[] z, double[] upstream) {
        GuardedArray at = GuardedArray.of(type, z);
        GuardedArray a = GuardedArray.filled(type, 0, z.length);
        GuardedArray up = GuardedArray.of(type, upstream);
        activation.value(at.view(), a.view());
        GuardedArray out = GuardedArray.filled(type, 0, z.length);
        activation.backward(at.view(), a.view(), up.view(), out.view());
        Reference.reachabilityFence(at);
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(up);
        return out.values();
    }

    /** Numbers like pre-activations, the same ones at every call. */
    static double[] ordinary(int n) {
        return ordinary(new SplittableRandom(1), n);
    }

    static double[] ordinary(SplittableRandom random, int n) {
        return random.doubles(n, -8, 8).toArray();
    }
}
