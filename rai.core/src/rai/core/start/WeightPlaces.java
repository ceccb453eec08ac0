package rai.core.start;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final String TWO_CLASSES = ": here two classes have one output, which is the second output less the"
            + " first; save their difference, of weights and biases";

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
        List<String> order = order(groups);
        for (String group : order) {
            List<NamedTensor> layer = layers.get(i++);
            Map<String, Weight> rest = new LinkedHashMap<>(groups.get(group));
            for (NamedTensor tensor : layer) {
                String leaf = ForeignNames.leaf(kind(layer), own(tensor), rest.keySet());
                if (leaf == null) {
                    throw missing(tensor.name(), ": its layer is '" + group + "' there, which has " + rest.keySet());
                }
                keras |= leaf.equals("kernel");
                found.put(tensor, rest.remove(leaf));
            }
            rest.values().stream().findFirst().ifPresent(weight -> {
                throw homeless(weight);
            });
        }
        notice.accept("the names are those of " + (keras ? "Keras" : "PyTorch") + ": layers are taken in the order "
                + String.join(", ", order));
        return keras ? Orientation.KERAS : Orientation.TORCH;
    }

    private List<String> order(Map<String, Map<String, Weight>> groups) {
        List<String> listed = List.copyOf(groups.keySet());
        LayerOrder possible = new LayerOrder(listed, (name, place) -> fits(groups.get(name), layers.get(place)));
        boolean sorted = ForeignNames.sorted(weights);
        if (!sorted && possible.fitsAsListed()) {
            return listed;
        }
        List<List<String>> found = possible.fitting(2);
        if (found.isEmpty()) { // whichever is taken, what does not fit is refused by its name
            return sorted ? listed.stream().sorted(ForeignNames.NATURAL).toList() : listed;
        }
        if (found.size() > 1) {
            int i = 0;
            while (found.get(0).get(i).equals(found.get(1).get(i))) {
                i++;
            }
            throw new SpecException("neither names nor shapes show the order of the layers of " + origin + ": "
                    + name(layers.get(i)) + " may be '" + found.get(0).get(i) + "' or '"
                    + found.get(1).get(i) + "'. Number them in their names, or save the arrays in their order with"
                    + " numpy.savez; a file of safetensors is sorted by name");
        }
        return found.get(0);
    }

    /** @return whether these are the arrays of that layer, weights lying either way */
    private static boolean fits(Map<String, Weight> arrays, List<NamedTensor> layer) {
        Set<String> rest = new HashSet<>(arrays.keySet());
        for (NamedTensor tensor : layer) {
            String leaf = ForeignNames.leaf(kind(layer), own(tensor), rest);
            if (leaf == null
                    || !hasShape(arrays.get(leaf), tensor.shape())
                            && !(isDense(tensor) && hasShape(arrays.get(leaf), turned(tensor.shape())))) {
                return false;
            }
            rest.remove(leaf);
        }
        return rest.isEmpty();
    }

    private static List<Long> turned(List<Long> shape) {
        return List.of(shape.get(1), shape.get(0));
    }

    /** @return whether it has that shape, or as many numbers in a row */
    private static boolean hasShape(Weight weight, List<Long> shape) {
        return weight.shape().equals(shape)
                || shape.size() == 1
                        && weight.values().length() == shape.get(0)
                        && weight.shape().stream().filter(size -> size != 1).count() <= 1;
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
                turned |= !square && entry.getValue().shape().equals(turned(shape));
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
        List<Long> wanted = transposed ? turned(tensor.shape()) : tensor.shape();
        if (!hasShape(weight, wanted)) {
            throw new SpecException(
                    "'" + weight.name() + "' of " + origin + " has the shape " + weight.shape() + ", but "
                            + tensor.name() + " of the network needs " + wanted
                            + (transposed ? ", being [outputs, inputs]" : "")
                            + (ofTwo(tensor, weight, transposed) ? TWO_CLASSES : ""));
        }
        return new Place(tensor, weight, transposed);
    }

    /** @return whether it has two outputs in place of one */
    private static boolean ofTwo(NamedTensor tensor, Weight weight, boolean transposed) {
        List<Long> shape = tensor.shape();
        return isDense(tensor)
                && shape.get(1) == 1
                && weight.shape().equals(transposed ? List.of(2L, shape.get(0)) : List.of(shape.get(0), 2L));
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
