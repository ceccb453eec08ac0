package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Line2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContourTest {

    @Test
    void theContourOfALinearFunctionIsExact() {
        List<Line2D> pieces = Contour.at(0.5, linear(20, 30));

        assertThat(pieces).isNotEmpty().allSatisfy(piece -> {
            assertThat(value(piece.getX1(), piece.getY1())).isCloseTo(0.5, within(1e-12));
            assertThat(value(piece.getX2(), piece.getY2())).isCloseTo(0.5, within(1e-12));
        });
    }

    @Test
    void theContourOfALinearFunctionGoesFromEdgeToEdge() {
        List<Line2D> pieces = Contour.at(0.5, linear(20, 30));

        assertThat(pieces.stream()
                        .mapToDouble(piece -> Math.min(piece.getY1(), piece.getY2()))
                        .min()
                        .orElseThrow())
                .isZero();
        assertThat(pieces.stream()
                        .mapToDouble(piece -> Math.max(piece.getY1(), piece.getY2()))
                        .max()
                        .orElseThrow())
                .isEqualTo(20);
    }

    @Test
    void aConstantHasNoContour() {
        assertThat(Contour.at(0.5, new double[][] {{0.2, 0.2}, {0.2, 0.2}})).isEmpty();
    }

    @Test
    void aSingleCellHasNoContour() {
        assertThat(Contour.at(0.5, new double[][] {{0.7}})).isEmpty();
    }

    @Test
    void aSquareThatTouchesNaNHasNoContour() {
        assertThat(Contour.at(0.5, new double[][] {{0, 1}, {Double.NaN, 1}}))
                .noneMatch(piece -> piece.getY2() > 0.5 && piece.getY2() < 1.5);
    }

    @Test
    void atASaddleTheCentreDecidesWhichCornersBelongTogether() {
        // the high corners are joined through the centre, so each line cuts off one of the low corners, (1.5, 0.5) and
        // (0.5, 1.5)
        List<Line2D> inner = Contour.at(0.5, new double[][] {{1, 0.2}, {0.2, 1}}).stream()
                .filter(piece -> piece.getBounds2D().getMinX() >= 0.5
                        && piece.getBounds2D().getMaxX() <= 1.5
                        && piece.getBounds2D().getMinY() >= 0.5
                        && piece.getBounds2D().getMaxY() <= 1.5)
                .toList();

        assertThat(inner).hasSize(2).noneMatch(piece -> piece.intersectsLine(0.6, 0.6, 1.4, 1.4));
    }

    private static double value(double x, double y) {
        return 0.1 + 0.02 * x + 0.01 * y;
    }

    /** A linear function at the centres of cells. */
    private static double[][] linear(int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row][column] = value(column + 0.5, row + 0.5);
            }
        }
        return values;
    }
}
