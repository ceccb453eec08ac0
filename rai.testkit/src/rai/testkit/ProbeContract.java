package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.probe.Probe;
import rai.check.ProbeChecks;

/** What every probe must keep. A test class that implements this interface inherits the tests. */
public interface ProbeContract {
    /** @return the probe under test, configured; a new one at every call */
    Probe probe();

    /** @return a test for each of {@link ProbeChecks} */
    @TestFactory
    default Stream<DynamicTest> probeContract() {
        return Contract.tests(ProbeChecks.of(this::probe));
    }
}
