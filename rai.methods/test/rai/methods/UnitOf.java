package rai.methods;

import rai.api.network.Network;

/** Which of the layers that learn by themselves a number belongs to. */
final class UnitOf {
    private UnitOf() {}

    static int parameter(Network network, LocalUnits units, long parameter) {
        for (Network.Block block : network.blocks()) {
            long of = parameter - block.offset();
            if (of >= 0 && of < block.length()) {
                long weights = (long) block.count() * block.inputs() * block.outputs();
                long copy = of < weights
                        ? of / ((long) block.inputs() * block.outputs())
                        : (of - weights) / block.outputs();
                int layer = network.maps().get(block.first() + (int) copy);
                return (int) units.hidden().stream()
                        .filter(unit -> unit.to() <= layer)
                        .count();
            }
        }
        throw new AssertionError("parameter " + parameter + " is not that of a map");
    }
}
