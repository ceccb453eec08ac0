package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.network.Segment;
import rai.api.network.Segment.ParameterGradient;
import rai.api.spec.SpecException;

/** The modes of the backward pass and the forward derivative, against central differences in float64. */
class SegmentDerivativesTest {
    private static final int IN = 3;
    private static final int OUT = 2;
    private static final int ROWS = 5;
    private static final double H = 1e-6;
    private static final double TOLERANCE = 1e-8;
    /** Dense maps, residual blocks, tensors that several layers share, layers that mix rows. */
    private static final String ALL_KINDS =
            "dense(4) wave(share=network) residual(dense(3) bend dense, skip=-0.7) centre dense(4) wave(share=network)"
                    + " dense";

    private final INDArray x = SegmentLab.random(ROWS, IN);
    private final INDArray upstream = SegmentLab.random(ROWS, OUT);

    private static SegmentLab lab(String network) {
        return new SegmentLab(network, 2, IN, OUT);
    }

    private double objective(Segment segment) {
        return segment.forward(x)
                .reshape(upstream.shape())
                .mul(upstream)
                .sumNumber()
                .doubleValue();
    }

    /** dL/d(moved), element by element. */
    private double[] differences(Segment segment, INDArray moved) {
        INDArray line = moved.reshape(moved.length());
        double[] slopes = new double[(int) line.length()];
        for (int i = 0; i < slopes.length; i++) {
            double at = line.getDouble(i);
            line.putScalar(i, at + H);
            double above = objective(segment);
            line.putScalar(i, at - H);
            double below = objective(segment);
            line.putScalar(i, at);
            slopes[i] = (above - below) / (2 * H);
        }
        objective(segment);
        return slopes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense(4) bend dense(4) bend dense", "dense(4) bend dense(bias=false)", ALL_KINDS})
    void overwritingLeavesNothingOfWhatWasInTheGradient(String network) {
        try (SegmentLab lab = lab(network)) {
            Segment segment = lab.whole(ROWS);
            double[] slopes = differences(segment, lab.parameters);
            lab.gradient.assign(7);
            assertThat(segment.backward(upstream, false, ParameterGradient.OVERWRITE))
                    .isNull();
            assertThat(Doubles.copy(lab.gradient)).containsExactly(slopes, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense(4) bend dense(4) bend dense", "dense(4) bend dense(bias=false)", ALL_KINDS})
    void addingLeavesTheSumOfWhatWasInTheGradientAndTheNewOne(String network) {
        try (SegmentLab lab = lab(network)) {
            Segment segment = lab.whole(ROWS);
            double[] slopes = differences(segment, lab.parameters);
            lab.gradient.assign(7);
            segment.backward(upstream, false, ParameterGradient.ADD);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += 7;
            }
            assertThat(Doubles.copy(lab.gradient)).containsExactly(slopes, within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dense(4) bend dense(4) bend dense", "dense(4) bend dense(bias=false)", ALL_KINDS})
    void withoutAParameterGradientOnlyThatOfTheInputIsComputed(String network) {
        try (SegmentLab lab = lab(network)) {
            Segment segment = lab.whole(ROWS);
            double[] slopes = differences(segment, x);
            lab.gradient.assign(7);
            INDArray ofInput = segment.backward(upstream, true, ParameterGradient.NONE);
            assertThat(Doubles.copy(ofInput)).containsExactly(slopes, within(TOLERANCE));
            assertThat(Doubles.copy(lab.gradient)).containsOnly(7);
        }
    }

    @Test
    void addingCountsForEveryOneOfSeveralCopies() {
        int copies = 3;
        try (SegmentLab lab = lab("dense(4) 3x(bend dense(4)) dense")) {
            Segment segment = lab.segments.segment(1, 3, copies, ROWS);
            INDArray input = SegmentLab.random(copies, ROWS, 4);
            INDArray up = SegmentLab.random(copies, ROWS, 4).mul(2);
            segment.forward(input);
            lab.gradient.assign(0);
            segment.backward(up, false);
            INDArray once = lab.gradient.dup();
            segment.backward(up, false, ParameterGradient.ADD);
            assertThat(once.norm2Number().doubleValue()).isPositive();
            assertThat(Doubles.copy(lab.gradient)).containsExactly(Doubles.copy(once.mul(2)), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) bend dense(4) bend dense",
                "dense(4) bend dense(bias=false)",
                "dense(4) residual(dense(3) bend dense) residual(bend) dense"
            })
    void theTangentAgreesWithCentralDifferencesAlongItsDirection(String network) {
        try (SegmentLab lab = lab(network)) {
            Segment segment = lab.whole(ROWS);
            INDArray ofInput = SegmentLab.random(ROWS, IN).mul(0.7);
            INDArray ofParameters =
                    SegmentLab.random(lab.network.parameterCount()).mul(-0.9);
            requireTangent(segment, lab, ofInput, ofParameters);
            requireTangent(segment, lab, null, ofParameters);
            requireTangent(segment, lab, ofInput, null);
        }
    }

    private void requireTangent(Segment segment, SegmentLab lab, INDArray ofInput, INDArray ofParameters) {
        segment.forward(x);
        double[] tangent = Doubles.copy(segment.tangent(ofInput, ofParameters));
        move(lab, ofInput, ofParameters, H);
        INDArray above = segment.forward(x).dup();
        move(lab, ofInput, ofParameters, -2 * H);
        INDArray below = segment.forward(x).dup();
        move(lab, ofInput, ofParameters, H);
        assertThat(tangent)
                .containsExactly(Doubles.copy(above.sub(below).div(2 * H)), within(TOLERANCE))
                .isNotEqualTo(new double[tangent.length]);
    }

    private void move(SegmentLab lab, INDArray ofInput, INDArray ofParameters, double by) {
        if (ofInput != null) {
            x.addi(ofInput.mul(by));
        }
        if (ofParameters != null) {
            lab.parameters.addi(ofParameters.mul(by));
        }
    }

    @Test
    void theTangentOfSeveralCopiesIsThatOfEachByItself() {
        int copies = 3;
        try (SegmentLab lab = lab("dense(4) 3x(bend dense(4)) dense")) {
            INDArray input = SegmentLab.random(copies, ROWS, 4);
            INDArray ofInput = SegmentLab.random(copies, ROWS, 4).mul(0.5);
            INDArray ofParameters = SegmentLab.random(lab.network.parameterCount());
            Segment together = lab.segments.segment(1, 3, copies, ROWS);
            together.forward(input);
            INDArray tangent = together.tangent(ofInput, ofParameters);
            assertThat(tangent.shape()).containsExactly(copies, ROWS, 4);
            for (int c = 0; c < copies; c++) {
                Segment alone = lab.segments.segment(1 + 2 * c, 3 + 2 * c, 1, ROWS);
                alone.forward(input.slice(c).dup());
                assertThat(Doubles.copy(tangent.slice(c)))
                        .containsExactly(
                                Doubles.copy(alone.tangent(ofInput.slice(c).dup(), ofParameters)), within(1e-13));
            }
        }
    }

    /** ⟨u, J v⟩ = ⟨Jᵀ u, v⟩: the two derivatives are those of one map. */
    @Test
    void theTangentIsTheTransposeOfTheBackwardPass() {
        try (SegmentLab lab = lab("dense(4) residual(dense(3) bend dense) bend dense")) {
            Segment segment = lab.whole(ROWS);
            INDArray v = SegmentLab.random(lab.network.parameterCount());
            INDArray ofInput = SegmentLab.random(ROWS, IN).mul(3);
            segment.forward(x);
            INDArray forward = segment.tangent(ofInput, v).reshape(upstream.shape());
            INDArray back = segment.backward(upstream, true).reshape(x.shape());
            double expected = lab.gradient.mul(v).sumNumber().doubleValue()
                    + back.mul(ofInput).sumNumber().doubleValue();
            assertThat(forward.mul(upstream).sumNumber().doubleValue()).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void aLayerWithoutAForwardDerivativeIsNamed() {
        try (SegmentLab lab = lab("dense(4) wave dense")) {
            Segment segment = lab.whole(ROWS);
            segment.forward(x);
            INDArray ofParameters = Nd4j.create(DataType.DOUBLE, lab.network.parameterCount());
            assertThatThrownBy(() -> segment.tangent(null, ofParameters))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("wave")
                    .hasMessageContaining("has no forward derivative");
        }
    }
}
