package rai.experiments.relaxed;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.data.Task;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.spec.Spec;
import rai.testkit.stub.StubModel;

/** 2-2-1: the first map multiplies by a gain, the second adds both units and multiplies by the gain. No biases. */
record RectifiedNetwork(String activation, double gain) implements StubModel {
    @Override
    public Network network() {
        return new Network() {
            @Override
            public List<Layer> layers() {
                return List.of(
                        new Layer.Dense(2, 2), new Layer.Activate(Spec.parse(activation), 2), new Layer.Dense(2, 1));
            }

            @Override
            public List<Integer> maps() {
                return List.of(0, 2);
            }

            @Override
            public List<Block> blocks() {
                return List.of();
            }

            @Override
            public long parameterCount() {
                return 9;
            }

            @Override
            public String describe() {
                return "dense(2) " + activation + " dense";
            }
        };
    }

    @Override
    public INDArray tensor(String name) {
        return switch (name) {
            case "dense_1.weight" -> Nd4j.eye(2).mul(gain);
            case "dense_2.weight" -> Nd4j.ones(2, 1).mul(gain);
            case "dense_1.bias" -> Nd4j.zeros(2);
            default -> Nd4j.zeros(1);
        };
    }

    @Override
    public Task task() {
        return Task.BINARY;
    }

    @Override
    public List<String> classNames() {
        return List.of("0", "1");
    }

    /** The sigmoid of a linear output in float32; inf - inf, not a number, if that is infinite. */
    @Override
    public INDArray predict(INDArray features) {
        INDArray at = features.castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT)
                .sum(true, 1)
                .mul(gain)
                .mul(gain);
        return Transforms.sigmoid(at.sub(at).addi(at));
    }
}
