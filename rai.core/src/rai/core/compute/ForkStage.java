package rai.core.compute;

import rai.api.network.Layer;

/** Passes on what it reads; on the way back the gradient of the join is added to that of the block's layers. */
final class ForkStage extends BlockEnd {
    /** The end of the block; set by it. */
    JoinStage join;

    ForkStage(Layer layer, Tiling tiling) {
        super(layer, tiling);
    }

    @Override
    void forward(int tile) {
        y[tile].assign(x[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            dy[tile].addi(join.aroundTheBlock(tile), dx[tile]);
        }
    }
}
