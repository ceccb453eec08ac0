package rai.core.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of what schedules and early stopping can watch. */
public final class Figures {
    /** The objective of a step. */
    public static final String OBJECTIVE = "objective";

    private Figures() {}

    /** @return the metrics of an evaluation, as in {@code test.loss} */
    public static Map<String, Double> of(
            Map<String, Double> onTrain, Map<String, Double> onValid, Map<String, Double> onTest) {
        Map<String, Double> figures = new LinkedHashMap<>();
        onTrain.forEach((name, value) -> figures.put("train." + name, value));
        onValid.forEach((name, value) -> figures.put("valid." + name, value));
        onTest.forEach((name, value) -> figures.put("test." + name, value));
        return figures;
    }
}
