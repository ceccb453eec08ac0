package rai.api.run;

/**
 * How a run handles services that appear, disappear or hang while it trains.
 *
 * @param pin whether the run keeps the versions that it began with: it does not use others of the same names, and if one of
 *     its own disappears, it waits for that version
 * @param waitLimit how many seconds the run waits for a missing service before it ends, with its state kept; 0 is for ever
 * @param stepLimit how many seconds a step or an evaluation may take before the run ends with its last good state; also how
 *     long loading the data or computing the start values may take before the run is refused; 0 is for ever
 */
public record FaultOptions(boolean pin, double waitLimit, double stepLimit) {
    /** Checks the numbers. */
    public FaultOptions {
        Checks.requireNumber("wait_limit", waitLimit, "a number of seconds", "for ever");
        Checks.requireNumber("step_limit", stepLimit, "a number of seconds", "for ever");
    }
}
