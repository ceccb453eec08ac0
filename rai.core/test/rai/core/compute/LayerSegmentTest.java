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
import rai.api.network.Segment;
import rai.api.spec.SpecException;
import rai.core.Fixtures;

/** Layers of all kinds in segments of a network. */
class LayerSegmentTest {
    private static final int IN = 3;
    private static final int OUT = 2;

    private static double objective(Segment segment, INDArray x, INDArray upstream) {
        return segment.forward(x)
                .reshape(upstream.shape())
                .mul(upstream)
                .sumNumber()
                .doubleValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) wave dense",
                "wave dense(4, bias=false) wave(share=unit) dense(bias=false)",
                "dense(4) wave(share=network) dense(4) wave(share=network) dense(5) wave(share=network) dense",
                "dense(4) centre bend dense(4) centre dense",
                "centre dense(4) jitter dense jitter",
                "dense(4) residual(dense(5) bend dense) dense",
                "residual(dense bend) dense(4) residual(wave residual(dense(2) bend dense) centre dense jitter) dense",
                "dense(4) residual(residual(wave)) dense residual(bend)",
                "residual(dense bend, skip=0.3) dense(4) residual(wave residual(dense bend, skip=2) jitter, skip=-0.7)"
                        + " dense"
            })
    void theGradientOfANetworkAgreesWithCentralDifferences(String text) {
        int rows = 5;
        INDArray x = SegmentLab.random(rows, IN);
        INDArray upstream = SegmentLab.random(rows, OUT);
        try (SegmentLab lab = new SegmentLab(text, 2, IN, OUT)) {
            Segment segment = lab.whole(rows);
            objective(segment, x, upstream);
            INDArray ofInput = segment.backward(upstream, true).dup().reshape(x.shape());
            INDArray gradient = lab.gradient.dup();
            requireSlopes(segment, x, upstream, lab.parameters, gradient, "parameter");
            requireSlopes(segment, x, upstream, x, ofInput, "input");
            objective(segment, x, upstream);
            segment.backward(upstream, false);
            assertThat(lab.gradient).as("nobody wants dL/d(input)").isEqualTo(gradient);
        }
    }

    private static void requireSlopes(
            Segment segment, INDArray x, INDArray upstream, INDArray moved, INDArray gradient, String what) {
        INDArray line = moved.reshape(moved.length());
        double h = 1e-6;
        for (long i = 0; i < line.length(); i++) {
            double at = line.getDouble(i);
            line.putScalar(i, at + h);
            double above = objective(segment, x, upstream);
            line.putScalar(i, at - h);
            double below = objective(segment, x, upstream);
            line.putScalar(i, at);
            assertThat(gradient.getDouble(i)).as("%s %d", what, i).isCloseTo((above - below) / (2 * h), within(1e-8));
        }
    }

    @Test
    void aResidualBlockAddsItsInputTimesTheStrengthOfTheSkipInTrainingAndInEvaluation() {
        INDArray x = SegmentLab.random(5, IN);
        try (SegmentLab lab = new SegmentLab("residual(bend, skip=0.25) dense(bias=false)", 1, IN, OUT)) {
            INDArray bent = Nd4j.create(DataType.DOUBLE, 5, IN);
            new Fixtures.Bend().value(x, bent);
            INDArray expected = bent.add(x.mul(0.25)).mmul(lab.parameters.reshape('c', IN, OUT));
            INDArray evaluated = Nd4j.create(DataType.DOUBLE, 5, OUT);
            lab.pass.run(0, lab.network.layers().size(), x, evaluated);
            assertThat(lab.whole(5).forward(x).reshape(5, OUT).distance2(expected))
                    .isLessThan(1e-14);
            assertThat(evaluated.distance2(expected)).isLessThan(1e-14);
        }
    }

    /** More rows than a task takes: sums over tasks are made in their order. */
    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        String text = "dense(40) wave(share=unit) centre residual(dense(40) jitter wave(share=network) dense)"
                + " wave(share=network) dense";
        int rows = 5000;
        double[] one = null;
        for (int threads : new int[] {1, 3}) {
            try (SegmentLab lab = new SegmentLab(text, threads, IN, OUT)) {
                Segment segment = lab.whole(rows);
                segment.forward(SegmentLab.random(rows, IN));
                segment.backward(SegmentLab.random(rows, OUT), false);
                double[] all = Nd4j.concat(0, lab.gradient, lab.state).toDoubleVector();
                assertThat(all).doesNotContain(Double.NaN);
                assertThat(one == null ? all : one).isEqualTo(all);
                one = all;
            }
        }
    }

    @Test
    void rowsCutIntoTasksGiveTheSameAsAllAtOnce() {
        String text = "dense(4) wave residual(dense wave(share=unit)) dense";
        int rows = 20_000;
        INDArray x = SegmentLab.random(rows, IN);
        INDArray upstream = SegmentLab.random(rows, OUT);
        INDArray sum = null;
        try (SegmentLab lab = new SegmentLab(text, 2, IN, OUT)) {
            for (int from = 0; from < rows; from += 1000) {
                Segment segment = lab.whole(1000);
                segment.forward(Views.of(x, (long) from * IN, 1000, IN).dup());
                segment.backward(
                        Views.of(upstream, (long) from * OUT, 1000, OUT).dup(), false);
                sum = sum == null ? lab.gradient.dup() : sum.addi(lab.gradient);
            }
            Segment segment = lab.whole(rows);
            segment.forward(x);
            segment.backward(upstream, false);
            assertThat(lab.gradient.sub(sum).norm2Number().doubleValue())
                    .isLessThan(1e-9 * sum.norm2Number().doubleValue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(4) 3x(centre wave dense(4)) dense",
                "dense(4) 3x(wave(share=network) residual(dense) dense(4)) dense",
                "dense(4) 3x(wave(share=unit) bend dense(4, bias=false)) dense"
            })
    void stretchesSideBySideEqualOneAfterTheOther(String text) {
        int rows = 6;
        int copies = 3;
        try (SegmentLab lab = new SegmentLab(text, 2, IN, OUT);
                SegmentLab single = new SegmentLab(text, 2, IN, OUT)) {
            int length = (lab.network.layers().size() - 2) / copies;
            INDArray x = SegmentLab.random(copies, rows, 4);
            INDArray targets = SegmentLab.random(copies + 1, rows, 4).slice(1).reshape(1, rows, 4);
            targets = Nd4j.concat(0, targets, SegmentLab.random(copies - 1, rows, 4));
            INDArray ofTargets = Nd4j.create(DataType.DOUBLE, copies, rows, 4);
            INDArray ofInput = Nd4j.ones(DataType.DOUBLE, copies, rows, 4);
            double value = lab.segments
                    .segment(1, 1 + length, copies, rows)
                    .targetLoss(x, targets, new Fixtures.Squares(), 0.7, ofInput, ofTargets);
            double expected = 0;
            for (int c = 0; c < copies; c++) {
                INDArray ofTarget = Nd4j.create(DataType.DOUBLE, 1, rows, 4);
                INDArray ofOne = Nd4j.ones(DataType.DOUBLE, 1, rows, 4);
                expected += single.segments
                        .segment(1 + c * length, 1 + (c + 1) * length, 1, rows)
                        .targetLoss(one(x, c), one(targets, c), new Fixtures.Squares(), 0.7, ofOne, ofTarget);
                assertThat(near(ofOne, one(ofInput, c)))
                        .as("dL/d(input) of copy %d", c)
                        .isTrue();
                assertThat(near(ofTarget, one(ofTargets, c)))
                        .as("dL/d(target) of copy %d", c)
                        .isTrue();
            }
            assertThat(value).isCloseTo(expected, within(1e-12));
            long from = lab.network.weightOffset(1);
            for (long i = from; i < lab.gradient.length(); i++) {
                if (!Double.isNaN(lab.gradient.getDouble(i)) || !Double.isNaN(single.gradient.getDouble(i))) {
                    assertThat(lab.gradient.getDouble(i)).isCloseTo(single.gradient.getDouble(i), within(1e-12));
                }
            }
            assertThat(lab.state == null || lab.state.equals(single.state)).isTrue();
        }
    }

    private static INDArray one(INDArray all, int copy) {
        return all.slice(copy).dup().reshape(1, all.size(1), all.size(2));
    }

    private static boolean near(INDArray a, INDArray b) {
        return a.sub(b).norm2Number().doubleValue() < 1e-12;
    }

    @Test
    void evaluationEqualsTrainingIfNothingIsRandomOrCompared() {
        String text = "residual(wave) dense(7) residual(dense(5) bend residual(dense wave) dense)"
                + " dense(4, bias=false) wave dense";
        int rows = 1000;
        INDArray x = SegmentLab.random(rows, IN);
        INDArray output = Nd4j.create(DataType.DOUBLE, rows, OUT);
        try (SegmentLab lab = new SegmentLab(text, 2, IN, OUT)) {
            lab.pass.run(0, lab.network.layers().size(), x, output);
            INDArray trained = lab.whole(rows).forward(x).reshape(rows, OUT);
            assertThat(trained.sub(output).norm2Number().doubleValue()).isLessThan(1e-12);
        }
    }

    @Test
    void evaluationTakesTheStateAndLeavesItAlone() {
        INDArray x = SegmentLab.random(50, IN);
        INDArray output = Nd4j.create(DataType.DOUBLE, 50, OUT);
        try (SegmentLab lab = new SegmentLab("centre jitter dense", 1, IN, OUT)) {
            lab.whole(50).forward(x);
            assertThat(lab.state).as("the running mean").isEqualTo(x.mean(0).mul(0.5));
            lab.whole(50).forward(x);
            assertThat(lab.state)
                    .as("after another pass of the same step")
                    .isEqualTo(x.mean(0).mul(0.5));
            lab.begin(2);
            lab.whole(50).forward(x);
            assertThat(lab.state).as("after another step").isEqualTo(x.mean(0).mul(0.75));
            INDArray before = lab.state.dup();
            lab.pass.run(0, lab.network.layers().size(), x, output);
            assertThat(lab.state).isEqualTo(before);
            INDArray gain = Views.of(lab.parameters, lab.network.parameterOffset(0, "gain"), 1, IN);
            INDArray expected = x.subRowVector(before.reshape(1, IN))
                    .mulRowVector(gain)
                    .mmul(Views.of(lab.parameters, lab.network.weightOffset(0), IN, OUT))
                    .addRowVector(Views.of(lab.parameters, lab.network.biasOffset(0), 1, OUT));
            assertThat(output.sub(expected).norm2Number().doubleValue()).isLessThan(1e-12);
        }
    }

    @Test
    void randomNumbersDependOnTheStep() {
        INDArray x = SegmentLab.random(4, IN);
        try (SegmentLab lab = new SegmentLab("jitter dense", 1, IN, OUT)) {
            INDArray first = lab.whole(4).forward(x).dup();
            assertThat(lab.whole(4).forward(x)).isEqualTo(first);
            lab.begin(2);
            assertThat(lab.whole(4).forward(x)).isNotEqualTo(first);
            lab.begin(1);
            assertThat(lab.whole(4).forward(x)).isEqualTo(first);
        }
    }

    @Test
    void aParameterThatTwoPartsShareGetsTheSumOfTheirGradients() {
        try (SegmentLab lab = new SegmentLab("wave(share=network) dense(3) wave(share=network) dense", 1, IN, OUT)) {
            long at = lab.network.parameterOffset(0, "height");
            INDArray x = SegmentLab.random(4, IN);
            Segment lower = lab.segments.segment(0, 2, 1, 4);
            Segment upper = lab.segments.segment(2, 4, 1, 4);
            double[] sums = new double[2];
            for (int step = 0; step < 2; step++) {
                lab.begin(step);
                lower.forward(x);
                lower.backward(SegmentLab.random(4, 3), false);
                double ofLower = lab.gradient.getDouble(at);
                lab.begin(step);
                upper.forward(x);
                upper.backward(SegmentLab.random(4, OUT), false);
                double ofUpper = lab.gradient.getDouble(at);
                lower.backward(SegmentLab.random(4, 3), false);
                sums[step] = lab.gradient.getDouble(at);
                assertThat(sums[step]).isCloseTo(ofLower + ofUpper, within(1e-14));
                upper.backward(SegmentLab.random(4, OUT), false); // comes back in the same step: all start again
                assertThat(lab.gradient.getDouble(at)).isCloseTo(ofUpper, within(1e-14));
            }
            assertThat(sums[1]).isEqualTo(sums[0]);
        }
    }

    @Test
    void aResidualBlockIsNotCut() {
        try (SegmentLab lab = new SegmentLab("dense(4) residual(dense bend) dense", 1, IN, OUT)) {
            String message =
                    "layers 1 to 3 can't be run on their own: they cut residual(dense(4) bend), whose input is added"
                            + " after it";
            assertThatThrownBy(() -> lab.segments.segment(0, 3, 1, 4))
                    .isInstanceOf(SpecException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> lab.pass.run(0, 3, SegmentLab.random(4, IN), SegmentLab.random(4, 4)))
                    .isInstanceOf(SpecException.class)
                    .hasMessage(message);
        }
    }
}
