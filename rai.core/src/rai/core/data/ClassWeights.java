package rai.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.data.Cell;
import rai.api.data.Dataset;
import rai.api.data.Targets;
import rai.api.data.Task;
import rai.api.loss.Loss;
import rai.api.run.DataOptions;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * How much the rows of each class count in the objective. Evaluations do not depend on it.
 *
 * @param of a weight per class, in the order of the class numbers; empty if all rows count the same
 */
public record ClassWeights(List<Double> of) {
    public static final ClassWeights NONE = new ClassWeights(List.of());

    private static final String BALANCED = "balanced";

    public ClassWeights {
        of = List.copyOf(of);
    }

    /**
     * @param options what the user has asked for: {@code balanced}, which is n / (k n_c) for each of k classes, or weights by
     *     class; a class that is not named has the weight 1
     * @param train the training data
     * @throws SpecException if the data have no classes, or a weight can't be understood
     */
    static ClassWeights of(DataOptions options, Dataset train) {
        String text = options.classWeight().orElse("");
        if (text.isEmpty()) {
            return NONE;
        }
        if (train.task() == Task.REGRESSION) {
            throw new SpecException("--class-weight is for classes, but the data are for regression");
        }
        return new ClassWeights(text.equals(BALANCED) ? balanced(train) : given(parse(text), train));
    }

    private static List<Double> balanced(Dataset train) {
        long[] counts = new long[train.classNames().size()];
        for (int number : train.targets().toIntVector()) {
            counts[number]++;
        }
        List<Double> weights = new ArrayList<>();
        for (long count : counts) {
            // a class without rows has nothing to weigh
            weights.add(count == 0 ? 1.0 : (double) train.examples() / counts.length / count);
        }
        return weights;
    }

    private static List<Double> given(Map<String, Double> weights, Dataset train) {
        Targets targets = new Targets(train.task(), train.classNames());
        Map<String, Double> ofClasses = new LinkedHashMap<>();
        weights.forEach((name, weight) -> {
            if (!targets.has(name)) {
                throw Words.unknown("class in --class-weight", name, train.classNames());
            }
            ofClasses.put(targets.canonical(name), weight);
        });
        return train.classNames().stream()
                .map(name -> ofClasses.getOrDefault(name, 1.0))
                .toList();
    }

    /** Reads the option without data. */
    static void check(DataOptions options) {
        Optional<String> text = options.classWeight().filter(given -> !given.equals(BALANCED));
        text.ifPresent(ClassWeights::parse);
    }

    private static Map<String, Double> parse(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String piece : Spec.split(text, ',')) {
            int equals = piece.lastIndexOf('=');
            double weight = equals < 0
                    ? Double.NaN
                    : Cell.number(piece.substring(equals + 1).strip());
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new SpecException(
                        "--class-weight is balanced, or CLASS=WEIGHT with a weight above 0, as in yes=5,no=1, not '"
                                + piece.strip() + "'");
            }
            String name = ColumnRules.unquoted(piece.substring(0, equals).strip());
            if (weights.put(name, weight) != null) {
                throw new SpecException("--class-weight has the class '" + name + "' twice");
            }
        }
        return weights;
    }

    /** @return the loss that was weighed; the loss itself if it was not */
    public static Loss without(Loss loss) {
        return loss instanceof WeightedLoss weighted ? weighted.loss() : loss;
    }

    /** @return the loss with these weights; the loss itself without any */
    public Loss weigh(Loss loss) {
        return of.isEmpty() ? loss : new WeightedLoss(loss, of);
    }
}
