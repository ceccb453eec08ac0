package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.activation.Activation;
import rai.api.spec.Settings;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.testkit.ActivationContract;
import rai.testkit.Specs;

class ExpressionTest {
    private static Expression expression(String formula) {
        return Specs.configure(new Expression(), "expression(\"" + formula + "\")");
    }

    @Nested
    class Smooth implements ActivationContract {
        @Override
        public Activation activation() {
            return expression("tanh(z) * exp(-z^2 / 8) + 0.1*z");
        }

        @Override
        public boolean hasLimits() {
            return false;
        }
    }

    @Nested
    class Kinked implements ActivationContract {
        @Override
        public Activation activation() {
            return expression("max(0.1*z, z)");
        }

        /** At an infinity both sides of max are equal, so its derivative there is their mean. */
        @Override
        public boolean hasLimits() {
            return false;
        }

        @Override
        public double[] kinks() {
            return new double[] {0};
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2*z - 3 | 1 | 2",
                "-z^2 | -2.25 | -3",
                "2^-z | 0.35355339059327373 | -0.2450645358671368",
                "z^2^3 | 25.62890625 | 136.6875",
                "6/2/z | 2 | -1.3333333333333333",
                "1e1*z - .5E-1 | 14.95 | 10",
                "((z)) | 1.5 | 1",
                "+z - -z | 3 | 2",
                "e*z/e + pi - pi | 1.5 | 1",
                "pow(z, 3) | 3.375 | 6.75",
                "min(z, 1) + max(z, 2) | 3 | 0",
                "abs(-z) | 1.5 | 1",
                "relu(z) - relu(-z) | 1.5 | 1"
            })
    void aFormulaMeansWhatItMeansInWriting(String formula, double value, double derivative) {
        assertThat(expression(formula).value(1.5)).isCloseTo(value, within(1e-15 * Math.abs(value)));
        assertThat(expression(formula).derivative(1.5)).isCloseTo(derivative, within(4e-16 * Math.abs(derivative)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exp(z)", "log(z)", "sqrt(z)", "abs(z)", "sin(z)", "cos(z)", "tan(z)", "sinh(z)", "cosh(z)", "tanh(z)",
                        "sigmoid(z)",
                "erf(z)", "softplus(z)", "relu(z)", "min(z, z^2)", "max(z, z^2)", "pow(z, z)", "z^0.7", "2^z",
                        "z/(1+z*z)", "-z", "z-2/z",
                "erf(2*z)"
            })
    void itsDerivativeAgreesWithCentralDifferences(String formula) {
        for (double z : new double[] {0.2, 0.9, 1.4, 3.1}) {
            double h = 1e-5;
            double slope =
                    (expression(formula).value(z + h) - expression(formula).value(z - h)) / (2 * h);
            assertThat(expression(formula).derivative(z))
                    .as("%s at %s", formula, z)
                    .isCloseTo(slope, within(1e-8 * Math.max(1, Math.abs(slope))));
        }
    }

    /** math.erf of Python 3.10. */
    @ParameterizedTest
    @CsvSource({
        "1e-10, 1.1283791670955126e-10", "0.1, 0.1124629160182849", "0.5, 0.5204998778130465", "1, 0.8427007929497149",
        "-2.4, -0.9993114861033549", "2.5, 0.999593047982555", "3, 0.9999779095030014", "5, 0.9999999999984626",
        "7, 1", "-40, -1"
    })
    void erfHasTheRightDigits(double z, double expected) {
        assertThat(expression("erf(z)").value(z)).isCloseTo(expected, within(5e-16 * Math.abs(expected)));
    }

    @Test
    void atAKinkTheDerivativeIsTheChoiceOfPyTorch() {
        assertThat(expression("abs(z)").derivative(0)).isZero();
        assertThat(expression("relu(z)").derivative(0)).isZero();
        assertThat(expression("max(z, 3*z)").derivative(0)).isEqualTo(2);
    }

    /** Each has a part that overflows, or 0/0 by underflow, so that plain arithmetic gives NaN or ∞. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/(1+exp(-z)) | -1e6 | 0 | 0",
                "1/(1+exp(-z)) | -800 | 0 | 0",
                "1/(1+exp(-z)) | 1e6 | 1 | 0",
                "z/(1+exp(-z)) | -1e6 | 0 | 0",
                "1/(1+exp(-z))^2 | -400 | 0 | 0",
                "1/(1+exp(-z)^3) | -1e5 | 0 | 0",
                "(exp(z)-exp(-z))/(exp(z)+exp(-z)) | 1000 | 1 | 0",
                "(exp(z)-exp(-z))/(exp(z)+exp(-z)) | -1000 | -1 | 0",
                "exp(z)/(exp(z)+1) | 1e300 | 1 | 0",
                "log(1+exp(z)) | 1000 | 1000 | 1",
                "log(1+exp(z)) | -1000 | 0 | 0",
                "log(exp(-z)) | 1000 | -1000 | -1",
                "exp(z)*exp(-z) | 1000 | 1 | 0",
                "sqrt(exp(z))/exp(z/2) | -3000 | 1 | 0",
                "z*tanh(log(1+exp(z))) | 1e4 | 1e4 | 1",
                "sinh(z)/cosh(z) | 1000 | 1 | 0",
                "z*exp(z)/cosh(z) | 1000 | 2000 | 2",
                "z*sigmoid(exp(z)) | 1000 | 1000 | 1",
                "min(z, log(1+exp(z))) | 1000 | 1000 | 1",
                "exp(-exp(-z))  | -1000 | 0 | 0",
                "2^z/(1+2^z) | 5000 | 1 | 0",
                "log(cosh(z)) | -1000 | 999.3068528194401 | -1"
            })
    void whereAPartOverflowsValueAndDerivativeAreTheLimits(String formula, double z, double value, double slope) {
        assertThat(expression(formula).value(z)).isCloseTo(value, within(1e-12 * Math.abs(value)));
        assertThat(expression(formula).derivative(z)).isCloseTo(slope, within(1e-9));
    }

    /** e^800 times their small rest: the numbers do not lose their digits where they overflow. */
    @Test
    void largeNumbersKeepTheirDigits() {
        assertThat(expression("(exp(z)+exp(z-1))/exp(z)").value(800)).isCloseTo(1 + Math.exp(-1), within(1e-12));
        assertThat(expression("z^3*exp(-z)*exp(z)").derivative(900)).isCloseTo(3 * 900.0 * 900, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1/z | 0 | Infinity", "log(z) | 0 | -Infinity", "exp(z) | 800 | Infinity"})
    void whatIsInfiniteInTheFormulaStaysInfinite(String formula, double z, double value) {
        assertThat(expression(formula).value(z)).isEqualTo(value);
    }

    @Test
    void whatIsUndefinedStaysNan() {
        assertThat(expression("log(z)").value(-1)).isNaN();
        assertThat(expression("sqrt(z)").derivative(-1)).isNaN();
        assertThat(expression("max(log(z), 0)").value(-1)).isNaN();
        assertThat(expression("z").value(Double.NaN)).isNaN();
    }

    @Test
    void whatOccursTwiceMeansTheSame() {
        Expression swish = expression("z*sigmoid(z) + z*sigmoid(z)");
        assertThat(swish.value(0.3)).isEqualTo(2 * expression("z*sigmoid(z)").value(0.3));
    }

    @Test
    void tilesOfFloatsFollowDoublesAndLeaveOtherElementsAlone() {
        Expression expression = expression("z*tanh(softplus(z))");
        float[] z = {9, -1, 0.5f, 2, 9};
        float[] a = {7, 7, 7, 7, 7};
        float[] gradient = {7, 1, 2, 3, 7};
        expression.value(z, a, 1, 4);
        expression.backward(z, a, gradient, 1, 4);
        assertThat(new float[] {a[0], a[4], gradient[0], gradient[4]}).containsOnly(7);
        for (int i = 1; i < 4; i++) {
            assertThat(a[i]).isEqualTo((float) expression.value(z[i]));
            assertThat(gradient[i]).isEqualTo((float) (i * expression.derivative(z[i])));
        }
    }

    @Test
    void itsSpecReadsBackAsTheSameSpec() {
        for (String formula : new String[] {"z*sigmoid(z)", "max(z, 0.1*z)", "sigmoid(z)", "z"}) {
            Spec full = Settings.configure(new Expression(), Spec.parse("expression(\"" + formula + "\")"), null)
                    .spec();
            assertThat(Spec.parse(full.toString())).isEqualTo(full);
            assertThat(full.settings()).containsEntry("formula", formula);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z*sigmod(z) | in the formula 'z*sigmod(z)', at position 3, unknown function 'sigmod': did you mean"
                        + " 'sigmoid'?",
                "z* | in the formula 'z*', at position 3, the end comes too early: a number, z, pi, e, a function or"
                        + " '(' was expected",
                "z $ 2 | in the formula 'z $ 2', at position 3, '$' is not understood: an operator + - * / ^ or the"
                        + " end was expected",
                "x + 1 | in the formula 'x + 1', at position 1, 'x' is unknown: there are z, the numbers pi and e, and"
                        + " the functions",
                "max(z) | in the formula 'max(z)', at position 6, a comma was expected: max takes two arguments",
                "(z + 1 | in the formula '(z + 1', at position 7, the end comes too early: the ')' of '(' was expected",
                "exp(z, 2) | in the formula 'exp(z, 2)', at position 6, ',' is not understood: the ')' of 'exp(' was"
                        + " expected",
                "1.2.3*z | in the formula '1.2.3*z', at position 1, '1.2.3' is not a number",
                "2z | in the formula '2z', at position 2, 'z' is not understood: an operator + - * / ^ or the end was"
                        + " expected",
                "1 + 2 | the formula '1 + 2' never mentions z"
            })
    void whatIsNotAFormulaIsExplained(String formula, String message) {
        assertThatThrownBy(() -> expression(formula))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aFormulaThatIsTooDeepIsExplained() {
        assertThatThrownBy(() -> expression("(".repeat(10_000) + "z" + ")".repeat(10_000)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("more than 200 formulas lie within each other");
    }
}
