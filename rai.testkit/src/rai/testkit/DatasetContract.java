package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.data.DatasetSource;
import rai.check.DatasetChecks;

/** What every dataset must keep. A test class that implements this interface inherits the tests. */
public interface DatasetContract {
    /** @return the dataset under test, configured */
    DatasetSource dataset();

    /** @return a test for each of {@link DatasetChecks} */
    @TestFactory
    default Stream<DynamicTest> datasetContract() {
        return Contract.tests(DatasetChecks.of(this::dataset));
    }
}
