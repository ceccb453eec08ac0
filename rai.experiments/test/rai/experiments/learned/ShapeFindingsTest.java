package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import rai.api.report.Statement;

class ShapeFindingsTest {
    private static final List<String> SIZES = List.of("small", "medium", "large");

    private static double bump(double z) {
        return Math.pow(Math.tanh(z < 0 ? z : 2 * z), 2);
    }

    private static double bent(double z) {
        return Math.max(-z, 3 * z);
    }

    private static double softly(double z) {
        return z < 0 ? z * z : 2 * z * z;
    }

    /** Nine curves per base, as the source describes them. */
    private static List<Learnt> asInTheSource() {
        List<Learnt> curves = new ArrayList<>();
        for (String outer : SIZES) {
            for (String inner : SIZES) {
                boolean small = outer.equals("small");
                curves.add(Made.curve("tanh", outer, inner, 0.9, ShapeFindingsTest::bump));
                curves.add(Made.curve("relu", outer, inner, 0.9, wavy(ShapeFindingsTest::bent, small)));
                curves.add(Made.curve("gelu", outer, inner, 0.9, wavy(ShapeFindingsTest::softly, small)));
            }
        }
        return curves;
    }

    /** Waves in the middle, which leave the ends and the turn near 0 as they are. */
    private static DoubleUnaryOperator wavy(DoubleUnaryOperator f, boolean wavy) {
        return z -> f.applyAsDouble(z)
                + (wavy && Math.abs(z) < 1.8 ? 0.4 * Math.sin(4 * z) * Math.sin(4 * z) * Math.abs(z) / 2 : 0);
    }

    private static List<Statement> judged(List<Learnt> curves) {
        return new ShapeFindings(curves).all();
    }

    @Test
    void curvesAsInTheSourceAreReproducedInEveryRespect() {
        List<Statement> all = judged(asInTheSource());
        assertThat(all).extracting(Statement::mark).containsOnly(Statement.Mark.YES);
        assertThat(Made.sentences(all))
                .hasSize(7)
                .contains("reproduced: learnt curves have one clear extremum near 0: 27 of 27 curves (100 % [88, 100]),"
                        + " expected nearly always, that is at least 80 %");
    }

    @Test
    void nothingIsReproducedByCurvesThatRiseAndBendEverywhere() {
        List<Learnt> curves = new ArrayList<>();
        for (String outer : SIZES) {
            for (int i = 0; i < 3; i++) {
                int shift = i;
                curves.add(
                        Made.curve("tanh", outer, SIZES.get(i), 0.9, z -> shift == 0 ? z : Math.sin((1 + shift) * z)));
                curves.add(Made.curve("relu", outer, SIZES.get(i), 0.9, z -> Math.exp(2 * z)));
                curves.add(Made.curve("gelu", outer, SIZES.get(i), 0.9, z -> Math.exp(3 * z)));
            }
        }
        List<Statement> all = judged(curves);
        assertThat(all).extracting(Statement::mark).containsOnly(Statement.Mark.NO);
        assertThat(Made.sentences(all)).allMatch(sentence -> sentence.startsWith("NOT reproduced: "));
    }

    @Test
    void aTurnWithEqualSidesIsNotSteeperOnOneSide() {
        List<Statement> all = judged(List.of(
                Made.curve("gelu", "medium", "small", 0.9, z -> z * z),
                Made.curve("gelu", "medium", "large", 0.9, z -> -z * z)));
        assertThat(Made.sentences(all))
                .contains("NOT reproduced: a curve with one extremum near 0 is steeper on one side of it: 0 of 2 curves"
                        + " (0 % [0, 66]), expected nearly always, that is at least 80 %");
    }

    @Test
    void aPartOfTheCurvesIsJudgedByWhatItHas() {
        List<Statement> all = judged(List.of(Made.curve("relu", "small", "small", 0.9, ShapeFindingsTest::bent)));
        assertThat(all).hasSize(3);
    }
}
