package rai.core.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.activation.Activation;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.probe.ProbedLayer;
import rai.api.spec.SpecException;
import rai.core.network.UnitTensors;

/** A layer, as a probe sees it. */
final class ProbedStateLayer implements ProbedLayer {
    private final ProbedState run;
    private final int index;
    private final String name;
    private final List<NamedTensor> tensors;

    ProbedStateLayer(ProbedState run, int index, String name, List<NamedTensor> tensors) {
        this.run = run;
        this.index = index;
        this.name = name;
        this.tensors = tensors;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Layer layer() {
        return run.network().layers().get(index);
    }

    @Override
    public List<NamedTensor> parameters() {
        return tensors.stream()
                .filter(tensor -> tensor.array().equals(NamedTensor.PARAMETERS))
                .toList();
    }

    @Override
    public List<NamedTensor> state() {
        return tensors.stream()
                .filter(tensor -> tensor.array().equals(NamedTensor.LAYER_STATE))
                .toList();
    }

    @Override
    public INDArray input() {
        return run.pass().values()[index].dup('c');
    }

    @Override
    public INDArray output() {
        return run.pass().values()[index + 1].dup('c');
    }

    @Override
    public INDArray outputGradient() {
        return run.pass().outputGradients()[index].dup('c');
    }

    @Override
    public List<Activation> activations() {
        SamplePass pass = run.pass();
        if (layer() instanceof Layer.Activate activate) {
            return List.of(pass.services().get(activate.spec()));
        }
        return layer() instanceof Layer.Apply apply
                ? fixed(pass, apply, pass.services().layer(apply.spec()))
                : List.of();
    }

    /** A layer is an activation if it says so for width 1, and if its width only gives its tensors more columns. */
    private List<Activation> fixed(SamplePass pass, Layer.Apply apply, LayerFunction function) {
        Set<String> ofUnits = new HashSet<>();
        try {
            if (!UnitTensors.fit(function.parameters(1), apply.parameters(), apply.inputs(), ofUnits)
                    || !UnitTensors.fit(function.state(1), apply.state(), apply.inputs(), ofUnits)) {
                return List.of();
            }
        } catch (SpecException e) { // it mixes units
            return List.of();
        }
        Map<String, INDArray> parameters = new LinkedHashMap<>();
        apply.parameters()
                .forEach(t -> parameters.put(
                        t.name(),
                        whole(pass, t, NamedTensor.PARAMETERS, pass.network().parameterOffset(index, t.name()))));
        Map<String, INDArray> state = new LinkedHashMap<>();
        apply.state()
                .forEach(t -> state.put(
                        t.name(),
                        whole(pass, t, NamedTensor.LAYER_STATE, pass.network().stateOffset(index, t.name()))));
        List<Activation> all = new ArrayList<>();
        for (int unit = 0; unit < (ofUnits.isEmpty() ? 1 : apply.inputs()); unit++) {
            function.fixedAt(ofUnit(parameters, ofUnits, unit), ofUnit(state, ofUnits, unit))
                    .ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private static INDArray whole(SamplePass pass, Tensor tensor, String array, long offset) {
        return pass.copy(
                new NamedTensor(tensor.name(), List.of((long) tensor.rows(), (long) tensor.columns()), array, offset));
    }

    private static Map<String, INDArray> ofUnit(Map<String, INDArray> tensors, Set<String> ofUnits, int unit) {
        Map<String, INDArray> columns = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> columns.put(
                name,
                ofUnits.contains(name)
                        ? tensor.get(NDArrayIndex.all(), NDArrayIndex.interval(unit, unit + 1))
                                .dup('c')
                        : tensor));
        return columns;
    }
}
