package rai.check;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;

/** Activations applied to plain Java arrays. */
final class Activations {
    static final List<DataType> TYPES = List.of(DataType.FLOAT, DataType.DOUBLE);

    private Activations() {}

    static double[] value(Activation activation, DataType type, double[] z) {
        GuardedArray out = GuardedArray.filled(type, 0, z.length);
        activation.value(GuardedArray.of(type, z).view(), out.view());
        return out.values();
    }

    static double[] backward(Activation activation, DataType type, double[] z, double[] upstream) {
        INDArray at = GuardedArray.of(type, z).view();
        GuardedArray a = GuardedArray.filled(type, 0, z.length);
        activation.value(at, a.view());
        GuardedArray out = GuardedArray.filled(type, 0, z.length);
        activation.backward(at, a.view(), GuardedArray.of(type, upstream).view(), out.view());
        return out.values();
    }

    /** Numbers as pre-activations are, the same ones at every call. */
    static double[] ordinary(int n) {
        return ordinary(new SplittableRandom(1), n);
    }

    static double[] ordinary(SplittableRandom random, int n) {
        return random.doubles(n, -8, 8).toArray();
    }
}
