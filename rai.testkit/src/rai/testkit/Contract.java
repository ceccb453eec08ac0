package rai.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import rai.api.check.Verdict;
import rai.check.Check;

/** The checks of a contract as tests. */
final class Contract {
    private Contract() {}

    /** One test a check; a check that does not apply is skipped. */
    static Stream<DynamicTest> tests(List<Check> checks) {
        return checks.stream()
                .map(check -> DynamicTest.dynamicTest("contract: " + check.name(), () -> {
                    Verdict verdict = check.run();
                    switch (verdict.outcome()) {
                        case OK -> {}
                        case FAILED -> fail(verdict.check() + ": " + verdict.remark());
                        case SKIPPED -> abort(verdict.remark());
                    }
                }));
    }
}
