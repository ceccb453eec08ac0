package rai.api.run;

import rai.api.spec.Settings;
import rai.api.spec.SpecException;

/**
 * How a run deals with services that come, go or hang while it trains.
 *
 * @param pin whether the run stays with the versions that it began with: others of the same names are not taken up, and where
 *     one of its own goes, the run waits for that very version
 * @param patience seconds that the run waits for a service that is gone before it ends with its state kept; 0 is for ever
 * @param stepLimit seconds that a step or an evaluation may take before the run ends with its last good state, and loading data or
 *     giving start values before there is no run; 0 is for ever
 */
public record Supervision(boolean pin, double patience, double stepLimit) {
    /** Takes up new versions, waits for ever, and takes a step of five minutes for one that hangs. */
    public static final Supervision USUAL = new Supervision(false, 0, 300);

    /** Checks the numbers. */
    public Supervision {
        require("--wait", patience);
        require("--step-limit", stepLimit);
    }

    private static void require(String option, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new SpecException(option + " must be a number of seconds of at least 0 (0 is for ever), but is "
                    + Settings.number(value));
        }
    }
}
