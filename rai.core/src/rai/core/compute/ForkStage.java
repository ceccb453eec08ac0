package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;

/** Passes on what it reads; on the way back the gradient of the join is added to that of the block's layers. */
final class ForkStage extends Stage {
    private final Tiling tiling;
    private INDArray[] x;
    INDArray[] y;
    INDArray[] dy;
    private INDArray[] dx;
    /** The end of the block; set by it. */
    JoinStage join;

    ForkStage(Layer layer, Tiling tiling) {
        super(layer);
        this.tiling = tiling;
    }

    @Override
    void bindInput(INDArray array) {
        x = tiling.views(array, layer.inputs());
        y = y == null ? tiling.views(output, layer.inputs()) : y;
    }

    @Override
    void bindUpstream(INDArray array) {
        dy = tiling.views(array, layer.inputs());
        dx = dx == null && downstream != null ? tiling.views(downstream, layer.inputs()) : dx;
    }

    @Override
    void forward(int tile) {
        y[tile].assign(x[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            dy[tile].addi(join.dy[tile], dx[tile]);
        }
    }
}
