package rai.api.check;

/**
 * The result of one check.
 *
 * @param check the check, a sentence of what must hold
 * @param outcome how it ended
 * @param remark what was measured; if it failed, what is wrong, with numbers; if it was skipped, why
 */
public record Verdict(String check, Outcome outcome, String remark) {
    /** How a check may end. */
    public enum Outcome {
        /** The service meets the requirement. */
        OK,
        /** The service does not meet it. */
        FAILED,
        /** It does not apply to the service. */
        SKIPPED
    }
}
