package rai.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Update;
import rai.api.state.Numbers;
import rai.testkit.ObjectiveOptimizerContract;
import rai.testkit.Specs;

class LbfgsTest implements ObjectiveOptimizerContract {
    @Override
    public ObjectiveOptimizer optimizer() {
        return lbfgs("lbfgs(history=5, max-iterations=3)");
    }

    @Nested
    class WithoutLineSearch implements ObjectiveOptimizerContract {
        @Override
        public ObjectiveOptimizer optimizer() {
            return lbfgs("lbfgs(rate=0.5, history=5, line-search=none)");
        }
    }

    /** Values of PyTorch 1.13: torch.optim.LBFGS with line_search_fn='strong_wolfe', or without, in float64. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "max-iterations=1, history=3; 1; 3; -1.0245319303460325 1.0716196202669255",
                "max-iterations=1, history=3; 5; 11; -1.0202985244456986 1.0352565141554502",
                "max-iterations=1, history=3; 12; 27; -0.3574614078850795 0.09673522333402162",
                "max-iterations=4; 1; 5; -1.0288795348319695 1.0655029516848564",
                "max-iterations=4; 5; 25; 0.21682779600946944 0.06691881400560332",
                "max-iterations=4; 8; 41; 0.8926077474570585 0.7909177737726354",
                "max-iterations=2, history=2; 12; 27; -0.3375647583202882 0.06662912698078574",
                "rate=0.001, max-iterations=3, line-search=none; 12; 36; -1.1964595070407444 1.0028657135752974"
            })
    void rosenbrocksValleyIsDescendedAsPyTorchDoes(String settings, int steps, int evaluations, String expected) {
        Descent descent = new Descent("lbfgs(" + settings + ")", LbfgsTest::rosenbrock, -1.2, 1);
        descent.steps(steps);
        requireClose(descent.x.toDoubleVector(), expected);
        assertThat(descent.evaluations)
                .as("evaluations, with one a step before it")
                .isLessThanOrEqualTo(evaluations + steps);
    }

    /** Values of PyTorch 1.13, on the function of the golden file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "max-iterations=1, history=3; 8; -0.3005439495334965 -2.345589674816689 0.03573543380860404"
                        + " -0.09211879880528889",
                "max-iterations=1, history=3; 12; -0.3599537247006575 -2.504597163368946 -0.07308512568032545"
                        + " -0.23049421948927912",
                "max-iterations=4; 3; -0.3625743957318971 -2.474917833112793 -0.0777684333230976 -0.19297748538051887",
                "max-iterations=4; 12; -0.3578193789388784 -2.504502380986419 -0.073199450744227 -0.23087135523919528",
                "max-iterations=2, history=2; 12; -0.359933952204782 -2.50544028060474 -0.07545417825255077"
                        + " -0.23125417468757486",
                "rate=0.05, max-iterations=3, line-search=none; 12;"
                        + " 1.1615545945366115 -2.4097924639615003 0.13255334481742892 -0.28494534867269916"
            })
    void theGoldenFunctionIsDescendedAsPyTorchDoes(String settings, int steps, String expected) {
        Descent descent = new Descent("lbfgs(" + settings + ")", LbfgsTest::golden, 1.5, -2, 0.75, -0.4);
        descent.steps(steps);
        requireClose(descent.x.toDoubleVector(), expected);
    }

    @Test
    void aTrialThatOverflowsIsMovedBack() {
        // log(x) - x is a maximum at 1; beyond 0 it is NaN
        Descent descent = new Descent("lbfgs(rate=10)", x -> new double[] {x[0] - Math.log(x[0]), 1 - 1 / x[0]}, 5);
        descent.steps(10);
        assertThat(descent.x.getDouble(0)).isCloseTo(1, within(1e-5));
    }

    @Test
    void aMinimumIsLeftAsItIs() {
        Descent descent = new Descent("lbfgs", x -> new double[] {x[0] * x[0], 2 * x[0]}, 0);
        descent.steps(3);
        assertThat(descent.x.getDouble(0)).isZero();
        assertThat(descent.evaluations).isEqualTo(3);
    }

    private static void requireClose(double[] actual, String expected) {
        String[] numbers = expected.split(" ");
        for (int i = 0; i < actual.length; i++) {
            double number = Double.parseDouble(numbers[i]);
            assertThat(actual[i]).as("x%d", i).isCloseTo(number, within(1e-9 * Math.abs(number)));
        }
    }

    /** f, df/dx0, df/dx1, ... */
    private static double[] rosenbrock(double[] x) {
        double valley = x[1] - x[0] * x[0];
        return new double[] {
            (1 - x[0]) * (1 - x[0]) + 100 * valley * valley, -2 * (1 - x[0]) - 400 * x[0] * valley, 200 * valley
        };
    }

    private static double[] golden(double[] x) {
        double[] c = {1, 0.1, 10, 2.5};
        double[] all = new double[5];
        for (int i = 0; i < 4; i++) {
            all[0] += c[i] * x[i] * x[i] + 0.5 * Math.sin(3 * x[i]);
            all[i + 1] = 2 * c[i] * x[i] + 1.5 * Math.cos(3 * x[i]);
        }
        return all;
    }

    private static Lbfgs lbfgs(String spec) {
        return Specs.configure(new Lbfgs(), spec);
    }

    /** A function being minimised. */
    private static final class Descent implements Numbers {
        private final Lbfgs lbfgs;
        private final Function<double[], double[]> function;
        private final INDArray x;
        private final INDArray gradient;
        private final Map<String, INDArray> slots = new HashMap<>();
        private final Map<String, Double> numbers = new HashMap<>();
        private int evaluations;

        Descent(String spec, Function<double[], double[]> function, double... start) {
            this.lbfgs = lbfgs(spec);
            this.function = function;
            x = Nd4j.createFromArray(start);
            gradient = Nd4j.createFromArray(new double[start.length]);
            lbfgs.slots().forEach(name -> slots.put(name, gradient.dup()));
        }

        void steps(int steps) {
            for (int step = 1; step <= steps; step++) {
                lbfgs.step(x, gradient, evaluate(), this::evaluate, slots::get, this, new Update(step));
            }
        }

        private double evaluate() {
            evaluations++;
            double[] all = function.apply(x.toDoubleVector());
            for (int i = 1; i < all.length; i++) {
                gradient.putScalar(i - 1, all[i]);
            }
            return all[0];
        }

        @Override
        public double get(String name) {
            return numbers.getOrDefault(name, 0.0);
        }

        @Override
        public void set(String name, double value) {
            numbers.put(name, value);
        }
    }
}
