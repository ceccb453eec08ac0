package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;

/** The fork or the join of a block: as many outputs as inputs, tile by tile. */
abstract class BlockEnd extends Stage {
    private final Tiling tiling;
    INDArray[] x;
    INDArray[] y;
    INDArray[] dy;
    INDArray[] dx;

    BlockEnd(Layer layer, Tiling tiling) {
        super(layer);
        this.tiling = tiling;
    }

    @Override
    final void bindInput(INDArray array) {
        x = tiling.views(array, layer.inputs());
        y = y == null ? tiling.views(output, layer.inputs()) : y;
    }

    @Override
    final void bindUpstream(INDArray array) {
        dy = tiling.views(array, layer.inputs());
        dx = dx == null && downstream != null ? tiling.views(downstream, layer.inputs()) : dx;
    }
}
