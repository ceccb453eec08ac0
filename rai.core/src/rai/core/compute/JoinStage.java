package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;

/** Adds what the fork keeps. */
final class JoinStage extends BlockEnd {
    private final ForkStage fork;
    private final Layer.Join layer;

    JoinStage(Layer.Join layer, ForkStage fork, Tiling tiling) {
        super(layer, tiling);
        this.fork = fork;
        this.layer = layer;
        fork.join = this;
    }

    @Override
    void forward(int tile) {
        x[tile].addi(layer.skipped(fork.y[tile]), y[tile]);
    }

    /** The gradient of what the fork kept, by way of the skip connection. */
    INDArray aroundTheBlock(int tile) {
        return layer.skipped(dy[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            dx[tile].assign(dy[tile]);
        }
    }
}
