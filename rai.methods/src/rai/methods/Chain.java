package rai.methods;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;

/**
 * A network as a chain of segments with a state between each two: segment i leads from state i-1 (the data for the first) to
 * state i, and the head leads from the last state to the output.
 *
 * <p>Neighbouring segments of equal structure form a group: they are independent of each other once the states are given, so they
 * are computed side by side. The states of a group lie one after the other.
 */
final class Chain {
    /**
     * Segments of equal structure.
     *
     * @param from first layer of the first segment
     * @param to layer after the last of the first segment
     * @param copies how many segments
     * @param first number of the first segment, which is that of the state it leads to
     */
    record Group(int from, int to, int copies, int first) {}

    private final List<Integer> ends;
    private final List<Group> groups = new ArrayList<>();
    private final long[] start;
    private final int[] width;

    /**
     * @param network the network
     * @param ends for each state, the index of the layer after the one whose output it stands for, rising
     */
    private Chain(Network network, List<Integer> ends) {
        this.ends = List.copyOf(ends);
        start = new long[ends.size() + 1];
        width = new int[ends.size()];
        for (int i = 0; i < ends.size(); i++) {
            width[i] = network.layers().get(ends.get(i) - 1).outputs();
            start[i + 1] = start[i] + width[i];
            add(network.layers(), from(i), ends.get(i), i);
        }
    }

    /**
     * With a state for what each hidden unit reads: after each dense map, Z_t, except the last one; and after each residual block.
     * There is none inside of a block, where it would cut the connection that skips it.
     *
     * @param network the network
     * @return the chain
     */
    static Chain ofHidden(Network network) {
        List<Integer> ends = new ArrayList<>();
        for (int layer = 0; layer < network.layers().size(); layer++) {
            if (network.layers().get(layer) instanceof Layer.Fork fork) {
                layer += fork.length();
                ends.add(layer + 1);
            } else if (network.layers().get(layer) instanceof Layer.Dense) {
                ends.add(layer + 1);
            }
        }
        return new Chain(network, ends.subList(0, ends.size() - 1));
    }

    private void add(List<Layer> layers, int from, int to, int number) {
        if (number > 1) { // the first segment reads the data, so it stands for itself
            Group last = groups.get(groups.size() - 1);
            if (to - from == last.to() - last.from()
                    && layers.subList(from, to).equals(layers.subList(last.from(), last.to()))) {
                groups.set(groups.size() - 1, new Group(last.from(), last.to(), last.copies() + 1, last.first()));
                return;
            }
        }
        groups.add(new Group(from, to, 1, number));
    }

    /** @return how many states an example has */
    int states() {
        return width.length;
    }

    List<Group> groups() {
        return groups;
    }

    /** @return the first layer of the segment that leads to state i; with i = states(), of the head */
    int from(int i) {
        return i == 0 ? 0 : ends.get(i - 1);
    }

    /** @return the first layer of the head */
    int headFrom() {
        return from(states());
    }

    /** @return the width of state i */
    int width(int i) {
        return width[i];
    }

    /** @return numbers per example before state i; with i = states(), of all states */
    long start(int i) {
        return start[i];
    }
}
