package rai.api.run;

import java.util.Optional;
import rai.api.spec.SpecException;

/**
 * What to change in a run that is training; what is left out stays as it is.
 *
 * @param activation the spec of the activation that all hidden layers get, or {@code old=new} for those that have one of
 *     several
 * @param loss the spec of the loss
 * @param method the spec of the method for the rest of the current phase
 * @param optimizer the spec of the optimizer for the rest of the current phase
 * @param schedule the spec of the schedule of the learning rate for the rest of the current phase; an empty text for none
 */
public record Change(
        Optional<String> activation,
        Optional<String> loss,
        Optional<String> method,
        Optional<String> optimizer,
        Optional<String> schedule) {
    /** Requires at least one change. */
    public Change {
        if (activation.isEmpty() && loss.isEmpty() && method.isEmpty() && optimizer.isEmpty() && schedule.isEmpty()) {
            throw new SpecException(
                    "nothing is to change: give --activation, --loss, --method, --optimizer or --schedule");
        }
    }
}
