package rai.api.check;

/**
 * What one check has found.
 *
 * @param check the check, a sentence of what must hold
 * @param outcome how it ended
 * @param remark what was measured; if it failed, what is wrong, with numbers; if it was skipped, why
 */
public record Verdict(String check, Outcome outcome, String remark) {
    /** How a check may end. */
    public enum Outcome {
        /** The service keeps it. */
        OK,
        /** The service breaks it. */
        FAILED,
        /** It does not apply to the service. */
        SKIPPED
    }
}
