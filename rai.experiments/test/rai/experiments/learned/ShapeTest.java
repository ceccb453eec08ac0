package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rai.experiments.learned.Shape.Turn;

class ShapeTest {
    static double[] curve(DoubleUnaryOperator f) {
        return IntStream.range(0, Shape.POINTS)
                .mapToDouble(i -> f.applyAsDouble(Shape.z(i)))
                .toArray();
    }

    private static Shape of(DoubleUnaryOperator f) {
        return Shape.of(curve(f));
    }

    /** A bump between two flat ends, as tanh-based networks learn it; its right side falls twice as fast. */
    private static double bump(double z) {
        return z < 0 ? -Math.pow(Math.tanh(z), 2) : -Math.pow(Math.tanh(2 * z), 2);
    }

    @Test
    void aBumpTurnsOnceNearZeroAndSaturates() {
        Shape bump = of(ShapeTest::bump);
        assertThat(bump.turns()).containsExactly(new Turn(0, true));
        assertThat(bump.hasOneExtremumNearZero()).isTrue();
        assertThat(bump.left()).isCloseTo(0.5800, within(1e-4));
        assertThat(bump.right()).isCloseTo(0.9293, within(1e-4));
        assertThat(bump.isSteeperOnOneSide()).isTrue();
        assertThat(bump.leftEdge().isSaturated()).isTrue();
        assertThat(bump.rightEdge().isSaturated()).isTrue();
    }

    @Test
    void aBentLineIsStraightAtItsEndsAndHasNoWiggles() {
        Shape bent = of(z -> z < 0.2 ? -0.5 * (z - 0.2) : 2 * (z - 0.2));
        assertThat(bent.near()).containsExactly(new Turn(0.2, false));
        assertThat(bent.steeper()).isCloseTo(4, within(1e-9));
        assertThat(bent.wiggles()).isZero();
        assertThat(bent.leftEdge().isStraight()).isTrue();
        assertThat(bent.rightEdge().isStraight()).isTrue();
        assertThat(bent.rightEdge().isSlightlyCurved()).isFalse();
        assertThat(bent.rightEdge().slope()).isCloseTo(1, within(1e-9));
        assertThat(bent.rightEdge().isSaturated()).isFalse();
    }

    @Test
    void anEvenTurnIsNotSteeperOnOneSide() {
        assertThat(of(z -> z * z).isSteeperOnOneSide()).isFalse();
    }

    /** z² leaves its chord over a unit by 1/4 · 1/4 of 9. */
    @Test
    void aParabolaIsSlightlyCurvedAtItsEnds() {
        Shape parabola = of(z -> z * z);
        assertThat(parabola.rightEdge().bend()).isCloseTo(0.25 / 9, within(1e-9));
        assertThat(parabola.rightEdge().isSlightlyCurved()).isTrue();
        assertThat(parabola.rightEdge().isStraight()).isFalse();
    }

    @Test
    void aMonotoneCurveHasNoExtremum() {
        Shape rising = of(Math::tanh);
        assertThat(rising.turns()).isEmpty();
        assertThat(rising.hasOneExtremumNearZero()).isFalse();
        assertThat(rising.isSteeperOnOneSide()).isFalse();
        assertThat(rising.wiggles()).isEqualTo(1);
    }

    @Test
    void aWaveHasSeveralTurnsAndWiggles() {
        Shape wave = of(z -> Math.sin(4 * z));
        assertThat(wave.turns()).hasSize(8);
        assertThat(wave.near()).hasSize(2);
        assertThat(wave.hasOneExtremumNearZero()).isFalse();
        assertThat(wave.wiggles()).isEqualTo(7);
    }

    /** Neither comes back by a tenth of the range, nor bends by a hundredth. */
    @Test
    void noiseIsNeitherATurnNorAWiggle() {
        Shape noisy = of(z -> z * z + 0.01 * Math.cos(31 * z));
        assertThat(noisy.turns()).hasSize(1);
        assertThat(noisy.wiggles()).isZero();
    }

    @Test
    void aTurnFarFromZeroIsNotNear() {
        Shape far = of(z -> Math.abs(z - 2));
        assertThat(far.turns()).containsExactly(new Turn(2, false));
        assertThat(far.near()).isEmpty();
    }

    @Test
    void aConstantIsFlat() {
        Shape flat = of(z -> 3);
        assertThat(flat.turns()).isEmpty();
        assertThat(flat.wiggles()).isZero();
        assertThat(flat.leftEdge().isSaturated()).isTrue();
    }

    @Test
    void shiftScaleAndMirrorDoNotMakeCurvesDifferent() {
        double[] one = curve(ShapeTest::bump);
        assertThat(Shape.distance(one, curve(z -> 7 - 3 * bump(-z)))).isCloseTo(0, within(1e-7));
    }

    @Test
    void oddAndEvenCurvesHaveNothingInCommon() {
        assertThat(Shape.distance(curve(Math::tanh), curve(z -> z * z))).isCloseTo(1, within(1e-9));
    }

    /** The correlation of z and z³ on the grid. */
    @Test
    void theDistanceIsWhatTheBestFitLeaves() {
        assertThat(Shape.distance(curve(z -> z), curve(z -> z * z * z))).isCloseTo(0.3996, within(1e-4));
    }
}
