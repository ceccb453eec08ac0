package rai.core.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.layer.Tensor;
import rai.api.network.Layer;
import rai.api.network.Layers;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** Makes the layers of a network from their specs and the width that reaches each. */
final class NetworkParser {
    private record Reading(Spec spec, int width) {}

    private final String text;
    private final Catalog catalog;
    private final Map<Reading, Layer> known = new HashMap<>();
    final List<Layer> layers = new ArrayList<>();
    double parameters;

    NetworkParser(String text, Catalog catalog) {
        this.text = text;
        this.catalog = catalog;
    }

    /**
     * @param inputs the width of what the layers read
     * @param outputs the width of the last dense one among them, if it has none
     * @return the width of what they give
     */
    int read(List<Spec> specs, int inputs, int outputs) {
        int lastMap = -1;
        for (int i = 0; i < specs.size(); i++) {
            lastMap = specs.get(i).name().equals(FlatNetwork.DENSE) ? i : lastMap;
        }
        int width = inputs;
        for (int i = 0; i < specs.size(); i++) {
            Spec spec = specs.get(i);
            if (spec.name().equals(FlatNetwork.DENSE)) {
                Layer.Dense dense = dense(spec, width, i == lastMap, outputs);
                layers.add(dense);
                parameters += (width + (dense.bias() ? 1.0 : 0)) * dense.outputs();
            } else if (spec.name().equals(FlatNetwork.RESIDUAL)) {
                residual(spec, width);
            } else {
                layers.add(known.computeIfAbsent(new Reading(spec, width), this::layer));
                parameters += layers.get(layers.size() - 1) instanceof Layer.Apply apply
                        ? apply.parameters().stream()
                                .mapToDouble(Tensor::length)
                                .sum()
                        : 0;
            }
            if (layers.size() > FlatNetwork.MOST_LAYERS) {
                throw new SpecException("the network has more than " + FlatNetwork.MOST_LAYERS + " layers");
            }
            width = layers.get(layers.size() - 1).outputs();
        }
        return width;
    }

    private Layer.Dense dense(Spec spec, int inputs, boolean last, int outputs) {
        if (spec.positional().size() > 1
                || !Set.of("bias").containsAll(spec.settings().keySet())) {
            throw new SpecException(
                    "'" + spec + "' is not a layer: write its width, as in dense(200) or dense(200, bias=false)");
        }
        String bias = spec.settings().getOrDefault("bias", "true");
        if (!bias.equals("true") && !bias.equals("false")) {
            throw new SpecException("the setting 'bias' of '" + spec + "' must be true or false");
        }
        return new Layer.Dense(inputs, width(spec, last, outputs), bias.equals("true"));
    }

    private int width(Spec dense, boolean last, int outputs) {
        if (dense.positional().isEmpty()) {
            if (!last) {
                throw new SpecException(
                        "only the last dense layer may leave its width to the data: write dense(WIDTH) for"
                                + " the others in '" + text + "'");
            }
            return outputs;
        }
        try {
            int width = Integer.parseInt(dense.positional().get(0));
            if (width < 1) {
                throw new SpecException("the width of '" + dense + "' must be at least 1");
            }
            return width;
        } catch (NumberFormatException e) {
            throw new SpecException("the width of '" + dense + "' must be a whole number up to " + Integer.MAX_VALUE);
        }
    }

    /** The last dense layer of a residual block may leave its width to the block. */
    private void residual(Spec spec, int width) {
        if (spec.positional().size() != 1
                || !Set.of("skip").containsAll(spec.settings().keySet())) {
            throw new SpecException(
                    "'" + spec + "' is not a residual block: write its layers, separated by spaces, as in"
                            + " residual(dense(64) relu dense) or residual(dense(64) relu dense, skip=0.5)");
        }
        double skip = skip(spec);
        int fork = layers.size();
        layers.add(new Layer.Fork(width, 0)); // its length is known when its layers are
        int end = read(Layers.parse(spec.positional().get(0), FlatNetwork.MOST_LAYERS), width, width);
        if (end != width) {
            throw new SpecException("the residual block '" + spec + "' reads width " + width + " and gives width " + end
                    + ", but they are added: let its last dense layer be dense");
        }
        int length = layers.size() - fork;
        layers.set(fork, new Layer.Fork(width, length));
        layers.add(new Layer.Join(width, length, skip));
    }

    private static double skip(Spec residual) {
        String text = residual.settings().getOrDefault("skip", "1");
        try {
            double skip = Double.parseDouble(text);
            if (Double.isFinite(skip)) {
                return skip;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new SpecException("the setting 'skip' of '" + residual + "' must be a number, but is '" + text + "'");
    }

    /** If a layer and an activation share a name, the layer is meant: it can do more. */
    private Layer layer(Reading reading) {
        String name = reading.spec().name();
        if (catalog.has(Kind.LAYER, name)) {
            var found = catalog.resolve(LayerFunction.class, reading.spec());
            return FlatNetwork.applied(found.spec(), found.service(), reading.width());
        }
        if (!catalog.has(Kind.ACTIVATION, name)) {
            List<String> names = new ArrayList<>(List.of(FlatNetwork.DENSE, FlatNetwork.RESIDUAL));
            catalog.list(Kind.ACTIVATION).forEach(entry -> names.add(entry.name()));
            catalog.list(Kind.LAYER).forEach(entry -> names.add(entry.name()));
            throw Words.unknown("activation or layer", name, names, "the command list");
        }
        return new Layer.Activate(
                catalog.resolve(Activation.class, reading.spec()).spec(), reading.width());
    }
}
