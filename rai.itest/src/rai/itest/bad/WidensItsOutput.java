package rai.itest.bad;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.osgi.service.component.annotations.Component;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.spec.Named;
import rai.itest.sound.SoundLayer;

/** Gives one column more than the layer that it takes the place of. */
@Component(service = LayerFunction.class)
@Named("victim-layer")
public class WidensItsOutput extends SoundLayer {
    @Override
    public int outputs(int inputs) {
        return inputs + 1;
    }

    @Override
    public void forward(Pass pass) {
        pass.output().assign(0);
        of(pass.output(), pass.input()).assign(pass.input().mul(0.5));
    }

    @Override
    public void backward(Pass pass) {
        if (pass.downstream() != null) {
            pass.downstream().assign(of(pass.upstream(), pass.input()).mul(0.5));
        }
    }

    /** The columns that the input has as well. */
    private static INDArray of(INDArray wide, INDArray input) {
        return wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, input.size(1)));
    }
}
