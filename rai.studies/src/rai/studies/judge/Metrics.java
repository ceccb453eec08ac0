package rai.studies.judge;

import java.util.List;
import java.util.Set;
import rai.api.catalog.Catalog;
import rai.api.metric.Metric;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;

/** Which values of a metric are the better ones. */
public final class Metrics {
    private static final Set<String> SMALL = Set.of("loss", "rmse", "seconds", "steps");

    private Metrics() {}

    /**
     * @param catalog knows the metrics
     * @param name a metric with or without its part of the data: {@code test.accuracy}, {@code auc}
     * @return whether a larger value is the better one; not of a loss, an error, a time, or a number that a method reports
     * @throws SpecException if there is no such metric
     */
    public static boolean largerIsBetter(Catalog catalog, String name) {
        String plain = name.replaceFirst("^(train|valid|test)\\.", "");
        if (SMALL.contains(plain) || name.startsWith(Outcome.METHOD)) {
            return false;
        }
        return plain.equals("accuracy")
                || catalog.resolve(Metric.class, Spec.parse(plain)).service().largerIsBetter();
    }

    /** What all outcomes have, of the part of the data that says most. */
    static String judged(List<Outcome> outcomes) {
        for (String metric :
                List.of("test.accuracy", "test.rmse", "valid.accuracy", "valid.rmse", "train.accuracy", "train.rmse")) {
            if (outcomes.stream().anyMatch(outcome -> outcome.result().isPresent())
                    && outcomes.stream()
                            .filter(outcome -> outcome.result().isPresent())
                            .noneMatch(outcome -> Double.isNaN(outcome.metric(metric)))) {
                return metric;
            }
        }
        return "train.loss";
    }
}
