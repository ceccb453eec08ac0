package rai.check;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.GradientMethod;

/** The gradient of a method against central differences of its objective. */
final class GradientComparison {
    private GradientComparison() {}

    /** Compares the gradient of one array at those elements that are trained. */
    static void compare(
            GradientMethod method,
            PlainTraining training,
            String name,
            INDArray values,
            double[] gradient,
            boolean[] trained)
            throws Violation {
        double h = 1e-5;
        INDArray flat = values.reshape(new long[] {values.length()});
        for (int i = 0; i < gradient.length; i++) {
            if (!trained[i]) {
                continue;
            }
            double at = flat.getDouble(i);
            flat.putScalar(i, at + h);
            training.at(0);
            double above = method.gradient(training);
            flat.putScalar(i, at - h);
            training.at(0);
            double below = method.gradient(training);
            flat.putScalar(i, at);
            training.at(0);
            double expected = (above - below) / (2 * h);
            Require.within(
                    gradient[i],
                    expected,
                    1e-7 + 1e-6 * Math.abs(expected),
                    "dL/d(" + name + ") at element " + i + ", against central differences of the objective");
        }
    }
}
