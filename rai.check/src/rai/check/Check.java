package rai.check;

import java.util.Arrays;
import java.util.List;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;

/**
 * One requirement of a contract.
 *
 * @param name a sentence of what must hold
 * @param body finds out whether it holds
 */
public record Check(String name, Body body) {
    /** Classes of these packages are not the service's own. */
    private static final List<String> OTHERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "org.nd4j.",
            "org.bytedeco.",
            "org.junit.",
            "rai.api.",
            "rai.check.",
            "rai.testkit.");

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

    /**
     * What to say of an exception.
     *
     * @param e what the service has thrown
     * @return the exception, where it was thrown, and if that is not the service itself, the line of the service
     */
    public static String thrown(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        if (trace.length == 0) {
            return "it throws " + e;
        }
        return "it throws " + e + " at " + trace[0]
                + Arrays.stream(trace)
                        .filter(frame -> OTHERS.stream().noneMatch(frame.getClassName()::startsWith))
                        .findFirst()
                        .filter(own -> !own.equals(trace[0]))
                        .map(own -> ", called at " + own)
                        .orElse("");
    }
}
