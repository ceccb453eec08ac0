package rai.check;

import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;

/**
 * One requirement of a contract.
 *
 * @param name a sentence of what must hold
 * @param body finds out whether it holds
 */
public record Check(String name, Body body) {
    /** Runs the check. */
    @FunctionalInterface
    public interface Body {
        /**
         * @return what was measured, or an empty text
         * @throws Violation if it does not hold
         * @throws NotApplicable if it does not apply to this service
         * @throws Exception whatever the service throws, which counts as a violation
         */
        String run() throws Exception;
    }

    /** A check without a remark. */
    static Check of(String name, Silent body) {
        return new Check(name, () -> {
            body.run();
            return "";
        });
    }

    /** A body without a remark. */
    interface Silent {
        void run() throws Exception;
    }

    /** @return the verdict; a service that throws has failed */
    public Verdict run() {
        try {
            return new Verdict(name, Outcome.OK, body.run());
        } catch (Violation e) {
            return new Verdict(name, Outcome.FAILED, e.getMessage());
        } catch (NotApplicable e) {
            return new Verdict(name, Outcome.SKIPPED, e.getMessage());
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            return new Verdict(name, Outcome.FAILED, thrown(e));
        }
    }

    /** The exception, and the line of the service, or of whatever it called, that threw it. */
    private static String thrown(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return "it throws " + e + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
