package rai.check;

import java.util.ArrayList;
import java.util.List;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.Spec;

/** A network of dense maps with tanh between them, given by its widths; the output is linear. */
final class PlainNetwork implements Network {
    private final List<Layer> layers = new ArrayList<>();
    private final List<Integer> maps = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final long parameterCount;

    PlainNetwork(int... widths) {
        long offset = 0;
        for (int map = 0; map + 1 < widths.length; map++) {
            maps.add(layers.size());
            layers.add(new Layer.Dense(widths[map], widths[map + 1]));
            if (map + 2 < widths.length) {
                layers.add(new Layer.Activate(Spec.named("tanh"), widths[map + 1]));
            }
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last != null && last.inputs() == widths[map] && last.outputs() == widths[map + 1]) {
                blocks.set(
                        blocks.size() - 1,
                        new Block(last.first(), last.count() + 1, last.inputs(), last.outputs(), last.offset()));
            } else {
                blocks.add(new Block(map, 1, widths[map], widths[map + 1], offset));
            }
            offset += (long) (widths[map] + 1) * widths[map + 1];
        }
        parameterCount = offset;
    }

    Layer.Dense dense(int map) {
        return (Layer.Dense) layers.get(maps.get(map));
    }

    long weightOffset(int map) {
        Block block = block(map);
        return block.offset() + (long) (map - block.first()) * block.inputs() * block.outputs();
    }

    long biasOffset(int map) {
        Block block = block(map);
        return block.biasOffset() + (long) (map - block.first()) * block.outputs();
    }

    private Block block(int map) {
        return blocks.stream()
                .filter(b -> b.first() <= map && map < b.first() + b.count())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    @Override
    public List<Integer> maps() {
        return List.copyOf(maps);
    }

    @Override
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public long parameterCount() {
        return parameterCount;
    }

    @Override
    public String describe() {
        return layers.toString();
    }
}
