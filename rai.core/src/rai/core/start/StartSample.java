package rai.core.start;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.core.compute.ForwardPass;
import rai.core.compute.Streams;
import rai.core.compute.Views;
import rai.core.data.Inputs;
import rai.core.data.Rows;
import rai.core.network.FlatNetwork;

/**
 * Some training examples on their way through a network whose maps are being started in order. It continues from the layer
 * it was last asked for, so a whole network costs one forward pass; and none if nobody asks.
 */
public final class StartSample {
    private final FlatNetwork network;
    private final ForwardPass pass;
    private final Inputs examples;
    private final long seed;

    private int most;
    private int layer;
    private INDArray at;
    /** What residual blocks that are not yet left have read. */
    private final Deque<INDArray> kept = new ArrayDeque<>();

    /**
     * @param network the network
     * @param pass its forward pass with the parameters as they are
     * @param examples X [n, d] in the run's data type
     * @param seed the run's seed, which says which examples are taken
     */
    public StartSample(FlatNetwork network, ForwardPass pass, Inputs examples, long seed) {
        this.network = network;
        this.pass = pass;
        this.examples = examples;
        this.seed = seed;
    }

    /**
     * What a layer reads. The maps below must have been started, and stay as they are.
     *
     * @param layer the index of the layer
     * @param most how many examples at most
     * @return [examples, inputs of the layer]; the same array until another layer is asked for
     */
    INDArray inputs(int layer, int most) {
        if (at == null || most != this.most || layer < this.layer) {
            at = chosen(most);
            this.most = most;
            this.layer = 0;
            kept.clear();
        }
        for (; this.layer < layer; this.layer++) {
            Layer next = network.layers().get(this.layer);
            if (next instanceof Layer.Fork) {
                kept.push(at);
                continue;
            }
            if (next instanceof Layer.Join join) {
                at = at.add(join.skipped(kept.pop()));
                continue;
            }
            INDArray out = Views.scratch(at.dataType(), at.size(0), next.outputs());
            pass.run(this.layer, this.layer + 1, at, out);
            at = out;
        }
        return at;
    }

    /** All examples, or so many in a random order. */
    private INDArray chosen(int most) {
        int n = examples.count();
        if (n <= most) {
            return examples.whole();
        }
        int[] rows = Rows.some(n, most, Streams.of(seed, "start sample", 0));
        return examples.some(rows);
    }
}
