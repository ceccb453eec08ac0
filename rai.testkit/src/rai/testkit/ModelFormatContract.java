package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.exchange.ModelFormat;
import rai.check.ModelFormatChecks;

/** What every format of models must keep. A test class that implements this interface inherits the tests. */
public interface ModelFormatContract {
    /** @return the format under test, configured */
    ModelFormat format();

    /** @return a test for each of {@link ModelFormatChecks} */
    @TestFactory
    default Stream<DynamicTest> modelFormatContract() {
        return Contract.tests(ModelFormatChecks.of(this::format));
    }
}
