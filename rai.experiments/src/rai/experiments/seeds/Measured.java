package rai.experiments.seeds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import rai.api.study.Outcome;
import rai.experiments.Cells;

/** The outcomes as values per seed, with what the source has of them by one seed. */
final class Measured {
    static final List<String> STARTED = List.of("tanh", "relu");
    static final List<String> INITS = List.of("xavier normal", "xavier uniform", "kaiming normal", "kaiming uniform");
    static final String TRAINING = "sgd, 50 epochs";
    static final List<String> ACTIVATIONS = List.of("relu", "leaky-relu", "tanh", "sigmoid", "mish", "swish", "gelu");

    private static final double NONE = Double.NaN;
    private static final double[] TANH = {0.477, 0.503, 0.573, 0.502};
    private static final double[] RELU = {0.498, 0.514, 0.493, 0.459};
    /** Test accuracies by gradient descent on all rows at once, each activation at its best rate. */
    private static final double[] DIGITS = {NONE, 0.9332, 0.9428, NONE, 0.9309, 0.9223, NONE};

    private static final String COURSE = "the course on activation units, ";
    /** A study of one of them is still a choice. */
    private static final int FEWEST = 4;

    private Measured() {}

    /** @return a ranking per network; none of those that too few seeds have */
    static List<Claims> of(List<Outcome> outcomes) {
        List<Claims> all = new ArrayList<>();
        add(all, starts(outcomes, "tanh", "tanh, N = 16", TANH));
        add(all, starts(outcomes, "relu", "relu, N = 32", RELU));
        add(all, digits(outcomes));
        return all;
    }

    private static void add(List<Claims> all, Claims claims) {
        if (claims.names().size() > 1 && claims.seeds() >= FEWEST) {
            all.add(claims);
        }
    }

    private static Claims starts(List<Outcome> outcomes, String activation, String network, double[] source) {
        List<Map<Long, Double>> cells = INITS.stream()
                .map(init -> bySeed(
                        Cells.of(outcomes, "activation", activation, "init", init, "training", TRAINING), "train.loss"))
                .toList();
        return new Claims(
                "starts-" + activation,
                network,
                "train loss",
                COURSE + "initialisation",
                false,
                INITS,
                source,
                paired(cells));
    }

    /** Of those activations that were trained: a caller may have asked for a part of them. */
    private static Claims digits(List<Outcome> outcomes) {
        List<Outcome> tested = outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals("test"))
                .toList();
        List<Map<Long, Double>> all = ACTIVATIONS.stream()
                .map(activation -> bySeed(Cells.of(tested, "activation", activation), "test.accuracy"))
                .toList();
        int[] trained = IntStream.range(0, all.size())
                .filter(i -> !all.get(i).isEmpty())
                .toArray();
        return new Claims(
                "digits",
                "MNIST",
                "test accuracy",
                COURSE + "MNIST",
                true,
                Arrays.stream(trained).mapToObj(ACTIVATIONS::get).toList(),
                Arrays.stream(trained).mapToDouble(i -> DIGITS[i]).toArray(),
                paired(Arrays.stream(trained).mapToObj(all::get).toList()));
    }

    private static Map<Long, Double> bySeed(List<Outcome> outcomes, String metric) {
        Map<Long, Double> values = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            double value = outcome.metric(metric);
            if (Double.isFinite(value) && outcome.trial().factors().get("seed") instanceof Number seed) {
                values.put(seed.longValue(), value);
            }
        }
        return values;
    }

    /** The values of the seeds that all have. */
    private static double[][] paired(List<Map<Long, Double>> cells) {
        if (cells.isEmpty()) {
            return new double[1][0];
        }
        List<Long> seeds = cells.get(0).keySet().stream()
                .filter(seed -> cells.stream().allMatch(cell -> cell.containsKey(seed)))
                .toList();
        return cells.stream()
                .map(cell -> seeds.stream().mapToDouble(cell::get).toArray())
                .toArray(double[][]::new);
    }
}
