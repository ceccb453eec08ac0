package rai.api.run;

import java.util.Optional;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * A stretch of a run with one method.
 *
 * @param method the spec of the training method
 * @param length how many steps or epochs
 * @param unit what {@code length} counts
 * @param optimizer the spec of the optimizer, where it is not the run's
 */
public record Phase(String method, long length, Unit unit, Optional<String> optimizer) {
    /** What a length counts. */
    public enum Unit {
        /** Steps: one batch each. */
        STEPS,
        /** Epochs: all examples once each. */
        EPOCHS
    }

    /** Checks the length. */
    public Phase {
        if (length < 1) {
            throw new SpecException("the method " + method + " must run for at least 1 "
                    + (unit == Unit.STEPS ? "step" : "epoch") + ", not " + length);
        }
    }

    /**
     * @param method the spec of the training method
     * @param steps how many steps
     * @return a phase with the run's optimizer
     */
    public static Phase steps(String method, long steps) {
        return new Phase(method, steps, Unit.STEPS, Optional.empty());
    }

    /**
     * Reads {@code METHOD[:STEPS[:OPTIMIZER]]}, as in {@code refit}, {@code backprop:200} or
     * {@code backprop:200:adam(rate=0.001)}; without a number it is one step.
     *
     * @param text the text
     * @return the phase
     * @throws SpecException where the text is of another form
     */
    public static Phase parse(String text) {
        var pieces = Spec.split(text.strip(), ':');
        if (pieces.size() > 3) {
            throw new SpecException("'" + text + "' has too many colons: write METHOD:STEPS:OPTIMIZER");
        }
        long steps = 1;
        if (pieces.size() > 1) {
            try {
                steps = Long.parseLong(pieces.get(1).strip());
            } catch (NumberFormatException e) {
                throw new SpecException("'" + pieces.get(1) + "' in '" + text
                        + "' is not a number of steps: write METHOD:STEPS, as in backprop:200");
            }
        }
        return new Phase(
                pieces.get(0).strip(),
                steps,
                Unit.STEPS,
                pieces.size() > 2 ? Optional.of(pieces.get(2).strip()) : Optional.empty());
    }
}
