package rai.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.loss.Loss;

/** A loss that is the mean over all elements of a function of one output and its target, in double precision. */
abstract class UnitwiseLoss implements Loss {
    /** The loss of one output. */
    abstract double loss(double output, double target);

    /** The derivative of {@link #loss} with respect to the output. */
    abstract double derivative(double output, double target);

    @Override
    public final double value(INDArray output, INDArray target) {
        Doubles y = Doubles.of(output);
        Doubles t = Doubles.of(target);
        int n = (int) output.length();
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += loss(y.get(i), t.get(i));
        }
        return total / n;
    }

    @Override
    public final double gradient(INDArray output, INDArray target, INDArray gradient) {
        Doubles y = Doubles.of(output);
        Doubles t = Doubles.of(target);
        Doubles g = Doubles.of(gradient);
        int n = (int) output.length();
        double total = 0;
        for (int i = 0; i < n; i++) {
            double at = y.get(i);
            total += loss(at, t.get(i));
            g.put(i, derivative(at, t.get(i)) / n);
        }
        return total / n;
    }
}
