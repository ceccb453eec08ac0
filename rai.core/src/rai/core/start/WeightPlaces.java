package rai.core.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import rai.api.exchange.Orientation;
import rai.api.exchange.Weights.Weight;
import rai.api.network.NamedTensor;
import rai.api.spec.SpecException;

/** Finds which array of a file is which tensor of a network: by RAI's names, by those of layers elsewhere, or by the order. */
final class WeightPlaces {
    /**
     * An array that becomes a tensor.
     *
     * @param transposed whether its indices are exchanged
     */
    record Place(NamedTensor tensor, Weight weight, boolean transposed) {}

    private final List<List<NamedTensor>> layers;
    private final List<Weight> weights;
    private final String origin;
    private final Map<NamedTensor, Weight> found = new LinkedHashMap<>();

    private WeightPlaces(List<List<NamedTensor>> layers, List<Weight> weights, String origin) {
        this.layers = layers;
        this.weights = weights;
        this.origin = origin;
    }

    /**
     * @param layers the tensors of each layer that has any
     * @param weights the arrays
     * @param notice receives what was assumed
     * @throws SpecException if an array is missing, has the wrong shape, or has no place
     */
    static List<Place> of(
            List<List<NamedTensor>> layers,
            List<Weight> weights,
            String origin,
            Orientation orientation,
            Consumer<String> notice) {
        WeightPlaces places = new WeightPlaces(layers, weights, origin);
        Orientation usual = places.find(notice);
        return places.oriented(orientation, usual, notice);
    }

    /** @return how the weights usually lie in files with such names */
    private Orientation find(Consumer<String> notice) {
        List<NamedTensor> all = layers.stream().flatMap(List::stream).toList();
        Map<String, Weight> byName = new LinkedHashMap<>();
        weights.forEach(weight -> byName.put(weight.name(), weight));
        if (all.stream().anyMatch(tensor -> byName.containsKey(tensor.name()))) {
            for (NamedTensor tensor : all) {
                Weight weight = byName.remove(tensor.name());
                if (weight == null) {
                    throw missing(tensor.name(), "");
                }
                found.put(tensor, weight);
            }
            byName.values().stream().findFirst().ifPresent(weight -> {
                throw homeless(weight);
            });
            return Orientation.KERAS;
        }
        if (weights.stream().allMatch(weight -> weight.name().matches("arr_\\d{1,9}"))) {
            return byOrder(all, notice);
        }
        return byLayer(notice);
    }

    private Orientation byOrder(List<NamedTensor> all, Consumer<String> notice) {
        List<Weight> sorted = new ArrayList<>(weights);
        sorted.sort(java.util.Comparator.comparing(Weight::name, ForeignNames.NATURAL));
        if (sorted.size() != all.size()) {
            throw new SpecException(origin + " has " + sorted.size() + " arrays without names, but the network has "
                    + all.size() + " tensors: "
                    + all.stream().map(NamedTensor::name).collect(Collectors.joining(", ")));
        }
        for (int i = 0; i < all.size(); i++) {
            found.put(all.get(i), sorted.get(i));
        }
        notice.accept("the arrays have no names, and are taken in their order, from input to output");
        return Orientation.AUTO;
    }

    private Orientation byLayer(Consumer<String> notice) {
        Map<String, Map<String, Weight>> groups = ForeignNames.groups(weights);
        if (groups.size() != layers.size()) {
            throw new SpecException(origin + " has weights of " + groups.size() + " layers ("
                    + String.join(", ", groups.keySet()) + "), but the network has " + layers.size() + " with weights ("
                    + layers.stream().map(WeightPlaces::name).collect(Collectors.joining(", ")) + ")");
        }
        boolean keras = false;
        int i = 0;
        for (Map.Entry<String, Map<String, Weight>> group : groups.entrySet()) {
            List<NamedTensor> layer = layers.get(i++);
            Map<String, Weight> rest = new LinkedHashMap<>(group.getValue());
            for (NamedTensor tensor : layer) {
                String leaf = ForeignNames.leaf(kind(layer), own(tensor), rest.keySet());
                if (leaf == null) {
                    throw missing(
                            tensor.name(), ": its layer is '" + group.getKey() + "' there, which has " + rest.keySet());
                }
                keras |= leaf.equals("kernel");
                found.put(tensor, rest.remove(leaf));
            }
            rest.values().stream().findFirst().ifPresent(weight -> {
                throw homeless(weight);
            });
        }
        notice.accept("the names are those of " + (keras ? "Keras" : "PyTorch") + ": layers are taken in the order "
                + String.join(", ", groups.keySet()));
        return keras ? Orientation.KERAS : Orientation.TORCH;
    }

    private List<Place> oriented(Orientation wanted, Orientation usual, Consumer<String> notice) {
        boolean direct = false;
        boolean turned = false;
        boolean matrices = false;
        for (Map.Entry<NamedTensor, Weight> entry : found.entrySet()) {
            List<Long> shape = entry.getKey().shape();
            if (isDense(entry.getKey())) {
                matrices = true;
                boolean square = shape.get(0).equals(shape.get(1));
                direct |= !square && entry.getValue().shape().equals(shape);
                turned |= !square && entry.getValue().shape().equals(List.of(shape.get(1), shape.get(0)));
            }
        }
        boolean transposed = wanted == Orientation.TORCH
                || wanted == Orientation.AUTO && (direct == turned ? usual == Orientation.TORCH : turned);
        if (wanted == Orientation.AUTO && matrices && !direct && !turned) {
            notice.accept(
                    "all weights are square, so their shapes do not show which index comes first: they are assumed"
                            + " to be " + said(transposed) + "; --orientation says otherwise");
        } else if (matrices && usual != (transposed ? Orientation.TORCH : Orientation.KERAS)) {
            notice.accept("the weights are " + said(transposed));
        }
        List<Place> places = new ArrayList<>();
        boolean turn = transposed;
        found.forEach((tensor, weight) -> places.add(place(tensor, weight, turn && isDense(tensor))));
        return places;
    }

    private static String said(boolean transposed) {
        return transposed ? "[outputs, inputs], as in PyTorch" : "[inputs, outputs], as in Keras";
    }

    private Place place(NamedTensor tensor, Weight weight, boolean transposed) {
        List<Long> wanted =
                transposed ? List.of(tensor.shape().get(1), tensor.shape().get(0)) : tensor.shape();
        boolean row = wanted.size() == 1
                && weight.values().length() == wanted.get(0)
                && weight.shape().stream().filter(size -> size != 1).count() <= 1;
        if (!weight.shape().equals(wanted) && !row) {
            throw new SpecException(
                    "'" + weight.name() + "' of " + origin + " has the shape " + weight.shape() + ", but "
                            + tensor.name() + " of the network needs " + wanted
                            + (transposed ? ", being [outputs, inputs]" : ""));
        }
        return new Place(tensor, weight, transposed);
    }

    private static boolean isDense(NamedTensor tensor) {
        return tensor.name().startsWith("dense_") && tensor.shape().size() == 2;
    }

    private SpecException missing(String tensor, String more) {
        return new SpecException(tensor + " is missing in " + origin + more);
    }

    private SpecException homeless(Weight weight) {
        return new SpecException("'" + weight.name() + "' of " + origin + " " + weight.shape()
                + " has no place in the network: its tensors are "
                + layers.stream()
                        .flatMap(List::stream)
                        .limit(20)
                        .map(NamedTensor::name)
                        .collect(Collectors.joining(", ")));
    }

    /** {@code dense_1} of {@code dense_1.weight}. */
    private static String name(List<NamedTensor> layer) {
        String first = layer.get(0).name();
        return first.substring(0, first.indexOf('.'));
    }

    private static String kind(List<NamedTensor> layer) {
        return name(layer).replaceFirst("_\\d+$", "");
    }

    private static String own(NamedTensor tensor) {
        return tensor.name().substring(tensor.name().indexOf('.') + 1);
    }
}
