package rai.experiments.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FormatTest {
    /** The limits of IEEE 754-2019 and of bfloat16 (Kalamkar et al., 2019, arXiv:1905.12322). */
    @Test
    void theLimitsAreThoseOfTheFormats() {
        assertThat(Format.FLOAT64.smallestPositive()).isEqualTo(Double.MIN_VALUE);
        assertThat(Format.FLOAT64.largestFinite()).isEqualTo(Double.MAX_VALUE);
        assertThat(Format.FLOAT64.epsilon()).isEqualTo(Math.ulp(1.0));
        assertThat(Format.FLOAT64.absorbsOne()).isEqualTo(0x1p53);
        assertThat(Format.FLOAT32.smallestPositive()).isEqualTo(Float.MIN_VALUE);
        assertThat(Format.FLOAT32.largestFinite()).isEqualTo(Float.MAX_VALUE);
        assertThat(Format.BFLOAT16.smallestPositive()).isEqualTo(0x1p-133);
        assertThat(Format.BFLOAT16.largestFinite()).isEqualTo(0x1.fep127);
        assertThat(Format.FLOAT16.largestFinite()).isEqualTo(65504);
        assertThat(Format.FLOAT16.smallestPositive()).isEqualTo(0x1p-24);
        assertThat(Format.FLOAT16.epsilon()).isEqualTo(0x1p-10);
    }

    @Test
    void tiesAreRoundedToEvenAndWhatIsTooLargeIsInfinite() {
        assertThat(Format.BFLOAT16.round(1 + 0x1p-8)).isEqualTo(1);
        assertThat(Format.BFLOAT16.round(1 + 3 * 0x1p-8)).isEqualTo(1 + 0x1p-6);
        assertThat(Format.FLOAT16.round(65519)).isEqualTo(65504);
        assertThat(Format.FLOAT16.round(-65520)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Format.FLOAT16.round(0x1p-26)).isZero();
        assertThat(Format.FLOAT16.round(Double.NaN)).isNaN();
    }

    /** A float32 is a float16 with more bits if its last 13 bits are 0 and its exponent fits. */
    @Test
    void roundingOnceMoreChangesNothing() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            double x = Format.FLOAT16.round(random.nextGaussian() * Math.scalb(1.0, random.nextInt(30) - 20));
            assertThat(Format.FLOAT16.round(x)).isEqualTo(x);
            assertThat(Format.FLOAT32.round(x)).isEqualTo(x);
        }
    }
}
