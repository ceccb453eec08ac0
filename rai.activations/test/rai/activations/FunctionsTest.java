package rai.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.array.Elementary;

/** The functions that activations are made of. */
class FunctionsTest {
    /** To 40 digits by mpmath, rounded to float64. */
    @ParameterizedTest
    @CsvSource({
        "-6, 2.0",
        "-1, 1.8427007929497148",
        "-0.3, 1.3286267594591274",
        "1e-9, 0.9999999988716208",
        "0.46875, 0.507386526782062",
        "0.5, 0.4795001221869535",
        "2, 0.004677734981047266",
        "4, 1.541725790028002e-08",
        "4.5, 1.9661604415428876e-10",
        "10, 2.088487583762545e-45",
        "26, 5.663192408856143e-296",
        "28, 0",
        "1e300, 0",
        "Infinity, 0",
        "-Infinity, 2",
        "NaN, NaN"
    })
    void theComplementOfTheErrorFunctionIsRightToFifteenDigits(double x, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(NormalDistribution.erfc(Elementary.FAST, x)).isNaN();
        } else {
            assertThat(NormalDistribution.erfc(Elementary.FAST, x)).isCloseTo(expected, withinPercentage(1e-13));
        }
    }

    @Test
    void theNormalTailOfFloatsAgreesWithThatOfDoubles() {
        for (float y = 0; y < 16; y += 0x1p-10f) {
            double expected = NormalDistribution.below(Elementary.FAST, -y) * Math.exp((double) y * y / 2);
            assertThat((double) ScaledNormalTail.at(y)).as("at %s", y).isCloseTo(expected, withinPercentage(5e-5));
        }
    }

    @Test
    void theLogarithmOfFloatsAgreesWithThatOfDoubles() {
        for (float y = Float.MIN_NORMAL; y <= 1; y *= 1.001f) {
            assertThat((double) FloatLogarithm.log1p(y))
                    .as("ln(1 + %s)", y)
                    .isCloseTo(Math.log1p(y), withinPercentage(4e-5));
        }
        assertThat(FloatLogarithm.log1p(0)).isZero();
        assertThat(FloatLogarithm.log1p(Float.NaN)).isNaN();
    }

    @Test
    void theSineOfFloatsKeepsItsDigitsNearItsZeros() {
        for (int k = -2500; k <= 2500; k++) {
            float[] z = {(float) (k * Math.PI), (float) ((k + 0.5) * Math.PI), k, k * 1e30f};
            float[] sine = z.clone();
            float[] cosine = z.clone();
            FloatSine.sin(sine, new float[z.length], z.length);
            FloatSine.cos(cosine, new float[z.length], z.length);
            for (int i = 0; i < z.length; i++) {
                assertThat(sine[i]).as("sin(%s)", z[i]).isCloseTo((float) Math.sin(z[i]), withinPercentage(5e-5));
                assertThat(cosine[i]).as("cos(%s)", z[i]).isCloseTo((float) Math.cos(z[i]), withinPercentage(5e-5));
            }
        }
    }

    @Test
    void theFloatsBesideANumberEncloseIt() {
        assertThat((double) Steps.floor(0.1)).isLessThan(0.1);
        assertThat(Math.nextUp(Steps.floor(0.1))).isEqualTo(Steps.ceiling(0.1));
        assertThat(Steps.floor(0.5)).isEqualTo(0.5f);
        assertThat(Steps.ceiling(-0.5)).isEqualTo(-0.5f);
        assertThat(Steps.floor(1e300)).isEqualTo(Float.MAX_VALUE);
    }
}
