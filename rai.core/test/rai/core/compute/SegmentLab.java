package rai.core.compute;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.api.network.Segment;
import rai.api.spec.Spec;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.network.FlatNetwork;

/** A network with arrays of its own. */
final class SegmentLab implements AutoCloseable {
    private final ServiceCatalog catalog = LayerFixtures.catalog();
    final FlatNetwork network;
    final Workers workers;
    final INDArray parameters;
    final INDArray gradient;
    final INDArray state;
    final Segments segments;
    final ForwardPass pass;

    SegmentLab(String text, int threads, int inputs, int outputs) {
        network = FlatNetwork.parse(text, inputs, outputs, catalog);
        workers = new Workers(threads);
        parameters = random(network.parameterCount());
        gradient = Nd4j.valueArrayOf(new long[] {network.parameterCount()}, Double.NaN, DataType.DOUBLE);
        state = network.stateCount() == 0 ? null : Nd4j.create(DataType.DOUBLE, network.stateCount());
        Activations services = new Activations() {
            private final Map<Spec, LayerFunction> layers = new HashMap<>();

            @Override
            public Activation get(Spec spec) {
                return new Fixtures.Bend();
            }

            @Override
            public synchronized LayerFunction layer(Spec spec) {
                return layers.computeIfAbsent(
                        spec, s -> catalog.resolve(LayerFunction.class, s).service());
            }
        };
        segments = new Segments(network, parameters, gradient, state, workers, services);
        pass = new ForwardPass(network, parameters, state, workers, services);
        begin(1);
    }

    void begin(long step) {
        segments.begin((layer, row) -> new SplittableRandom(1000 * step + 100 * layer + row));
    }

    Segment whole(int rows) {
        return segments.segment(0, network.layers().size(), 1, rows);
    }

    @Override
    public void close() {
        workers.close();
    }

    /** Numbers between -0.5 and 0.5, the same for the same first dimension. */
    static INDArray random(long... shape) {
        SplittableRandom random = new SplittableRandom(shape[0]);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        INDArray flat = array.reshape(array.length());
        for (long i = 0; i < flat.length(); i++) {
            flat.putScalar(i, random.nextDouble() - 0.5);
        }
        return array;
    }
}
