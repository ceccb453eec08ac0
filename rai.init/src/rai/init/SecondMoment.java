package rai.init;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.init.DenseStart.Neighbour;
import rai.api.spec.SpecException;

/** E[σ(u)²] for u ~ N(0, 1): the mean square of an activation's values where pre-activations have variance 1. */
final class SecondMoment {
    /** The density at ±12 is 1e-32; the trapezoid rule is exact to rounding for smooth σ, and to 1e-9 across a kink. */
    private static final int BOUND = 12;

    private static final int POINTS_PER_UNIT = 256;

    private SecondMoment() {}

    /**
     * @param neighbour the activation
     * @return its second moment
     * @throws SpecException where it is 0 or not finite
     */
    static double of(Neighbour neighbour) {
        int last = BOUND * POINTS_PER_UNIT;
        INDArray values = Nd4j.createUninitialized(DataType.DOUBLE, 2 * last + 1);
        Fill.with(values, i -> point(i - last));
        neighbour.activation().value(values, values);
        var value = Elements.doubles(values);
        double sum = 0;
        for (int i = 0; i <= 2 * last; i++) {
            double u = point(i - last);
            sum += value.get(i) * value.get(i) * Math.exp(-u * u / 2);
        }
        double moment = sum / (POINTS_PER_UNIT * Math.sqrt(2 * Math.PI));
        if (!(moment > 0 && moment < Double.POSITIVE_INFINITY)) {
            throw new SpecException("isometric can't scale a map behind the activation " + neighbour.spec()
                    + ": the mean square of its values is " + moment + "; use another initializer, such as xavier");
        }
        return moment;
    }

    private static double point(int index) {
        return (double) index / POINTS_PER_UNIT;
    }
}
