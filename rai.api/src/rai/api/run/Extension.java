package rai.api.run;

import java.util.Optional;
import rai.api.spec.DocumentException;

/**
 * How long the last phase of a run that has ended is to be, what it has done already included.
 *
 * @param steps how many steps; either this or {@code epochs} is given
 * @param epochs how many passes over the data
 */
public record Extension(Optional<Long> steps, Optional<Long> epochs) {
    /** Checks the numbers. */
    public Extension {
        if (steps.isPresent() == epochs.isPresent()) {
            throw new DocumentException("steps", "or epochs must be given, and not both");
        }
        steps.ifPresent(number -> Checks.requireAtLeast(1, "steps", number, ""));
        epochs.ifPresent(number -> Checks.requireAtLeast(1, "epochs", number, ""));
    }

    /**
     * @param number how many steps
     * @return an extension to that many steps
     */
    public static Extension toSteps(long number) {
        return new Extension(Optional.of(number), Optional.empty());
    }

    /**
     * @param number how many passes over the data
     * @return an extension to that many epochs
     */
    public static Extension toEpochs(long number) {
        return new Extension(Optional.empty(), Optional.of(number));
    }

    /**
     * @param request what a run was asked for
     * @return the same with a longer last phase
     */
    public RunRequest of(RunRequest request) {
        return request.toBuilder()
                .changePhase(request.phases().size() - 1, last -> {
                    steps.ifPresent(last::steps);
                    epochs.ifPresent(last::epochs);
                })
                .build();
    }
}
