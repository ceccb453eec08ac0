package rai.core.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.network.Network;
import rai.api.probe.ProbedLayer;
import rai.api.probe.ProbedRun;
import rai.api.spec.Words;
import rai.core.network.LayerNames;
import rai.core.network.NamedTensors;

/** What one probe sees of a run between two steps. */
public final class ProbedState implements ProbedRun {
    private final SamplePass pass;
    private final INDArray start;
    private final List<ProbedLayer> layers = new ArrayList<>();
    private final Map<String, NamedTensor> tensors = new HashMap<>();
    private volatile boolean closed;

    /**
     * @param pass the way of the sample through the network
     * @param start the parameters at the start of the run, flat; null if the probe does not compare with them
     */
    public ProbedState(SamplePass pass, INDArray start) {
        this.pass = pass;
        this.start = start;
        List<String> names = LayerNames.of(pass.network());
        List<List<NamedTensor>> ofLayers = NamedTensors.byLayer(pass.network()).toList();
        for (int i = 0; i < names.size(); i++) {
            ofLayers.get(i).forEach(tensor -> tensors.put(tensor.name(), tensor));
            if (!(pass.network().layers().get(i) instanceof Layer.Fork)) {
                layers.add(new ProbedStateLayer(this, i, names.get(i), ofLayers.get(i)));
            }
        }
    }

    /** The run continues: a probe that was too slow sees no more of it. */
    public void close() {
        closed = true;
    }

    /** @return what computes, as long as the run stands still */
    SamplePass pass() {
        if (closed) {
            throw new IllegalStateException("the run has continued: a probe may look at it while it measures only");
        }
        return pass;
    }

    @Override
    public long step() {
        return pass().step();
    }

    @Override
    public Network network() {
        return pass().network();
    }

    @Override
    public List<ProbedLayer> layers() {
        return List.copyOf(layers);
    }

    private NamedTensor named(String name) {
        NamedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw Words.unknown("tensor", name, tensors.keySet());
        }
        return tensor;
    }

    private NamedTensor parameter(String name) {
        NamedTensor tensor = named(name);
        if (!tensor.array().equals(NamedTensor.PARAMETERS)) {
            throw Words.unknown(
                    "parameter",
                    name,
                    tensors.values().stream()
                            .filter(other -> other.array().equals(NamedTensor.PARAMETERS))
                            .map(NamedTensor::name)
                            .toList());
        }
        return tensor;
    }

    @Override
    public INDArray tensor(String tensor) {
        return pass().copy(named(tensor));
    }

    @Override
    public INDArray start(String parameter) {
        NamedTensor tensor = parameter(parameter);
        if (start == null) {
            throw new IllegalStateException(
                    "the parameters at the start are kept if the probe's comparesWithStart() is true only");
        }
        return SamplePass.copy(tensor, start);
    }

    @Override
    public INDArray gradient(String parameter) {
        NamedTensor tensor = parameter(parameter);
        return SamplePass.copy(tensor, pass().gradient());
    }

    @Override
    public INDArray inputs() {
        return pass().inputs().dup('c');
    }

    @Override
    public INDArray targets() {
        return pass().targets().dup('c');
    }

    @Override
    public double loss() {
        return pass().loss();
    }
}
