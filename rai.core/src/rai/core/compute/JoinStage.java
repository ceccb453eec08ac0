package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;

/** Adds what the fork keeps. */
final class JoinStage extends Stage {
    private final ForkStage fork;
    private final Tiling tiling;
    private INDArray[] x;
    private INDArray[] y;
    INDArray[] dy;
    private INDArray[] dx;

    JoinStage(Layer.Join layer, ForkStage fork, Tiling tiling) {
        super(layer);
        this.fork = fork;
        this.tiling = tiling;
        fork.join = this;
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
        x[tile].addi(fork.y[tile], y[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            dx[tile].assign(dy[tile]);
        }
    }
}
