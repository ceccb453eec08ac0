package rai.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.api.activation.ScalarActivation;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.testkit.DatasetContract;
import rai.testkit.Specs;

class FunctionTest implements DatasetContract {
    @Override
    public DatasetSource dataset() {
        return function("function(f=square, n=30, noise=0.1, ones=true, seed=5)");
    }

    @Test
    void targetsAreTheValuesOfTheFunction() {
        Dataset data = function("function(f=square, n=50, from=-2, to=3)").load();
        assertThat(data.task()).isEqualTo(Task.REGRESSION);
        double[] x = data.features().toDoubleVector();
        assertThat(data.targets().toDoubleVector())
                .containsExactly(Arrays.stream(x).map(z -> z * z).toArray());
        assertThat(Arrays.stream(x)).allMatch(z -> z >= -2 && z < 3);
        assertThat(Arrays.stream(x).min().orElseThrow()).isLessThan(-1.5);
        assertThat(Arrays.stream(x).max().orElseThrow()).isGreaterThan(2.5);
    }

    /** numpy.random.RandomState(42).uniform(size=3), NumPy 2.4.6. */
    @Test
    void pointsAreThoseOfNumPy() {
        assertThat(function("function(f=square, n=3, seed=42)")
                        .load()
                        .features()
                        .toDoubleVector())
                .containsExactly(0.3745401188473625, 0.9507143064099162, 0.7319939418114051);
    }

    @Test
    void aClosedGridContainsBothBounds() {
        assertThat(x("function(f=square, n=5, from=-1, to=1, spacing=grid)")).containsExactly(-1, -0.5, 0, 0.5, 1);
        assertThat(x("function(f=square, n=7, from=0.1, to=0.7, spacing=grid)")).endsWith(0.7);
        assertThat(x("function(f=square, n=1, from=2, to=3, spacing=grid)")).containsExactly(2);
    }

    @Test
    void anOpenGridLacksTheUpperBound() {
        double[] x = x("function(f=square, n=20, from=-1, to=1, spacing=grid, closed=false)");
        assertThat(x).hasSize(20).startsWith(-1);
        IntStream.range(0, 20).forEach(i -> assertThat(x[i]).isCloseTo(-1 + 0.1 * i, within(1e-15)));
    }

    @Test
    void onesAreASecondFeature() {
        Dataset data =
                function("function(f=square, n=3, spacing=grid, ones=true)").load();
        assertThat(data.featureNames()).containsExactly("x", "one");
        assertThat(data.features().toDoubleMatrix()).isDeepEqualTo(new double[][] {{0, 1}, {0.5, 1}, {1, 1}});
    }

    @Test
    void noiseHasItsStandardDeviationAndLeavesThePointsAlone() {
        Dataset data = function("function(f=square, n=10000, noise=0.3)").load();
        double[] x = data.features().toDoubleVector();
        assertThat(x).isEqualTo(x("function(f=square, n=10000)"));
        double[] y = data.targets().toDoubleVector();
        double variance = IntStream.range(0, x.length)
                .mapToDouble(i -> Math.pow(y[i] - x[i] * x[i], 2))
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(variance)).isCloseTo(0.3, within(0.01));
    }

    @Test
    void boundsTheOtherWayRoundAreRefused() {
        assertThatThrownBy(() -> function("function(f=square, from=1, to=0)"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the setting 'from' of function must be below 'to', but they are 1.0 and 0.0");
    }

    @Test
    void aFunctionThatIsNotFiniteIsRefusedWithThePoint() {
        assertThatThrownBy(() -> Specs.configure(
                                new Function(), "function(f=inverse, n=3, from=-1, to=1, spacing=grid)", new Inverse())
                        .load())
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("function gives Infinity at x = 0.0");
    }

    private static double[] x(String spec) {
        return function(spec).load().features().toDoubleVector();
    }

    private static Function function(String spec) {
        return Specs.configure(new Function(), spec, new Square());
    }

    @Named("square")
    static class Square implements ScalarActivation {
        @Override
        public double value(double z) {
            return z * z;
        }

        @Override
        public double derivative(double z) {
            return 2 * z;
        }
    }

    @Named("inverse")
    static class Inverse implements ScalarActivation {
        @Override
        public double value(double z) {
            return 1 / z;
        }

        @Override
        public double derivative(double z) {
            return -1 / (z * z);
        }
    }
}
