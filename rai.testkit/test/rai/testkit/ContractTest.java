package rai.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import rai.check.Check;
import rai.check.NotApplicable;
import rai.check.Violation;

/** What becomes of a check when it is a test. */
class ContractTest {
    @Test
    void aCheckThatHoldsPasses() {
        assertThatCode(test(() -> "measured")).doesNotThrowAnyException();
    }

    @Test
    void aViolationFailsAndSaysWhy() {
        assertThatThrownBy(test(() -> {
                    throw new Violation("it is 1 instead of 2");
                }))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("what must hold: it is 1 instead of 2");
    }

    @Test
    void anExceptionFails() {
        assertThatThrownBy(test(() -> {
                    throw new IllegalStateException("oh");
                }))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("java.lang.IllegalStateException: oh");
    }

    @Test
    void whatDoesNotApplyIsSkipped() {
        assertThatThrownBy(test(() -> {
                    throw new NotApplicable("there is none");
                }))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("there is none");
    }

    private static ThrowingCallable test(Check.Body body) {
        List<DynamicTest> tests =
                Contract.tests(List.of(new Check("what must hold", body))).toList();
        assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("contract: what must hold");
        return () -> tests.get(0).getExecutable().execute();
    }
}
