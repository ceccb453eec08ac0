package rai.core.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.core.compute.ForwardPass;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;

/** Loss and accuracy or root mean squared error of the true forward pass. */
final class Evaluator {
    private Evaluator() {}

    static INDArray output(FlatNetwork network, ForwardPass pass, INDArray inputs) {
        INDArray output = Views.scratch(inputs.dataType(), inputs.size(0), network.outputs());
        pass.run(0, network.layers().size(), inputs, output);
        return output;
    }

    static Map<String, Double> metrics(FlatNetwork network, ForwardPass pass, Loss loss, Examples examples) {
        INDArray output = output(network, pass, examples.inputs());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", loss.value(output, examples.targets()));
        INDArray prediction = loss.prediction(output);
        if (examples.classNumbers() == null) {
            metrics.put("rmse", Math.sqrt(prediction.squaredDistance(examples.targets()) / examples.targets().length()));
        } else {
            metrics.put("accuracy", accuracy(prediction, examples.classNumbers()));
        }
        return metrics;
    }

    /** Whoever predicts NaN is wrong. */
    private static double accuracy(INDArray prediction, int[] classes) {
        int right = 0;
        int width = (int) prediction.size(1);
        double[] p = Views.contiguous(prediction, DataType.DOUBLE).data().asDouble();
        for (int i = 0; i < classes.length; i++) {
            right += predicted(p, i * width, width) == classes[i] ? 1 : 0;
        }
        return (double) right / classes.length;
    }

    private static int predicted(double[] p, int from, int width) {
        if (width == 1) {
            return Double.isNaN(p[from]) ? -1 : p[from] > 0.5 ? 1 : 0;
        }
        int best = 0;
        for (int j = 0; j < width; j++) {
            if (Double.isNaN(p[from + j])) {
                return -1;
            }
            best = p[from + j] > p[from + best] ? j : best;
        }
        return best;
    }
}
