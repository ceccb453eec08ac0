package rai.core.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Task;
import rai.api.loss.Loss;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.core.compute.ForwardPass;
import rai.core.compute.Views;
import rai.core.data.Examples;
import rai.core.data.Inputs;
import rai.core.network.FlatNetwork;

/** Loss, accuracy or root mean squared error, and further metrics of the true forward pass. */
public final class Evaluator {
    static final String LOSS = "loss";

    private Evaluator() {}

    static INDArray output(FlatNetwork network, ForwardPass pass, Inputs inputs) {
        INDArray output = Views.scratch(pass.parameters().dataType(), inputs.count(), network.outputs());
        pass.run(0, network.layers().size(), inputs, output);
        return output;
    }

    /** The metric that is there without any service, beside the loss. */
    static String usualMetric(Task task) {
        return task == Task.REGRESSION ? "rmse" : "accuracy";
    }

    /** Receives a metric that throws; its value is NaN then. */
    public interface Trouble extends BiConsumer<String, Throwable> {}

    public static Map<String, Double> metrics(
            FlatNetwork network,
            ForwardPass pass,
            Loss loss,
            Examples examples,
            Map<String, Metric> further,
            Trouble trouble) {
        INDArray output = output(network, pass, examples.inputs());
        Predictions predictions = new Predictions(examples.task(), loss.prediction(output), examples.targets());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(LOSS, loss.value(output, examples.targets()));
        metrics.put(
                usualMetric(examples.task()),
                examples.task() == Task.REGRESSION ? rmse(predictions) : accuracy(predictions));
        further.forEach((name, metric) -> {
            double value = Double.NaN;
            try {
                value = metric.value(predictions);
            } catch (RuntimeException | LinkageError e) {
                trouble.accept(name, e);
            }
            metrics.put(name, value);
        });
        return metrics;
    }

    /** What metrics would be, could they be had. */
    public static Map<String, Double> unknown(Task task, Iterable<String> further) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(LOSS, Double.NaN);
        metrics.put(usualMetric(task), Double.NaN);
        further.forEach(name -> metrics.put(name, Double.NaN));
        return metrics;
    }

    static long[][] confusion(FlatNetwork network, ForwardPass pass, Loss loss, Examples examples) {
        INDArray prediction = loss.prediction(output(network, pass, examples.inputs()));
        Predictions predictions = new Predictions(examples.task(), prediction, examples.targets());
        int classes = predictions.classes();
        long[][] counts = new long[classes][classes + 1];
        for (int i = 0; i < predictions.examples(); i++) {
            int predicted = predictions.predictedClass(i);
            counts[predictions.targetClass(i)][predicted == Predictions.NONE ? classes : predicted]++;
        }
        return counts;
    }

    private static double rmse(Predictions predictions) {
        double total = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            for (int j = 0; j < predictions.outputs(); j++) {
                double d = predictions.predicted(i, j) - predictions.target(i, j);
                total += d * d;
            }
        }
        return Math.sqrt(total / ((double) predictions.examples() * predictions.outputs()));
    }

    /** Whoever predicts NaN is wrong. */
    private static double accuracy(Predictions predictions) {
        int right = 0;
        for (int i = 0; i < predictions.examples(); i++) {
            right += predictions.predictedClass(i) == predictions.targetClass(i) ? 1 : 0;
        }
        return (double) right / predictions.examples();
    }
}
