package rai.formats;

import java.util.List;
import java.util.Map;

/** What PyTorch calls the tensors of layers that both have. */
final class TorchNames {
    /** A tensor that has two names. */
    record Pair(String ours, String theirs) {}

    private static final Map<String, List<Pair>> PAIRS = Map.of(
            "batch-norm",
            List.of(
                    new Pair("gamma", "weight"),
                    new Pair("beta", "bias"),
                    new Pair("running-mean", "running_mean"),
                    new Pair("running-variance", "running_var")),
            "layer-norm",
            List.of(new Pair("gamma", "weight"), new Pair("beta", "bias")),
            "prelu",
            List.of(new Pair("slope", "weight")));

    private TorchNames() {}

    /** None if PyTorch has no such layer. */
    static List<Pair> of(String layer) {
        return PAIRS.getOrDefault(layer, List.of());
    }
}
