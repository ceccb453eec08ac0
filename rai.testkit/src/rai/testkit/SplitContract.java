package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.split.Split;
import rai.check.SplitChecks;

/** What every split must keep. A test class that implements this interface inherits the tests. */
public interface SplitContract {
    /** @return the split under test, configured */
    Split split();

    /** @return a test for each of {@link SplitChecks} */
    @TestFactory
    default Stream<DynamicTest> splitContract() {
        return Contract.tests(SplitChecks.of(this::split));
    }
}
