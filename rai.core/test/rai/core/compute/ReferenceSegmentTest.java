package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.core.Fixtures;
import rai.core.network.FlatNetwork;

/** The engine against plain array operations, layer by layer. */
class ReferenceSegmentTest {
    private static final String NETWORK = "dense(5) bend 6x(dense(5) bend) dense(3)";

    private final FlatNetwork network = FlatNetwork.parse(NETWORK, 4, 3, Fixtures.catalog());

    @ParameterizedTest
    @CsvSource({"DOUBLE, 7, 1e-13", "FLOAT, 7, 1e-5", "DOUBLE, 9000, 1e-12", "FLOAT, 1, 1e-5"})
    void aNetworkForwardAndBackwardEqualsPlainOperations(DataType type, int rows, double tolerance) {
        INDArray parameters = random(type, network.parameterCount());
        INDArray gradient = Nd4j.create(type, network.parameterCount());
        INDArray x = random(type, rows, 4);
        INDArray upstream = random(type, rows, 3);
        try (Workers workers = new Workers(2)) {
            Segment segment = engine(parameters, gradient, workers)
                    .segment(0, network.layers().size(), 1, rows);
            Plain plain = new Plain(parameters, 0, network.layers().size(), x, upstream);
            close(segment.forward(x), plain.output, tolerance);
            close(segment.backward(upstream, true), plain.downstream, tolerance);
            close(gradient, plain.gradient, tolerance);
        }
    }

    @Test
    void severalCopiesSideBySideEqualOneAfterTheOther() {
        int rows = 11;
        int copies = 5;
        INDArray parameters = random(DataType.DOUBLE, network.parameterCount());
        INDArray gradient = Nd4j.create(DataType.DOUBLE, network.parameterCount());
        INDArray x = random(DataType.DOUBLE, copies, rows, 5);
        INDArray upstream = random(DataType.DOUBLE, copies, rows, 5);
        try (Workers workers = new Workers(3)) {
            Segment segment = engine(parameters, gradient, workers).segment(3, 5, copies, rows);
            INDArray output = segment.forward(x);
            INDArray downstream = segment.backward(upstream, true);
            INDArray expected = Nd4j.create(DataType.DOUBLE, network.parameterCount());
            for (int c = 0; c < copies; c++) {
                Plain plain = new Plain(parameters, 3 + 2 * c, 5 + 2 * c, x.slice(c), upstream.slice(c));
                close(output.slice(c), plain.output, 1e-13);
                close(downstream.slice(c), plain.downstream, 1e-13);
                expected.addi(plain.gradient);
            }
            close(gradient, expected, 1e-13);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 11", "5, 9000"}) // several copies a task; one copy a task
    void pullingTileByTileEqualsForwardLossAndBackward(int copies, int rows) {
        INDArray parameters = random(DataType.DOUBLE, network.parameterCount());
        INDArray z = random(DataType.DOUBLE, copies + 1, rows, 5);
        long one = rows * 5L;
        INDArray expectedGradient = Nd4j.create(DataType.DOUBLE, network.parameterCount());
        INDArray gradient = Nd4j.create(DataType.DOUBLE, network.parameterCount());
        INDArray expectedOfZ = Nd4j.ones(DataType.DOUBLE, copies + 1, rows, 5);
        INDArray ofZ = Nd4j.ones(DataType.DOUBLE, copies + 1, rows, 5);
        INDArray input = Views.of(z, 0, copies, rows, 5);
        INDArray targets = Views.of(z, one, copies, rows, 5);
        try (Workers workers = new Workers(3)) {
            Segment segment = engine(parameters, gradient, workers).segment(3, 5, copies, rows);
            Segment reference = engine(parameters, expectedGradient, workers).segment(3, 5, copies, rows);
            Segment plain = new Segment() { // the interface's own way, on the same forward and backward pass
                        @Override
                        public INDArray forward(INDArray x) {
                            return reference.forward(x);
                        }

                        @Override
                        public INDArray backward(INDArray upstream, boolean inputGradient) {
                            return reference.backward(upstream, inputGradient);
                        }
                    };
            double expected = plain.targetLoss(
                    input,
                    targets,
                    new Fixtures.Squares(),
                    0.7,
                    Views.of(expectedOfZ, 0, copies, rows, 5),
                    Views.of(expectedOfZ, one, copies, rows, 5));
            double value = segment.targetLoss(
                    input,
                    targets,
                    new Fixtures.Squares(),
                    0.7,
                    Views.of(ofZ, 0, copies, rows, 5),
                    Views.of(ofZ, one, copies, rows, 5));
            assertThat(value).isCloseTo(expected, within(1e-12));
            close(gradient, expectedGradient, 1e-13);
            close(ofZ, expectedOfZ, 1e-13);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() {
        int rows = 20_000;
        INDArray parameters = random(DataType.FLOAT, network.parameterCount());
        INDArray x = random(DataType.FLOAT, rows, 4);
        INDArray upstream = random(DataType.FLOAT, rows, 3);
        List<float[]> gradients = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            INDArray gradient = Nd4j.create(DataType.FLOAT, network.parameterCount());
            try (Workers workers = new Workers(threads)) {
                Segment segment = engine(parameters, gradient, workers)
                        .segment(0, network.layers().size(), 1, rows);
                segment.forward(x);
                segment.backward(upstream, false);
            }
            gradients.add(gradient.data().asFloat()); // arrays count as equal where they nearly are
        }
        assertThat(gradients.get(1)).isEqualTo(gradients.get(0));
        assertThat(gradients.get(2)).isEqualTo(gradients.get(0));
    }

    @Test
    void otherInputOfTheSamePartIsUsed() {
        INDArray parameters = random(DataType.DOUBLE, network.parameterCount());
        INDArray gradient = Nd4j.create(DataType.DOUBLE, network.parameterCount());
        try (Workers workers = new Workers(1)) {
            Segment segment = engine(parameters, gradient, workers)
                    .segment(0, network.layers().size(), 1, 6);
            segment.forward(random(DataType.DOUBLE, 6, 4));
            INDArray x = random(DataType.DOUBLE, 6, 4).mul(2);
            INDArray upstream = random(DataType.DOUBLE, 6, 3);
            Plain plain = new Plain(parameters, 0, network.layers().size(), x, upstream);
            close(segment.forward(x), plain.output, 1e-13);
        }
    }

    @Test
    void theForwardPassEqualsPlainOperations() {
        INDArray parameters = random(DataType.DOUBLE, network.parameterCount());
        INDArray x = random(DataType.DOUBLE, 20_000, 4);
        INDArray output = Nd4j.create(DataType.DOUBLE, 20_000, 3);
        try (Workers workers = new Workers(2)) {
            new ForwardPass(network, parameters, null, workers, spec -> new Fixtures.Bend())
                    .run(0, network.layers().size(), x, output);
        }
        close(output, new Plain(parameters, 0, network.layers().size(), x, output).output, 1e-13);
    }

    private Segments engine(INDArray parameters, INDArray gradient, Workers workers) {
        return new Segments(network, parameters, gradient, null, workers, spec -> new Fixtures.Bend());
    }

    private static INDArray random(DataType type, long... shape) {
        SplittableRandom random = new SplittableRandom(shape[0]);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        INDArray flat = array.reshape(new long[] {array.length()});
        for (long i = 0; i < array.length(); i++) {
            flat.putScalar(i, random.nextDouble() - 0.5);
        }
        return array.castTo(type);
    }

    private static void close(INDArray actual, INDArray expected, double tolerance) {
        assertThat(actual.length()).isEqualTo(expected.length());
        double largest = Math.max(1, Transforms.abs(expected).maxNumber().doubleValue());
        INDArray difference = actual.reshape(expected.shape()).sub(expected);
        assertThat(Transforms.abs(difference).maxNumber().doubleValue() / largest)
                .isCloseTo(0, within(tolerance));
    }

    /** The same by array operations, as one would write it down. */
    private final class Plain {
        private final INDArray output;
        private final INDArray downstream;
        private final INDArray gradient;

        Plain(INDArray parameters, int from, int to, INDArray x, INDArray upstream) {
            gradient = Nd4j.create(parameters.dataType(), network.parameterCount());
            List<INDArray> inputs = new ArrayList<>();
            INDArray at = x;
            for (int i = from; i < to; i++) {
                inputs.add(at);
                at = network.layers().get(i) instanceof Layer.Activate
                        ? Transforms.tanh(at, true)
                        : at.mmul(weight(parameters, i)).addRowVector(bias(parameters, i));
            }
            output = at;
            INDArray up = upstream;
            for (int i = to - 1; i >= from; i--) {
                INDArray in = inputs.get(i - from);
                if (network.layers().get(i) instanceof Layer.Activate) {
                    INDArray a = Transforms.tanh(in, true);
                    up = up.mul(a.mul(a).rsub(1));
                } else {
                    weight(gradient, i).assign(in.transpose().mmul(up));
                    bias(gradient, i).assign(up.sum(true, 0));
                    up = up.mmul(weight(parameters, i).transpose());
                }
            }
            downstream = up;
        }

        private INDArray weight(INDArray flat, int layer) {
            int map = network.mapOfLayer(layer);
            return Views.of(
                    flat,
                    network.weightOffset(map),
                    network.map(map).inputs(),
                    network.map(map).outputs());
        }

        private INDArray bias(INDArray flat, int layer) {
            int map = network.mapOfLayer(layer);
            return Views.of(flat, network.biasOffset(map), 1, network.map(map).outputs());
        }
    }
}
