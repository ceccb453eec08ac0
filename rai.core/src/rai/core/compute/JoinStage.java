package rai.core.compute;

import rai.api.network.Layer;

/** Adds what the fork keeps. */
final class JoinStage extends BlockEnd {
    private final ForkStage fork;

    JoinStage(Layer.Join layer, ForkStage fork, Tiling tiling) {
        super(layer, tiling);
        this.fork = fork;
        fork.join = this;
    }

    @Override
    void forward(int tile) {
        x[tile].addi(fork.y[tile], y[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            dx[tile].assign(dy[tile]);
        }
    }
}
