package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.network.Layer;

/** An activation without parameters, on each tile. */
final class ActivateStage extends Stage {
    private final Layer.Activate activate;
    private final Tiling tiling;
    private final Activations activations;
    private INDArray[] z;
    private INDArray[] a;
    private INDArray[] up;
    private INDArray[] down;

    ActivateStage(Layer.Activate activate, Tiling tiling, Activations activations) {
        super(activate);
        this.activate = activate;
        this.tiling = tiling;
        this.activations = activations;
    }

    @Override
    void bindInput(INDArray array) {
        z = tiling.views(array, activate.width());
        a = a == null ? tiling.views(output, activate.width()) : a;
    }

    @Override
    void bindUpstream(INDArray array) {
        up = tiling.views(array, activate.width());
        down = down == null && downstream != null ? tiling.views(downstream, activate.width()) : down;
    }

    @Override
    void forward(int tile) {
        activation().value(z[tile], a[tile]);
    }

    @Override
    void backward(int tile, boolean below) {
        if (below) {
            activation().backward(z[tile], a[tile], up[tile], down[tile]);
        }
    }

    private Activation activation() {
        return activations.get(activate.spec());
    }
}
