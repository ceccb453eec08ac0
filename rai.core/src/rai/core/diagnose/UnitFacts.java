package rai.core.diagnose;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.activation.Activation;
import rai.api.array.Doubles;

/**
 * A unit of an activation on all examples.
 *
 * @param least its smallest pre-activation
 * @param largest its largest
 * @param slope the largest slope, in size; NaN if one is NaN
 * @param saturated the share of the examples at which the slope is small
 */
record UnitFacts(double least, double largest, double slope, double saturated) {
    /**
     * @param activations one for all units, or one for each
     * @param z the pre-activations [n, units]
     * @param small below this, a slope is small
     * @return the facts of each unit
     */
    static UnitFacts[] of(List<Activation> activations, INDArray z, double small) {
        int rows = (int) z.size(0);
        int units = (int) z.size(1);
        double[] values = Doubles.copy(z);
        double[] slopes = slopes(activations, z);
        UnitFacts[] facts = new UnitFacts[units];
        for (int j = 0; j < units; j++) {
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            double slope = 0;
            int saturated = 0;
            for (int i = 0; i < rows; i++) {
                double at = Math.abs(slopes[i * units + j]);
                least = Math.min(least, values[i * units + j]);
                largest = Math.max(largest, values[i * units + j]);
                slope = Math.max(slope, at);
                saturated += at < small ? 1 : 0;
            }
            facts[j] = new UnitFacts(least, largest, slope, (double) saturated / rows);
        }
        return facts;
    }

    private static double[] slopes(List<Activation> activations, INDArray z) {
        if (activations.size() == 1) {
            return slope(activations.get(0), z);
        }
        int rows = (int) z.size(0);
        int units = (int) z.size(1);
        double[] slopes = new double[rows * units];
        for (int j = 0; j < units; j++) {
            INDArray ofUnit =
                    z.get(NDArrayIndex.all(), NDArrayIndex.interval(j, j + 1)).dup('c');
            double[] column = slope(activations.get(j), ofUnit);
            for (int i = 0; i < rows; i++) {
                slopes[i * units + j] = column[i];
            }
        }
        return slopes;
    }

    /** The backward pass of an upstream gradient of 1. */
    static double[] slope(Activation activation, INDArray z) {
        INDArray value = z.ulike();
        activation.value(z, value);
        INDArray slope = z.ulike();
        activation.backward(z, value, z.ulike().assign(1), slope);
        return Doubles.copy(slope);
    }

    /**
     * Whether an activation has no slope at all at moderate pre-activations, as a relu has none at -1: then one active example is
     * enough for a full gradient, and a unit that is inactive for most examples is not ill.
     *
     * @param activations one for all units, or one for each
     * @param type the data type of the run
     */
    static boolean switchesOff(List<Activation> activations, DataType type) {
        INDArray z = Nd4j.createUninitializedDetached(type, 'c', 1, 2);
        z.putScalar(0, 0, -1);
        z.putScalar(0, 1, 1);
        for (double slope : slope(activations.get(0), z)) {
            if (slope == 0) {
                return true;
            }
        }
        return false;
    }

    boolean isDead(double most) {
        return slope <= most; // NaN is not dead
    }

    boolean isSaturated(double share) {
        return saturated >= share;
    }
}
