package rai.core.guard;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.layer.LayerFunction;
import rai.api.layer.PlainPass;
import rai.api.layer.Tensor;
import rai.api.spec.SpecException;

/** Probes a layer: forward, backward and settled in training, and forward in evaluation. */
final class LayerProbe {
    /** A layer may be able to read some widths only: even ones, multiples of a number. */
    private static final int[] WIDTHS = {6, 8, 5, 10, 12, 7, 4, 3, 2, 1};

    private static final int ROWS = 4;
    private static final int WIDEST = 1000;

    private LayerProbe() {}

    static void of(LayerFunction layer, DataType type) throws Fault {
        for (int width : WIDTHS) {
            if (reads(layer, width)) {
                of(layer, width, type, true);
                of(layer, width, type, false);
                return;
            }
        }
    }

    private static boolean reads(LayerFunction layer, int width) {
        try {
            layer.parameters(width);
            layer.state(width);
            return layer.outputs(width) <= WIDEST;
        } catch (SpecException e) {
            return false;
        }
    }

    private static void of(LayerFunction layer, int width, DataType type, boolean training) throws Fault {
        int outputs = layer.outputs(width);
        Trial trial = new Trial(type);
        PlainPass pass = new PlainPass(type, training);
        INDArray input = trial.input(Trial.numbers(ROWS * width, 0), ROWS, width);
        INDArray output = trial.output(ROWS, outputs);
        for (Tensor tensor : layer.parameters(width)) {
            INDArray values = trial.input(filled(tensor), tensor.rows(), tensor.columns());
            layer.start(tensor.name(), values, new SplittableRandom(1));
            trial.keep(values);
            pass.parameters().put(tensor.name(), values);
        }
        for (Tensor tensor : layer.state(width)) {
            pass.states().put(tensor.name(), trial.state(filled(tensor), tensor.rows(), tensor.columns()));
        }
        if (training) {
            pass.startBackward(trial.input(Trial.numbers(ROWS * outputs, 1), ROWS, outputs), trial.output(ROWS, width));
            layer.parameters(width)
                    .forEach(tensor ->
                            pass.gradients().put(tensor.name(), trial.output(tensor.rows(), tensor.columns())));
        }
        trial.twice(() -> {
            pass.startForward(input, output);
            layer.forward(pass);
            if (training) {
                layer.backward(pass);
                if (!pass.states().isEmpty()) {
                    layer.updateState(pass);
                }
            }
            return 0;
        });
        requireNumbers(trial.numbers(output), "");
        if (training) {
            requireNumbers(trial.numbers(pass.downstream()), "as gradient ");
        }
    }

    private static double[] filled(Tensor tensor) {
        double[] numbers = new double[tensor.length()];
        Arrays.fill(numbers, tensor.start());
        return numbers;
    }

    private static void requireNumbers(double[] numbers, String what) throws Fault {
        if (Arrays.stream(numbers).allMatch(Double::isNaN)) {
            throw Fault.inNumbers("returns " + what + "nothing but NaN");
        }
    }
}
