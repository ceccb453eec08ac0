package rai.api.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rai.api.document.Documents;
import rai.api.spec.DocumentException;

/**
 * A part of a run with one method, and everything that controls its updates. The order in a step: penalties are added to
 * objective and gradient, the gradient is clipped by value, then by norm, the optimizers update, and weights are scaled down
 * to their largest norm.
 *
 * <p>Penalties and the largest norm apply to the weights of dense maps only, not to biases, other parameters or the
 * variables of a method.
 *
 * @param method the spec of the training method
 * @param steps how many steps of one batch each; either this or {@code epochs} is given
 * @param epochs how many passes over the data
 * @param optimizer the spec of the optimizer
 * @param optimizerFor the specs of optimizers for a part of what is trained, by its name: {@code weights}, {@code biases}
 *     (those
 *     of dense maps), {@code parameters} (all), or a variable of the method such as {@code targets}; the smallest part that
 *     matches counts, and {@code optimizer} is for the rest
 * @param batch examples per step; 0 is all of them
 * @param schedule the spec of a schedule of the learning rate, for all optimizers of the phase
 * @param clipValue every element of the gradient is clipped to [-clipValue, clipValue]; 0 is off
 * @param clipNorm if the 2-norm of the whole gradient, variables included, is larger, the gradient is scaled down to it
 *     (Pascanu, Mikolov and Bengio, 2013, arXiv:1211.5063); 0 is off
 * @param l1 strength of the penalty l1 · Σ |w|
 * @param l2 strength of the penalty l2 / 2 · Σ w²
 * @param maxNorm the largest 2-norm of the weights into one unit (Srebro and Shraibman, 2005, COLT); 0 is off
 * @param stopEarly when to stop early, as settings: {@code metric=test.loss, patience=20}
 */
public record Phase(
        String method,
        Optional<Long> steps,
        Optional<Long> epochs,
        String optimizer,
        Map<String, String> optimizerFor,
        int batch,
        Optional<String> schedule,
        double clipValue,
        double clipNorm,
        double l1,
        double l2,
        double maxNorm,
        Optional<String> stopEarly) {
    private static final String OFF = "off";

    /** Checks the values. */
    public Phase {
        Checks.requireText("method", method);
        if (steps.isPresent() == epochs.isPresent()) {
            throw steps.isPresent()
                    ? new DocumentException("epochs", "is given beside steps: leave out one")
                    : new DocumentException("steps", "is missing");
        }
        steps.ifPresent(number -> Checks.requireAtLeast(1, "steps", number, ""));
        epochs.ifPresent(number -> Checks.requireAtLeast(1, "epochs", number, ""));
        Checks.requireText("optimizer", optimizer);
        optimizerFor.forEach((part, spec) -> {
            Checks.requireText("optimizer_for", part);
            Checks.requireText("optimizer_for." + part, spec);
        });
        optimizerFor = Collections.unmodifiableMap(new LinkedHashMap<>(optimizerFor));
        Checks.requireAtLeast(0, "batch", batch, " (0 is all examples)");
        schedule = Checks.unlessNone("schedule", schedule);
        Checks.requireNumber("clip_value", clipValue, "a number", OFF);
        Checks.requireNumber("clip_norm", clipNorm, "a number", OFF);
        Checks.requireNumber("l1", l1, "a number", OFF);
        Checks.requireNumber("l2", l2, "a number", OFF);
        Checks.requireNumber("max_norm", maxNorm, "a number", OFF);
        stopEarly = Checks.unlessNone("stop_early", stopEarly);
    }

    /** @return the settings by their keys, without those that are off; the batch is always included */
    public Map<String, Object> settings() {
        Map<String, Object> settings = Documents.of(this);
        settings.entrySet()
                .removeIf(setting -> setting.getValue() instanceof Double off && off == 0
                        || setting.getValue() instanceof Map<?, ?> none && none.isEmpty());
        return settings;
    }

    /**
     * @param examples how many training examples there are
     * @return how many of them a step uses at most
     */
    public int rows(int examples) {
        return batch == 0 ? examples : Math.min(batch, examples);
    }

    /**
     * @param examples how many training examples there are
     * @return whether a step uses only some of them
     */
    public boolean isMiniBatch(int examples) {
        return rows(examples) < examples;
    }

    /**
     * @param examples how many training examples there are
     * @return how many steps an epoch takes
     */
    public long stepsPerEpoch(int examples) {
        return (examples + (long) rows(examples) - 1) / rows(examples);
    }

    /**
     * @param examples how many training examples there are
     * @return how many steps the phase takes
     */
    public long stepsOn(int examples) {
        return steps.orElseGet(() -> Math.multiplyExact(epochs.orElseThrow(), stepsPerEpoch(examples)));
    }
}
