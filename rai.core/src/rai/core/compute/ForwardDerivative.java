package rai.core.compute;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.api.spec.SpecException;
import rai.core.network.FlatNetwork;

/** The forward derivative of some layers, copy by copy, at the values of their last forward pass. */
final class ForwardDerivative {
    private final FlatNetwork network;
    private final INDArray parameters;
    private final Activations activations;
    private final Workers workers;
    private final Kernel kernel;
    private final int from;
    private final int to;
    private final int copies;
    private final int rows;

    ForwardDerivative(
            FlatNetwork network,
            INDArray parameters,
            Activations activations,
            Workers workers,
            Kernel kernel,
            int from,
            int to,
            int copies,
            int rows) {
        this.network = network;
        this.parameters = parameters;
        this.activations = activations;
        this.workers = workers;
        this.kernel = kernel;
        this.from = from;
        this.to = to;
        this.copies = copies;
        this.rows = rows;
    }

    /**
     * @param values the input of the first layer and the output of each
     * @param input the tangent of the input; null for 0
     * @param ofParameters the tangent of all parameters; null for 0
     * @return the tangent of the output, a new array
     */
    INDArray of(List<INDArray> values, INDArray input, INDArray ofParameters) {
        for (Layer layer : network.layers().subList(from, to)) {
            if (layer instanceof Layer.Apply apply) {
                throw new SpecException("the layer " + apply.spec()
                        + " has no forward derivative: use a network of dense layers, activations and residual blocks");
            }
        }
        INDArray result = Views.scratch(
                parameters.dataType(),
                copies,
                rows,
                network.layers().get(to - 1).outputs());
        workers.run(copies, copy -> {
            INDArray[] tangents = new INDArray[to - from + 1];
            int width = network.layers().get(from).inputs();
            tangents[0] = input == null
                    ? Views.scratch(parameters.dataType(), rows, width).assign(0)
                    : copy(input, copy, width);
            for (int i = 0; i < to - from; i++) {
                tangents[i + 1] = through(i, copy, values, tangents, ofParameters);
            }
            copy(result, copy, network.layers().get(to - 1).outputs()).assign(tangents[to - from]);
        });
        return result;
    }

    private INDArray through(int i, int copy, List<INDArray> values, INDArray[] tangents, INDArray ofParameters) {
        Layer layer = network.layers().get(from + i);
        INDArray tangent = tangents[i];
        if (layer instanceof Layer.Activate activate) {
            INDArray out = Views.scratch(parameters.dataType(), rows, layer.outputs());
            activations
                    .get(activate.spec())
                    .backward(
                            copy(values.get(i), copy, layer.inputs()),
                            copy(values.get(i + 1), copy, layer.outputs()),
                            tangent,
                            out);
            return out;
        }
        if (layer instanceof Layer.Dense) {
            return dense(
                    copy(values.get(i), copy, layer.inputs()), tangent, from + i + copy * (to - from), ofParameters);
        }
        return layer instanceof Layer.Join join ? tangent.add(join.skipped(tangents[i - join.length()])) : tangent;
    }

    /** dZ = dA W + A dW + 1 dbᵀ. */
    private INDArray dense(INDArray x, INDArray tangent, int layer, INDArray ofParameters) {
        int map = network.mapOfLayer(layer);
        Layer.Dense dense = network.map(map);
        INDArray weight = Views.of(parameters, network.weightOffset(map), dense.inputs(), dense.outputs());
        INDArray out = Views.scratch(parameters.dataType(), rows, dense.outputs());
        out.assign(kernel.product(tangent, weight));
        if (ofParameters != null) {
            INDArray ofWeight = Views.of(ofParameters, network.weightOffset(map), dense.inputs(), dense.outputs());
            out.addi(kernel.product(x, ofWeight));
            if (dense.bias()) {
                out.addiRowVector(Views.of(ofParameters, network.biasOffset(map), 1, dense.outputs()));
            }
        }
        return out;
    }

    private INDArray copy(INDArray array, int copy, int width) {
        return Views.of(array, (long) copy * rows * width, rows, width);
    }
}
