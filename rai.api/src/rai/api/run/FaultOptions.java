package rai.api.run;

/**
 * How a run deals with services that come, go or hang while it trains.
 *
 * @param pin whether the run stays with the versions that it began with: others of the same names are not taken up, and if
 *     one of its own goes, the run waits for that very version
 * @param waitLimit seconds that the run waits for a service that is gone before it ends with its state kept; 0 is for ever
 * @param stepLimit seconds that a step or an evaluation may take before the run ends with its last good state, and that loading
 *     data or giving start values may take before there is no run; 0 is for ever
 */
public record FaultOptions(boolean pin, double waitLimit, double stepLimit) {
    /** Checks the numbers. */
    public FaultOptions {
        Checks.requireNumber("wait_limit", waitLimit, "a number of seconds", "for ever");
        Checks.requireNumber("step_limit", stepLimit, "a number of seconds", "for ever");
    }
}
