package rai.check;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;

/** The structure of the network of a {@link PlainProbedRun}; its parameters do not lie in one vector. */
record PlainProbedNetwork(List<Layer> layers) implements Network {
    @Override
    public List<Integer> maps() {
        List<Integer> maps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Dense) {
                maps.add(i);
            }
        }
        return maps;
    }

    @Override
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        long offset = 0;
        for (int map : maps()) {
            Layer layer = layers.get(map);
            Block block = new Block(blocks.size(), 1, layer.inputs(), layer.outputs(), offset);
            blocks.add(block);
            offset += block.length();
        }
        return blocks;
    }

    @Override
    public long parameterCount() {
        return blocks().stream().mapToLong(Block::length).sum();
    }

    @Override
    public String describe() {
        return layers.toString();
    }
}
