package rai.core.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Task;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;

/**
 * What a prediction is worth that does not look at the features: always the most frequent class of the training data (of equally
 * frequent ones the first), or always the mean of their targets.
 */
public final class Baseline {
    private final ExampleParts parts;
    private final String metric;
    /** The most frequent class; unused for a regression. */
    private final int majority;
    /** The mean of each target; empty for classes. */
    private final double[] means;

    private Baseline(ExampleParts parts) {
        this.parts = parts;
        Examples train = parts.train();
        boolean regression = train.task() == Task.REGRESSION;
        metric = Evaluator.usualMetric(train.task());
        majority = regression ? -1 : mostFrequent(train.classNumbers());
        means = regression ? means(train.targets()) : new double[0];
    }

    /**
     * @param parts the examples of a run
     * @return the baseline that its training data give
     */
    public static Baseline of(ExampleParts parts) {
        return new Baseline(parts);
    }

    /** @return the accuracy or rmse of the baseline on each part, as in {@code test -> (accuracy -> 0.5)} */
    public Map<String, Map<String, Double>> values() {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        put(values, "train", parts.train());
        put(values, "valid", parts.valid());
        put(values, "test", parts.test());
        return values;
    }

    private void put(Map<String, Map<String, Double>> values, String name, Examples part) {
        if (part != null) {
            values.put(name, Map.of(metric, part.task() == Task.REGRESSION ? rmse(part) : accuracy(part)));
        }
    }

    /**
     * @param metrics what a network has reached on each part that there is, by the name of the part
     * @param classNames the classes
     * @param optimized whether the optimizer moved the parameters, so that its rate matters
     * @return a sentence if the network is no better than the baseline, on the test data if there are any, otherwise on the
     *     validation or training data
     */
    public Optional<String> hint(Map<String, Map<String, Double>> metrics, List<String> classNames, boolean optimized) {
        Map<String, Map<String, Double>> values = values();
        String part = values.containsKey("test") ? "test" : values.containsKey("valid") ? "valid" : "train";
        double reached = metrics.getOrDefault(part, Map.of()).getOrDefault(metric, Double.NaN);
        double baseline = values.get(part).get(metric);
        boolean classes = means.length == 0;
        boolean noBetter = classes ? reached <= baseline : reached >= baseline;
        if (!noBetter) {
            return Optional.empty();
        }
        String data =
                switch (part) {
                    case "train" -> "training";
                    case "valid" -> "validation";
                    default -> part;
                };
        return Optional.of(String.format(
                Locale.ROOT,
                "the network is no better than %s: its %s on the %s data is %.4g, and that of the baseline %.4g; try"
                        + " %s, more steps, or another start",
                classes
                        ? "always saying '" + classNames.get(majority) + "', the most frequent class"
                        : "always saying the mean of the targets",
                metric,
                data,
                reached,
                baseline,
                optimized ? "another learning rate (./rai find-rate)" : "other settings of the method"));
    }

    private static int mostFrequent(int[] classes) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int number : classes) {
            counts.merge(number, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max((a, b) -> a.getValue().equals(b.getValue())
                        ? Integer.compare(b.getKey(), a.getKey())
                        : Integer.compare(a.getValue(), b.getValue()))
                .orElseThrow()
                .getKey();
    }

    private double accuracy(Examples part) {
        int right = 0;
        for (int number : part.classNumbers()) {
            right += number == majority ? 1 : 0;
        }
        return (double) right / part.classNumbers().length;
    }

    private static double[] means(INDArray targets) {
        double[] means = new double[(int) targets.size(1)];
        for (int j = 0; j < means.length; j++) {
            for (int i = 0; i < targets.size(0); i++) {
                means[j] += targets.getDouble(i, j) / targets.size(0);
            }
        }
        return means;
    }

    private double rmse(Examples part) {
        double total = 0;
        for (int i = 0; i < part.targets().size(0); i++) {
            for (int j = 0; j < means.length; j++) {
                double d = part.targets().getDouble(i, j) - means[j];
                total += d * d;
            }
        }
        return Math.sqrt(total / ((double) part.targets().size(0) * means.length));
    }
}
