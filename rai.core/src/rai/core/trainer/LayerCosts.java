package rai.core.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.activation.Activation;
import rai.api.activation.Quadrature;
import rai.api.catalog.Catalog;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.NamedTensor;
import rai.api.run.LayerSummary;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.network.FlatNetwork;
import rai.core.network.NamedTensors;

/** What the layers of a network hold and cost; see {@link LayerSummary}. */
final class LayerCosts {
    private final FlatNetwork network;
    private final Catalog catalog;
    /** Null if there is none. */
    private final Quadrature quadrature;

    private final int rows;
    private final int width;
    private final Map<Spec, Optional<Double>> gains = new HashMap<>();

    /**
     * @param rows examples per step
     * @param width bytes of a number
     */
    LayerCosts(FlatNetwork network, Catalog catalog, Quadrature quadrature, int rows, int width) {
        this.network = network;
        this.catalog = catalog;
        this.quadrature = quadrature;
        this.rows = rows;
        this.width = width;
    }

    List<LayerSummary> all() {
        List<LayerSummary> all = new ArrayList<>();
        List<Map<String, NamedTensor>> tensors = NamedTensors.byLayer(network)
                .map(list -> {
                    Map<String, NamedTensor> named = new LinkedHashMap<>();
                    list.forEach(tensor -> named.put(tensor.name(), tensor));
                    return named;
                })
                .toList();
        for (int i = 0; i < network.layers().size(); i++) {
            all.add(of(i, network.layers().get(i), tensors.get(i)));
        }
        return all;
    }

    private LayerSummary of(int index, Layer layer, Map<String, NamedTensor> tensors) {
        long parameters = length(tensors, NamedTensor.PARAMETERS);
        long state = length(tensors, NamedTensor.LAYER_STATE);
        double numbers = 2.0 * parameters + state + 2.0 * rows * layer.outputs();
        return new LayerSummary(
                index + 1,
                word(index, layer),
                tensors.keySet().stream().findFirst().map(NamedTensors::layerOf).orElse(""),
                List.of((long) rows, (long) layer.outputs()),
                parameters,
                state,
                layer instanceof Layer.Dense dense ? Optional.of(dense.inputs()) : Optional.empty(),
                gain(layer),
                numbers * width,
                flops(layer));
    }

    private static long length(Map<String, NamedTensor> tensors, String array) {
        return tensors.values().stream()
                .filter(tensor -> tensor.array().equals(array))
                .mapToLong(NamedTensor::length)
                .sum();
    }

    private String word(int index, Layer layer) {
        if (layer instanceof Layer.Fork) {
            return "residual";
        }
        return layer instanceof Layer.Join ? "end of residual" : network.word(index);
    }

    private Optional<Double> gain(Layer layer) {
        if (quadrature == null) {
            return Optional.empty();
        }
        if (layer instanceof Layer.Activate activate) {
            return gains.computeIfAbsent(
                    activate.spec(),
                    spec -> gain(catalog.resolve(Activation.class, spec).service()));
        }
        if (layer instanceof Layer.Apply apply) {
            return gains.computeIfAbsent(
                    apply.spec(), spec -> function(spec).startsAs().flatMap(this::gain));
        }
        return Optional.empty();
    }

    private Optional<Double> gain(Activation activation) {
        return Optional.of(quadrature.moments(activation).forwardGain());
    }

    private LayerFunction function(Spec spec) {
        return catalog.resolve(LayerFunction.class, spec).service();
    }

    private double flops(Layer layer) {
        if (layer instanceof Layer.Dense dense) {
            return 2.0 * dense.inputs() * dense.outputs() + (dense.bias() ? dense.outputs() : 0);
        }
        if (layer instanceof Layer.Fork) {
            return 0;
        }
        return layer.outputs() + (layer instanceof Layer.Apply apply ? ofParameters(apply) : 0);
    }

    /** A tensor whose shape does not depend on the width is used by every unit. */
    private double ofParameters(Layer.Apply apply) {
        List<Tensor> ofOneUnit;
        try {
            ofOneUnit = function(apply.spec()).parameters(1);
        } catch (SpecException e) { // it mixes units
            ofOneUnit = List.of();
        }
        double flops = 0;
        for (Tensor tensor : apply.parameters()) {
            flops += 2.0 * tensor.length() * (ofOneUnit.contains(tensor) ? apply.inputs() : 1);
        }
        return flops;
    }
}
