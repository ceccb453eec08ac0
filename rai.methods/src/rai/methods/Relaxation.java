package rai.methods;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.SpecException;

/**
 * A network cut at its relaxed maps. Segment i leads from the target of relaxed map i-1 (the data for the first) to the
 * estimate of relaxed map i; the head leads from the last target to the output.
 *
 * <p>Neighbouring segments of equal structure form a group: they are independent, so they are computed side by side. The
 * targets of all maps lie one after the other, so those of a group are one array [copies, n, width].
 */
final class Relaxation {
    /**
     * Segments of equal structure.
     *
     * @param from first layer of the first segment
     * @param to layer after the last of the first segment
     * @param copies how many segments
     * @param first number of the first segment, which is that of the target it leads to
     */
    record Group(int from, int to, int copies, int first) {}

    private final List<Integer> relaxed;
    private final List<Group> groups = new ArrayList<>();
    private final long[] start;
    private final int[] width;
    private final int headFrom;

    /**
     * @param network the network
     * @param layers which maps are relaxed: {@code all}, {@code every:3}, or numbers and ranges from 1 such as
     *     {@code 3,7-9}
     */
    Relaxation(Network network, String layers) {
        relaxed = choose(layers, network.maps().size());
        requireOutsideResiduals(network);
        start = new long[relaxed.size() + 1];
        width = new int[relaxed.size()];
        int from = 0;
        for (int i = 0; i < relaxed.size(); i++) {
            int to = network.maps().get(relaxed.get(i)) + 1;
            width[i] = network.layers().get(to - 1).outputs();
            start[i + 1] = start[i] + width[i];
            add(network, from, to, i);
            from = to;
        }
        headFrom = from;
    }

    /** The input of a residual block is added to its output: with a target inside, that connection would be cut. */
    private void requireOutsideResiduals(Network network) {
        List<Integer> outside = Residuals.mapsOutside(network);
        for (int map : relaxed) {
            if (!outside.contains(map)) {
                String what = "map " + (map + 1) + " ("
                        + LayerName.of(network, network.maps().get(map))
                        + ") can't be relaxed, because it lies in a residual block: ";
                throw new SpecException(what
                        + (outside.isEmpty()
                                ? "all maps of this network do, so use another method, such as predictive-coding or alt"
                                : "relax only maps outside, as with layers=" + numbers(outside)));
            }
        }
    }

    /** From 1, with ranges. */
    private static String numbers(List<Integer> maps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < maps.size(); i++) {
            int from = i;
            while (i + 1 < maps.size() && maps.get(i + 1) == maps.get(i) + 1) {
                i++;
            }
            text.append(from == 0 ? "" : ",").append(maps.get(from) + 1);
            if (i > from) {
                text.append(i > from + 1 ? "-" : ",").append(maps.get(i) + 1);
            }
        }
        return text.toString();
    }

    private void add(Network network, int from, int to, int number) {
        if (number > 1) { // the first segment reads the data, so it stands for itself
            Group last = groups.get(groups.size() - 1);
            int length = last.to() - last.from();
            List<Layer> layers = network.layers();
            if (to - from == length && layers.subList(from, to).equals(layers.subList(last.from(), last.to()))) {
                groups.set(groups.size() - 1, new Group(last.from(), last.to(), last.copies() + 1, last.first()));
                return;
            }
        }
        groups.add(new Group(from, to, 1, number));
    }

    private static List<Integer> choose(String layers, int maps) {
        List<Integer> chosen = new ArrayList<>();
        int step = 0;
        if (layers.equals("all")) {
            step = 1;
        } else if (layers.startsWith("every:")) {
            step = number(layers.substring(6), layers);
        }
        if (step > 0) {
            for (int map = step; map <= maps; map += step) {
                chosen.add(map - 1);
            }
            if (chosen.isEmpty()) {
                throw new SpecException("layers=" + layers + " relaxes nothing, because the network has only " + maps
                        + " maps: use layers=all");
            }
            return chosen;
        }
        for (String piece : layers.split(",", -1)) {
            String[] ends = piece.split("-", 2);
            int from = number(ends[0].strip(), layers);
            int to = number(ends[ends.length - 1].strip(), layers);
            if (to > maps) {
                throw new SpecException(
                        "layers=" + layers + " names map " + to + ", but the network has maps 1 to " + maps);
            }
            if (to < from || !chosen.isEmpty() && from - 1 <= chosen.get(chosen.size() - 1)) {
                throw new SpecException("layers=" + layers + " must name the maps in rising order, each once");
            }
            for (int map = from; map <= to; map++) {
                chosen.add(map - 1);
            }
        }
        return chosen;
    }

    private static int number(String text, String layers) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new SpecException(
                "layers=" + layers + " is not understood: write all, every:3, or map numbers such as 3,7-9");
    }

    /** @return the relaxed maps, from 0 */
    List<Integer> relaxed() {
        return relaxed;
    }

    List<Group> groups() {
        return groups;
    }

    /** @return the width of target i */
    int width(int i) {
        return width[i];
    }

    /** @return numbers per example before target i */
    long start(int i) {
        return start[i];
    }

    /** @return numbers per example of all targets */
    long total() {
        return start[relaxed.size()];
    }

    /** @return the first layer after the last relaxed map */
    int headFrom() {
        return headFrom;
    }
}
