package rai.shell.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import rai.api.network.Layers;
import rai.api.run.LayerSummary;
import rai.api.run.NetworkSummary;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.Summaries;
import rai.api.spec.Spec;

/** Summaries of networks of dense maps, activations and residual blocks. */
public final class FakeSummaries implements Summaries {
    /** The network of every run. */
    public String ofRuns = "dense(3) relu dense(1)";

    @Override
    public NetworkSummary of(Path directory) {
        return of(ofRuns, 2, OptionalInt.empty(), 1, Precision.FLOAT32);
    }

    @Override
    public NetworkSummary of(RunRequest request) {
        return of(request.model().network(), 2, OptionalInt.empty(), 1, Precision.FLOAT32);
    }

    @Override
    public NetworkSummary of(String network, int inputs, OptionalInt outputs, int rows, Precision precision) {
        List<LayerSummary> layers = new ArrayList<>();
        add(Layers.parse(network, 1000), inputs, outputs.orElse(1), layers);
        return new NetworkSummary(network, inputs, rows, precision, layers, Optional.empty());
    }

    private static int add(List<Spec> specs, int inputs, int outputs, List<LayerSummary> layers) {
        int width = inputs;
        for (Spec spec : specs) {
            if (spec.name().equals("residual")) {
                layers.add(layer(layers, "residual", width, 0));
                add(Layers.parse(spec.positional().get(0), 1000), width, width, layers);
                layers.add(layer(layers, "end of residual", width, 0));
            } else if (spec.name().equals("dense")) {
                int out = spec.positional().isEmpty()
                        ? outputs
                        : Integer.parseInt(spec.positional().get(0));
                layers.add(layer(layers, "dense(" + out + ")", out, (width + 1L) * out));
                width = out;
            } else {
                layers.add(layer(layers, spec.toString(), width, 0));
            }
        }
        return width;
    }

    private static LayerSummary layer(List<LayerSummary> layers, String spec, long width, long parameters) {
        return new LayerSummary(
                layers.size() + 1,
                spec,
                "",
                List.of(1L, width),
                parameters,
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }
}
