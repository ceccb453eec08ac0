package rai.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.layer.LayerFunction;
import rai.api.layer.PlainPass;
import rai.api.layer.Tensor;

/** A pass of the layer that is being checked; tasks run from the last to the first, which must make no difference. */
final class CheckedPass extends PlainPass {
    private final DataType type;

    /**
     * Outputs and gradients are NaN at first, so that elements that are not written are noticed.
     *
     * @param x [rows, inputs]
     */
    CheckedPass(LayerFunction layer, DataType type, boolean training, double[][] x, long seed) {
        super(type, training);
        this.type = type;
        int inputs = x[0].length;
        int outputs = layer.outputs(inputs);
        startForward(Nd4j.createFromArray(x).castTo(type), unwritten(x.length, outputs));
        double[][] upstream = numbers(new SplittableRandom(seed + 2), x.length, outputs, 1);
        startBackward(Nd4j.createFromArray(upstream).castTo(type), unwritten(x.length, inputs));
        SplittableRandom random =
                new SplittableRandom(seed); // of the parameters: they don't depend on the number of rows
        for (Tensor tensor : layer.parameters(inputs)) {
            INDArray start = filled(tensor);
            layer.start(tensor.name(), start, new SplittableRandom(seed + 1));
            INDArray noise = Nd4j.createFromArray(numbers(random, tensor.rows(), tensor.columns(), 0.2))
                    .castTo(type);
            parameters().put(tensor.name(), start.addi(noise));
            gradients().put(tensor.name(), unwritten(tensor.rows(), tensor.columns()));
        }
        for (Tensor tensor : layer.state(inputs)) {
            states().put(tensor.name(), filled(tensor));
        }
    }

    private INDArray unwritten(long rows, long columns) {
        return Nd4j.valueArrayOf(new long[] {rows, columns}, Double.NaN, type);
    }

    private INDArray filled(Tensor tensor) {
        return Nd4j.valueArrayOf(new long[] {tensor.rows(), tensor.columns()}, tensor.start(), type);
    }

    /** Numbers that single precision holds exactly, so that both precisions get the same ones. */
    static double[][] numbers(SplittableRandom random, int rows, int columns, double sd) {
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            Arrays.setAll(row, i -> (float) (sd * random.nextGaussian()));
        }
        return numbers;
    }

    void wantNoDownstream() {
        startBackward(upstream(), null);
    }

    /** All tensors that a layer must not write in a forward or backward pass, as numbers. */
    Map<String, List<Double>> readOnly() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("the input", elements(input()));
        all.put("the upstream gradient", elements(upstream()));
        parameters().forEach((name, array) -> all.put("the parameter " + name, elements(array)));
        states().forEach((name, array) -> all.put("the state " + name, elements(array)));
        return all;
    }

    /** What a backward pass writes, as numbers. */
    Map<String, List<Double>> results() {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        all.put("the output", elements(output()));
        if (downstream() != null) {
            all.put("dL/d(input)", elements(downstream()));
        }
        gradients().forEach((name, array) -> all.put("dL/d(" + name + ")", elements(array)));
        return all;
    }

    static List<Double> elements(INDArray array) {
        return Arrays.stream(Doubles.copy(array)).boxed().toList();
    }

    /** L = Σ upstream ⊙ output. */
    double objective() {
        return output().mul(upstream()).sumNumber().doubleValue();
    }

    @Override
    public void share(int tasks, IntConsumer task) {
        for (int i = tasks - 1; i >= 0; i--) {
            task.accept(i);
        }
    }
}
