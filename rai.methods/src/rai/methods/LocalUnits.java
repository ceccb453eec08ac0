package rai.methods;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;

/**
 * A network cut before every map but the first: each unit is a map and all that follows it before the next one. A residual block
 * is one unit, as its input is added to its output.
 */
final class LocalUnits {
    /**
     * A unit.
     *
     * @param from its first layer
     * @param to the layer after its last
     * @param number its number, from 0
     * @param maps how many maps it has
     * @param width the width of its output
     */
    record Unit(int from, int to, int number, int maps, int width) {}

    private final List<Unit> units = new ArrayList<>();

    LocalUnits(Network network) {
        List<Layer> layers = network.layers();
        int from = 0;
        int maps = 0;
        int inBlocks = 0;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean begins = layer instanceof Layer.Dense || layer instanceof Layer.Fork;
            if (begins && inBlocks == 0 && maps > 0) {
                units.add(
                        new Unit(from, i, units.size(), maps, layers.get(i - 1).outputs()));
                from = i;
                maps = 0;
            }
            maps += layer instanceof Layer.Dense ? 1 : 0;
            inBlocks += layer instanceof Layer.Fork ? 1 : layer instanceof Layer.Join ? -1 : 0;
        }
        units.add(new Unit(from, layers.size(), units.size(), maps, network.outputs()));
    }

    /** @return all units but the last */
    List<Unit> hidden() {
        return units.subList(0, units.size() - 1);
    }

    /** @return the unit that gives the output */
    Unit last() {
        return units.get(units.size() - 1);
    }
}
