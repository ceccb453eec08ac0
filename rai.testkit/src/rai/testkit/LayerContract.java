package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.layer.LayerFunction;
import rai.check.LayerChecks;

/**
 * What every layer must keep. A test class that implements this interface inherits the tests:
 *
 * <pre>
 * class DropoutTest implements LayerContract {
 *     &#64;Override
 *     public LayerFunction layer() {
 *         return new Dropout();
 *     }
 * }
 * </pre>
 */
public interface LayerContract {
    /** @return the layer under test */
    LayerFunction layer();

    /** @return a width that the layer can read */
    default int inputs() {
        return 6;
    }

    /** @return a test for each of {@link LayerChecks} */
    @TestFactory
    default Stream<DynamicTest> layerContract() {
        return Contract.tests(LayerChecks.of(this::layer, inputs()));
    }
}
