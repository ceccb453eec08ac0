package rai.testkit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.check.MethodChecks;

/** What every training method must keep. A test class that implements this interface inherits the tests. */
public interface MethodContract {
    /** @return the method under test, configured */
    TrainingMethod method();

    /** @return methods whose variables the method under test reads, in the order in which they come before it */
    default List<TrainingMethod> before() {
        return List.of();
    }

    /**
     * Whether the method trains an element; the gradient of others is not looked at.
     *
     * @param network the network
     * @param name {@code parameters}, or the name of a variable
     * @param element the element's place in the flat vector
     * @return false for what the method holds fixed
     */
    default boolean trains(Network network, String name, long element) {
        return true;
    }

    /** @return a test for each of {@link MethodChecks} */
    @TestFactory
    default Stream<DynamicTest> methodContract() {
        return Contract.tests(MethodChecks.of(this::method, before(), this::trains));
    }
}
