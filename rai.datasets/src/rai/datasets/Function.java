package rai.datasets;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.activation.Activation;
import rai.api.array.Doubles;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Matrix;
import rai.api.data.Task;
import rai.api.spec.About;
import rai.api.spec.Checked;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * A function of one number to be learnt: features x [n, 1], or (x, 1) [n, 2] with {@code ones}; targets f(x) + noise ε,
 * ε standard normal. The function is an activation, such as {@code identity}, {@code tanh}, or a formula:
 * {@code function(f=expression("sin(10*z)"))}, in which z stands for x.
 *
 * <p>Uniform: x is drawn from U(from, to), all n points first; then comes the noise, of point after point. Grid: n points
 * from {@code from} at equal distances, the last one at {@code to} if it is {@code closed}, else one distance before it.
 */
@Component
@Named("function")
@About(
        value = "A function of one number, at random points or on a grid: any activation, or a formula of z.",
        formula = "y = f(x) + noise * eps, x ~ U(from, to) or on a grid",
        source = "the reference experiments that the studies relu-wrong, square and stability repeat")
public class Function implements DatasetSource, Checked {
    /** How points lie between the bounds. */
    enum Spacing {
        /** Drawn independently from U(from, to). */
        UNIFORM,
        /** At equal distances, in ascending order. */
        GRID
    }

    @Setting(value = "The function: an activation, or a formula of z such as expression(\"z^2\").", spec = "identity")
    Activation f;

    @Setting(value = "Number of points.", min = 1)
    int n = 100;

    @Setting("Lower bound of x.")
    double from = 0;

    @Setting("Upper bound of x.")
    double to = 1;

    @Setting("Whether points are drawn at random or lie at equal distances, in ascending order.")
    Spacing spacing = Spacing.UNIFORM;

    @Setting("Whether a grid contains the upper bound; else its last point lies one distance below it.")
    boolean closed = true;

    @Setting(value = "Standard deviation of the normal noise on y.", min = 0)
    double noise = 0;

    @Setting("Whether a second feature that is always 1 follows: a bias for maps without biases.")
    boolean ones = false;

    @Setting(value = "Seed of the points and the noise.", min = 0, max = NumpyRandom.MAX_SEED)
    long seed = 0;

    @Override
    public void check() {
        if (from >= to) {
            throw new SpecException("the setting 'from' of function must be below 'to', but they are " + from + " and "
                    + to + ": write them the other way round");
        }
    }

    @Override
    public Dataset load() {
        int width = ones ? 2 : 1;
        Matrix.requireFit("function(n=" + n + ")", n, width);
        NumpyRandom random = new NumpyRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = spacing == Spacing.GRID ? grid(i) : from + (to - from) * random.uniform();
        }
        double[] y = values(x);
        for (int i = 0; noise > 0 && i < n; i++) {
            y[i] += noise * random.normal();
        }
        return new Dataset(
                Task.REGRESSION,
                Matrix.of(ones ? withOnes(x) : x, n, width),
                Matrix.of(y, n, 1),
                ones ? List.of("x", "one") : List.of("x"),
                List.of());
    }

    private double grid(int i) {
        int steps = closed ? Math.max(1, n - 1) : n;
        return i == steps ? to : from + i * ((to - from) / steps);
    }

    private double[] values(double[] x) {
        INDArray values = Matrix.of(x, n, 1);
        f.value(values, values);
        double[] y = Doubles.copy(values);
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(y[i])) {
                throw new SpecException("function gives " + y[i] + " at x = " + x[i]
                        + ": choose another f, or bounds between which it is finite");
            }
        }
        return y;
    }

    private static double[] withOnes(double[] x) {
        double[] pairs = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            pairs[2 * i] = x[i];
            pairs[2 * i + 1] = 1;
        }
        return pairs;
    }
}
