package rai.experiments.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import rai.statistics.Summary;

class GradientModelTest {
    @Test
    void theFormulaGivesTheFigureOfTheSource() {
        GradientModel model = new GradientModel(8, 64, 2, 2, 2, 2);
        assertThat(model.variance(2)).isEqualTo(0x1p66).isCloseTo(7.3787e19, within(1e15));
        assertThat(model.log10Variance(2)).isCloseTo(66 * Math.log10(2), within(1e-12));
    }

    @Test
    void eachOfItsFactorsHasItsPower() {
        GradientModel model = new GradientModel(4, 3, 5, 7, 11, 13);
        assertThat(model.variance(4)).isEqualTo(25.0 * 121 * 169);
        assertThat(model.variance(2)).isEqualTo(9.0 * Math.pow(5, 6) * Math.pow(7, 4) * 121 * 169);
    }

    @Test
    void drawsHaveTheVarianceAndTheSpreadOfTheFormulas() {
        GradientModel model = new GradientModel(3, 32, 0.5, 0.3, 2, 1.5);
        Random random = new Random(5);
        double[] squares = new double[20_000];
        double[] ofOne = new double[20_000];
        for (int i = 0; i < squares.length; i++) {
            double[][] sizes = model.draw(random, Format.FLOAT64);
            squares[i] = sizes[0][0] * sizes[0][0] / model.variance(1);
            ofOne[i] = sizes[1][0] * sizes[1][0] / model.variance(1);
        }
        assertThat(Summary.of(squares).mean()).isCloseTo(1, within(0.03));
        assertThat(Summary.of(squares).sd()).isCloseTo(model.relativeSpread(1), within(0.1 * model.relativeSpread(1)));
        assertThat(Summary.of(ofOne).mean()).isCloseTo(1, within(0.25));
    }

    @Test
    void inANarrowFormatGradientsOverflowAndUnderflow() {
        GradientModel large = new GradientModel(10, 8, 1, 1000, 1, 1);
        GradientModel small = new GradientModel(10, 8, 1, 0.001, 1, 1);
        assertThat(large.draw(new Random(1), Format.FLOAT16)[0][0]).isInfinite();
        assertThat(small.draw(new Random(1), Format.FLOAT16)[0][0]).isZero();
        assertThat(large.draw(new Random(1), Format.FLOAT64)[0][0]).isFinite();
        assertThat(small.draw(new Random(1), Format.FLOAT64)[0][0]).isPositive();
    }
}
