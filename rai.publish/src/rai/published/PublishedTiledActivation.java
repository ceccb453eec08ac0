package rai.published;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.ComponentContext;
import rai.api.activation.TiledActivation;
import rai.api.spec.SpecException;

/** A published activation that has loops over Java arrays: so it is as fast as the service that it is made of. */
public final class PublishedTiledActivation extends PublishedActivation implements TiledActivation {
    private TiledActivation tiled;

    @Override
    protected void activate(ComponentContext context) {
        super.activate(context);
        if (!(function() instanceof TiledActivation same)) {
            throw new SpecException(
                    "the service now in use has no loops over Java arrays, as it had when this was published");
        }
        tiled = same;
    }

    @Override
    public double value(double z) {
        return tiled.value(z);
    }

    @Override
    public double derivative(double z) {
        return tiled.derivative(z);
    }

    @Override
    public void value(float[] z, float[] a, int from, int to) {
        tiled.value(z, a, from, to);
    }

    @Override
    public void backward(float[] z, float[] a, float[] gradient, int from, int to) {
        tiled.backward(z, a, gradient, from, to);
    }

    @Override
    public void value(INDArray z, INDArray out) {
        tiled.value(z, out);
    }

    @Override
    public void backward(INDArray z, INDArray a, INDArray upstream, INDArray out) {
        tiled.backward(z, a, upstream, out);
    }
}
