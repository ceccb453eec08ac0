package rai.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.init.DenseStart.Neighbour;
import rai.api.init.Initializer;
import rai.check.InitializerChecks;

/** What every initializer must keep. A test class that implements this interface inherits the tests. */
public interface InitializerContract {
    /** @return the initializer under test */
    Initializer initializer();

    /** @return activations to be put around the map, for an initializer that asks for them */
    default List<Neighbour> neighbours() {
        return InitializerChecks.strangers();
    }

    /** @return a test for each of {@link InitializerChecks} */
    @TestFactory
    default Stream<DynamicTest> initializerContract() {
        return Contract.tests(InitializerChecks.of(this::initializer, neighbours()));
    }
}
