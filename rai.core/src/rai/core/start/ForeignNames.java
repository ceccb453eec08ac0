package rai.core.start;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import rai.api.exchange.Weights.Weight;

/** What PyTorch and Keras call layers and their tensors. */
final class ForeignNames {
    /** By the numbers in them: 2.weight is before 10.weight, and dense before dense_1. */
    static final Comparator<String> NATURAL = Comparator.comparing((String name) -> java.util.regex.Pattern.compile(
                    "\\d+")
            .matcher(name)
            .replaceAll(number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group()));

    /** By kind of layer and our name of its tensor. */
    private static final Map<String, List<String>> LEAVES = Map.of(
            "dense weight", List.of("weight", "kernel"),
            "dense bias", List.of("bias"),
            "batch-norm gamma", List.of("weight", "gamma"),
            "batch-norm beta", List.of("bias", "beta"),
            "batch-norm running-mean", List.of("running_mean", "moving_mean"),
            "batch-norm running-variance", List.of("running_var", "moving_variance"),
            "layer-norm gamma", List.of("weight", "gamma"),
            "layer-norm beta", List.of("bias", "beta"),
            "prelu slope", List.of("weight", "alpha"));

    private ForeignNames() {}

    /** @return which of the names is that tensor; null if none is */
    static String leaf(String layer, String tensor, Set<String> names) {
        return LEAVES.getOrDefault(layer + " " + tensor, List.of()).stream()
                .filter(names::contains)
                .findFirst()
                .orElse(null);
    }

    /** The arrays by the names of their layers, and by their own, in the order of the file. */
    static Map<String, Map<String, Weight>> groups(List<Weight> weights) {
        Map<String, Map<String, Weight>> groups = new LinkedHashMap<>();
        for (Weight weight : weights) {
            String name = weight.name().replaceFirst(":0$", "");
            int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
            groups.computeIfAbsent(cut < 0 ? "" : name.substring(0, cut), layer -> new LinkedHashMap<>())
                    .put(name.substring(cut + 1), weight);
        }
        return groups;
    }

    /** @return whether names were sorted, type by type, as files of safetensors have them: then their order says nothing */
    static boolean sorted(List<Weight> weights) {
        return IntStream.range(1, weights.size())
                .allMatch(i -> !weights.get(i).type().equals(weights.get(i - 1).type())
                        || weights.get(i).name().compareTo(weights.get(i - 1).name()) > 0);
    }
}
