package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.check.ObjectiveOptimizerChecks;

/**
 * What every optimizer must keep that evaluates the objective by itself. A test class that implements this interface inherits
 * the tests.
 */
public interface ObjectiveOptimizerContract {
    /** @return the optimizer under test, configured; a new one at every call */
    ObjectiveOptimizer optimizer();

    /** @return a test for each of {@link ObjectiveOptimizerChecks} */
    @TestFactory
    default Stream<DynamicTest> objectiveOptimizerContract() {
        return Contract.tests(ObjectiveOptimizerChecks.of(this::optimizer));
    }
}
