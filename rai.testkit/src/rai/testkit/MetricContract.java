package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.metric.Metric;
import rai.check.MetricChecks;

/** What every metric must keep. A test class that implements this interface inherits the tests. */
public interface MetricContract {
    /** @return the metric under test, configured */
    Metric metric();

    /** @return a test for each of {@link MetricChecks} */
    @TestFactory
    default Stream<DynamicTest> metricContract() {
        return Contract.tests(MetricChecks.of(this::metric));
    }
}
