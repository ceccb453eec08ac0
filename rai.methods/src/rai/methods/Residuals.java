package rai.methods;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;

/** Which maps lie in residual blocks. */
final class Residuals {
    private Residuals() {}

    /**
     * @param network the network
     * @return the maps outside of all residual blocks, from 0
     */
    static List<Integer> mapsOutside(Network network) {
        List<Integer> outside = new ArrayList<>();
        int map = 0;
        int blocks = 0;
        for (Layer layer : network.layers()) {
            blocks += layer instanceof Layer.Fork ? 1 : layer instanceof Layer.Join ? -1 : 0;
            if (layer instanceof Layer.Dense) {
                if (blocks == 0) {
                    outside.add(map);
                }
                map++;
            }
        }
        return outside;
    }
}
