package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.optimizer.ElementwiseOptimizer;
import rai.check.OptimizerChecks;

/** What every element-wise optimizer must keep. A test class that implements this interface inherits the tests. */
public interface OptimizerContract {
    /** @return the optimizer under test, configured; a new one at every call */
    ElementwiseOptimizer optimizer();

    /** @return a test for each of {@link OptimizerChecks} */
    @TestFactory
    default Stream<DynamicTest> optimizerContract() {
        return Contract.tests(OptimizerChecks.of(this::optimizer));
    }
}
