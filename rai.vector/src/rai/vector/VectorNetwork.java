package rai.vector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.layer.InnerNetwork;
import rai.api.layer.LayerFunction;
import rai.api.layer.Pass;
import rai.api.layer.Tensor;

/** An activation network in float32 whose passes go tile by tile; all else is the service's own. */
final class VectorNetwork implements LayerFunction {
    /** Wider ones outgrow the cache. */
    private static final int WIDEST = 256;

    private final InnerNetwork reference;
    private final Queue<NetworkTile> free = new ConcurrentLinkedQueue<>();

    VectorNetwork(InnerNetwork reference) {
        this.reference = reference;
    }

    static boolean suits(InnerNetwork network) {
        int[] widths = network.widths();
        for (int width : widths) {
            if (width > WIDEST) {
                return false;
            }
        }
        return widths.length > 2 && Rows.supported() && network.activation() instanceof TiledActivation;
    }

    @Override
    public void forward(Pass pass) {
        if (pass.input().dataType() == DataType.FLOAT) {
            new NetworkForward(new NetworkPass(reference, pass, free)).run();
        } else {
            reference.forward(pass);
        }
    }

    @Override
    public void backward(Pass pass) {
        if (pass.input().dataType() == DataType.FLOAT) {
            new NetworkBackward(new NetworkPass(reference, pass, free)).run();
        } else {
            reference.backward(pass);
        }
    }

    @Override
    public void updateState(Pass pass) {
        reference.updateState(pass);
    }

    @Override
    public int outputs(int inputs) {
        return reference.outputs(inputs);
    }

    @Override
    public List<Tensor> parameters(int inputs) {
        return reference.parameters(inputs);
    }

    @Override
    public List<Tensor> state(int inputs) {
        return reference.state(inputs);
    }

    @Override
    public void start(String parameter, INDArray values, RandomGenerator random) {
        reference.start(parameter, values, random);
    }

    @Override
    public boolean mixesRows() {
        return reference.mixesRows();
    }

    @Override
    public Optional<Activation> startsAs() {
        return reference.startsAs();
    }

    @Override
    public Optional<Activation> fixedAt(Map<String, INDArray> parameters, Map<String, INDArray> state) {
        return reference.fixedAt(parameters, state);
    }
}
