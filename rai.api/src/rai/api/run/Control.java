package rai.api.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/**
 * What steers the updates of a run beside its optimizer. The order in a step: penalties are added to objective and gradient,
 * the gradient is clipped by value, then by norm, the optimizers move, and weights are held below their largest norm.
 *
 * <p>Penalties and the largest norm are for the weights of dense maps only: biases, other parameters and the variables of a
 * method are left alone.
 *
 * @param optimizers the specs of optimizers for a part of what is trained, by its name: {@code weights}, {@code biases} (those
 *     of dense maps), {@code parameters} (all), or a variable of the method such as {@code targets}; the smallest part counts,
 *     and the run's optimizer moves the rest
 * @param schedule the spec of a schedule of the learning rate, for all optimizers; each method of the run begins it anew
 * @param clipValue every element of the gradient is clipped to [-clipValue, clipValue]; 0 is not at all
 * @param clipNorm where the 2-norm of the whole gradient, variables included, is larger, the gradient is scaled down to it
 *     (Pascanu, Mikolov & Bengio, 2013, arXiv:1211.5063); 0 is not at all
 * @param l1 strength of the penalty l1 · Σ |w|
 * @param l2 strength of the penalty l2 / 2 · Σ w²
 * @param maxNorm the largest 2-norm of the weights into one unit (Srebro & Shraibman, 2005, COLT); 0 is not at all
 * @param stopEarly when to stop early, as settings: {@code metric=test.loss, patience=20}
 */
public record Control(
        Map<String, String> optimizers,
        Optional<String> schedule,
        double clipValue,
        double clipNorm,
        double l1,
        double l2,
        double maxNorm,
        Optional<String> stopEarly) {
    /** Nothing of it all. */
    public static final Control NONE = new Control(Map.of(), Optional.empty(), 0, 0, 0, 0, 0, Optional.empty());

    /** Checks the numbers. */
    public Control {
        optimizers = Collections.unmodifiableMap(new LinkedHashMap<>(optimizers));
        require("--clip-value", clipValue);
        require("--clip-norm", clipNorm);
        require("--l1", l1);
        require("--l2", l2);
        require("--max-norm", maxNorm);
    }

    private static void require(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new SpecException(
                    option + " must be a number of at least 0 (0 is off), but is " + Settings.number(value));
        }
    }

    /**
     * @param spec the spec of a schedule
     * @return this with another schedule
     */
    public Control withSchedule(String spec) {
        return new Control(optimizers, Optional.of(spec), clipValue, clipNorm, l1, l2, maxNorm, stopEarly);
    }

    /** @return whether a penalty or a largest norm is asked for */
    public boolean regularizes() {
        return l1 > 0 || l2 > 0 || maxNorm > 0;
    }

    /** @return whether the gradient is clipped */
    public boolean clips() {
        return clipValue > 0 || clipNorm > 0;
    }

    /** @return what is asked for, as a document without what is not */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!optimizers.isEmpty()) {
            map.put("optimizer_for", optimizers);
        }
        schedule.ifPresent(spec -> map.put("schedule", spec));
        put(map, "clip_value", clipValue);
        put(map, "clip_norm", clipNorm);
        put(map, "l1", l1);
        put(map, "l2", l2);
        put(map, "max_norm", maxNorm);
        stopEarly.ifPresent(settings -> map.put("stop_early", settings));
        return map;
    }

    private static void put(Map<String, Object> map, String key, double value) {
        if (value > 0) {
            map.put(key, value);
        }
    }
}
