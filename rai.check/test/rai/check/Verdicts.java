package rai.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;

/** What checks should find. */
final class Verdicts {
    private Verdicts() {}

    /** The check of a name fails, and says so. */
    static void requireFailure(List<Check> checks, String name, String message) {
        Verdict verdict = of(checks, name);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.remark()).contains(message);
    }

    /** No check fails. */
    static void requireNoFailure(List<Check> checks) {
        assertThat(checks.stream().map(Check::run))
                .isNotEmpty()
                .noneMatch(verdict -> verdict.outcome() == Outcome.FAILED);
    }

    static Verdict of(List<Check> checks, String name) {
        List<Check> named =
                checks.stream().filter(check -> check.name().equals(name)).toList();
        assertThat(named).as("checks named '%s' of %s", name, checks).hasSize(1);
        return named.get(0).run();
    }
}
