package rai.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import rai.check.Check;
import rai.check.NotApplicable;
import rai.check.Violation;

/** The checks of a contract as tests. */
final class Contract {
    private Contract() {}

    /** One test a check; a check that does not apply is skipped. */
    static Stream<DynamicTest> tests(List<Check> checks) {
        return checks.stream()
                .map(check -> DynamicTest.dynamicTest("contract: " + check.name(), () -> {
                    try {
                        check.body().run();
                    } catch (Violation e) {
                        fail(check.name() + ": " + e.getMessage());
                    } catch (NotApplicable e) {
                        abort(e.getMessage());
                    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                        fail(check.name() + ": " + Check.thrown(e), e); // its trace leads to the author's line
                    }
                }));
    }
}
