package rai.api.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Settings for one phase, or for all phases of a run that do not have their own.
 *
 * @param <B> the builder itself
 */
@ProviderType
public abstract class PhaseSettings<B extends PhaseSettings<B>> {
    /** What was set, by the keys of a phase. */
    final Map<String, Object> given = new LinkedHashMap<>();

    PhaseSettings() {}

    @SuppressWarnings("unchecked")
    final B set(String key, Object value) {
        given.put(key, value);
        return (B) this;
    }

    /**
     * @param spec the spec of the optimizer
     * @return this
     */
    public final B optimizer(String spec) {
        return set("optimizer", spec);
    }

    /**
     * Gives part of the trained variables an optimizer of its own.
     *
     * @param part {@code weights}, {@code biases}, {@code parameters}, or a variable of the method
     * @param spec the spec of its optimizer
     * @return this
     */
    public final B optimizerFor(String part, String spec) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (given.get("optimizer_for") instanceof Map<?, ?> before) {
            before.forEach((key, value) -> all.put(String.valueOf(key), value));
        }
        all.put(part, spec);
        return set("optimizer_for", all);
    }

    /**
     * @param examples examples per step; 0 is all of them
     * @return this
     */
    public final B batch(int examples) {
        return set("batch", examples);
    }

    /**
     * @param spec the spec of the schedule of the learning rate; {@code none} for none
     * @return this
     */
    public final B schedule(String spec) {
        return set("schedule", spec);
    }

    /**
     * @param most every element of the gradient is clipped to [-most, most]; 0 is off
     * @return this
     */
    public final B clipValue(double most) {
        return set("clip_value", most);
    }

    /**
     * @param most the largest 2-norm of the gradient; 0 is off
     * @return this
     */
    public final B clipNorm(double most) {
        return set("clip_norm", most);
    }

    /**
     * @param strength the factor of Σ |w|
     * @return this
     */
    public final B l1(double strength) {
        return set("l1", strength);
    }

    /**
     * @param strength twice the factor of Σ w²
     * @return this
     */
    public final B l2(double strength) {
        return set("l2", strength);
    }

    /**
     * @param most the largest 2-norm of the weights into one unit; 0 is off
     * @return this
     */
    public final B maxNorm(double most) {
        return set("max_norm", most);
    }

    /**
     * @param settings when to stop early, as in {@code metric=test.loss, patience=20}; {@code none} for never
     * @return this
     */
    public final B stopEarly(String settings) {
        return set("stop_early", settings);
    }
}
