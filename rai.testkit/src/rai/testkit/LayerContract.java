package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.layer.LayerFunction;

/**
 * What every layer must keep. A test class that implements this interface inherits the tests:
 *
 * <pre>
 * class DropoutTest implements LayerContract {
 *     &#64;Override
 *     public LayerFunction layer() {
 *         return new Dropout();
 *     }
 * }
 * </pre>
 */
public interface LayerContract {
    /** @return the layer under test */
    LayerFunction layer();

    /** @return a width that the layer can read */
    default int inputs() {
        return 6;
    }

    /** In float64: L = Σ u ⊙ y, along every element of the input. */
    @Test
    @DisplayName("contract: dL/d(input) agrees with central differences")
    default void inputGradientAgreesWithCentralDifferences() {
        PlainPass pass = pass(DataType.DOUBLE, true, rows(7));
        forthAndBack(pass);
        requireSlopes(pass, pass.input(), pass.downstream().dup(), "input");
    }

    /** In float64: L = Σ u ⊙ y, along every element of every parameter. */
    @Test
    @DisplayName("contract: dL/d(parameter) agrees with central differences")
    default void parameterGradientsAgreeWithCentralDifferences() {
        PlainPass pass = pass(DataType.DOUBLE, true, rows(7));
        forthAndBack(pass);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        pass.gradients.forEach((name, gradient) -> gradients.put(name, gradient.dup()));
        gradients.forEach((name, gradient) -> requireSlopes(pass, pass.parameters.get(name), gradient, name));
    }

    private void requireSlopes(PlainPass pass, INDArray moved, INDArray gradient, String what) {
        INDArray line = moved.reshape(moved.length());
        List<Double> expected = PlainPass.elements(gradient);
        double h = 1e-6;
        for (int i = 0; i < line.length(); i++) {
            double at = line.getDouble(i);
            line.putScalar(i, at + h);
            layer().forward(pass);
            double above = pass.objective();
            line.putScalar(i, at - h);
            layer().forward(pass);
            double below = pass.objective();
            line.putScalar(i, at);
            assertThat(expected.get(i))
                    .as("dL/d(%s) at element %d", what, i)
                    .isCloseTo((above - below) / (2 * h), within(1e-7 * Math.max(1, Math.abs(expected.get(i)))));
        }
    }

    /** A gradient that nobody wants is not written, and changes no other. */
    @Test
    @DisplayName("contract: dL/d(input) may be unwanted")
    default void theInputGradientMayBeUnwanted() {
        PlainPass pass = pass(DataType.DOUBLE, true, rows(5));
        forthAndBack(pass);
        PlainPass without = pass(DataType.DOUBLE, true, rows(5));
        without.wantNoDownstream();
        forthAndBack(without);
        without.results().forEach((what, numbers) -> assertThat(numbers).as(what).isEqualTo(pass.results().get(what)));
    }

    /** State changes when it is settled, and only then. */
    @Test
    @DisplayName("contract: input, parameters, state and upstream gradient are only read")
    default void whatIsHandedInIsOnlyRead() {
        for (DataType type : Activations.TYPES) {
            for (boolean training : new boolean[] {true, false}) {
                PlainPass pass = pass(type, training, rows(5));
                var before = pass.readOnly();
                layer().forward(pass);
                assertThat(pass.readOnly()).as("forward, training %s", training).isEqualTo(before);
                if (training) {
                    layer().backward(pass);
                    assertThat(pass.readOnly()).as("backward").isEqualTo(before);
                }
            }
        }
    }

    /** Row by row the same bits as all rows at once. */
    @Test
    @DisplayName("contract: in evaluation each row is treated by itself, and always the same")
    default void evaluationTreatsEachRowByItself() {
        for (DataType type : Activations.TYPES) {
            double[][] x = rows(5);
            List<Double> all = evaluated(pass(type, false, x));
            int width = layer().outputs(inputs());
            for (int row = 0; row < x.length; row++) {
                assertThat(evaluated(pass(type, false, new double[][] {x[row]})))
                        .as("row %d in %s", row, type)
                        .isEqualTo(all.subList(row * width, (row + 1) * width));
            }
        }
    }

    private List<Double> evaluated(PlainPass pass) {
        layer().forward(pass);
        return PlainPass.elements(pass.output());
    }

    /** What does not claim to mix rows may be handed some of them at a time: another row's numbers change nothing. */
    @Test
    @DisplayName("contract: a row depends on other rows only where the layer says so")
    default void rowsDependOnEachOtherOnlyWhereTheLayerSaysSo() {
        double[][] x = rows(4);
        List<Double> before = evaluated(pass(DataType.DOUBLE, true, x));
        x[3] = rows(5)[4];
        List<Double> after = evaluated(pass(DataType.DOUBLE, true, x));
        int first = 3 * layer().outputs(inputs());
        assertThat(before.subList(0, first).equals(after.subList(0, first)))
                .as("the first three rows stay as they are when the fourth is changed")
                .isEqualTo(!layer().mixesRows());
    }

    /** It keeps nothing between calls: what is between forth and back lies in the pass. */
    @Test
    @DisplayName("contract: two passes may be under way at once")
    default void twoPassesMayBeUnderWayAtOnce() {
        LayerFunction layer = layer();
        PlainPass alone = pass(DataType.DOUBLE, true, rows(5));
        forthAndBack(alone);
        PlainPass one = pass(DataType.DOUBLE, true, rows(5));
        PlainPass other = pass(DataType.DOUBLE, true, rows(9));
        layer.forward(one);
        layer.forward(other);
        layer.backward(one);
        layer.backward(other);
        assertThat(one.results()).isEqualTo(alone.results());
    }

    /** What single precision gives is what double precision gives, rounded. */
    @Test
    @DisplayName("contract: float32 follows float64")
    default void floatsFollowDoubles() {
        PlainPass floats = pass(DataType.FLOAT, true, rows(9));
        PlainPass doubles = pass(DataType.DOUBLE, true, rows(9));
        forthAndBack(floats);
        forthAndBack(doubles);
        doubles.results().forEach((what, expected) -> {
            for (int i = 0; i < expected.size(); i++) {
                assertThat(floats.results().get(what).get(i))
                        .as("%s at element %d", what, i)
                        .isCloseTo(expected.get(i), within(2e-5 * Math.max(1, Math.abs(expected.get(i)))));
            }
        });
    }

    /** Nothing is silent. */
    @Test
    @DisplayName("contract: NaN in a row shows in that row")
    default void nanShowsInItsRow() {
        for (DataType type : Activations.TYPES) {
            for (int unit = 0; unit < inputs(); unit++) {
                double[][] x = rows(3);
                x[1][unit] = Double.NaN;
                int width = layer().outputs(inputs());
                assertThat(evaluated(pass(type, false, x)).subList(width, 2 * width))
                        .as("%s, NaN in unit %d", type, unit)
                        .contains(Double.NaN);
            }
        }
    }

    /** What is named as state is gathered, when it is settled. */
    @Test
    @DisplayName("contract: state moves when it is settled, and stays finite")
    default void stateMovesAndStaysFinite() {
        PlainPass pass = pass(DataType.DOUBLE, true, rows(5));
        Map<String, List<Double>> before = new LinkedHashMap<>();
        pass.state.forEach((name, tensor) -> before.put(name, PlainPass.elements(tensor)));
        for (int step = 0; step < 3 && !before.isEmpty(); step++) {
            layer().forward(pass);
            layer().settle(pass);
        }
        before.forEach((name, numbers) ->
                assertThat(PlainPass.elements(pass.state.get(name))).as(name).isNotEqualTo(numbers).allMatch(Double::isFinite));
    }

    private PlainPass pass(DataType type, boolean training, double[][] x) {
        return new PlainPass(layer(), type, training, x, 11);
    }

    private void forthAndBack(PlainPass pass) {
        layer().forward(pass);
        layer().backward(pass);
    }

    /** Away from 0, where many layers have a kink; the first rows are always the same. */
    private double[][] rows(int count) {
        double[][] x = PlainPass.numbers(new SplittableRandom(3), count, inputs(), 1);
        for (double[] row : x) {
            Arrays.setAll(row, i -> Math.abs(row[i]) < 0.01 ? 0.5 : row[i]);
        }
        return x;
    }
}
