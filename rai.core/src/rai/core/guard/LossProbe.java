package rai.core.guard;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;

/** Probes a loss. */
final class LossProbe {
    private static final int ROWS = 4;
    private static final int COLUMNS = 3;
    private static final double[] NUMBERS = Trial.numbers(ROWS * COLUMNS, 0);
    private static final double[] PROBABILITIES =
            Arrays.stream(NUMBERS).map(x -> (float) (0.5 + x / 5)).toArray();

    private LossProbe() {}

    static void of(Loss loss, DataType type) throws Fault {
        double[] targets = targets(loss.targets());
        try {
            of(loss, type, NUMBERS, targets);
        } catch (Fault | RuntimeException e) { // it may be one of probabilities
            of(loss, type, PROBABILITIES, targets);
        }
    }

    private static void of(Loss loss, DataType type, double[] outputs, double[] targets) throws Fault {
        Trial trial = new Trial(type);
        INDArray output = trial.input(outputs, ROWS, COLUMNS);
        INDArray target = trial.input(targets, ROWS, COLUMNS);
        INDArray gradient = trial.output(ROWS, COLUMNS);
        trial.twice(() -> {
            double value = loss.value(output, target);
            double again = loss.gradient(output, target, gradient);
            INDArray prediction = loss.prediction(output);
            if (!prediction.equalShapes(output) || prediction.dataType() != type) {
                throw new Fault("predicts " + text(prediction) + " from " + text(output));
            }
            requireFinite(value, "as loss");
            requireFinite(again, "as loss, beside its gradient,");
            return value;
        });
        for (double slope : trial.numbers(gradient)) {
            requireFinite(slope, "in its gradient");
        }
    }

    private static String text(INDArray array) {
        return array.dataType() + " " + Arrays.toString(array.shape());
    }

    private static void requireFinite(double number, String what) throws Fault {
        if (!Double.isFinite(number)) {
            throw Fault.inNumbers("returns " + number + " " + what + " for outputs of moderate size");
        }
    }

    private static double[] targets(Loss.Targets kind) {
        return switch (kind) {
            case NUMBERS -> Trial.numbers(ROWS * COLUMNS, 2);
            case PROBABILITIES ->
                Arrays.stream(PROBABILITIES).map(p -> Math.round(p)).toArray();
            case ONE_HOT -> new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0};
        };
    }
}
