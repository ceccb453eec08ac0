package rai.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.activation.Activation;
import rai.check.ActivationChecks;

/**
 * What every activation must keep. A test class that implements this interface inherits the tests:
 *
 * <pre>
 * class SoftsignTest implements ActivationContract {
 *     &#64;Override
 *     public Activation activation() {
 *         return new Softsign();
 *     }
 * }
 * </pre>
 */
public interface ActivationContract {
    /** @return the activation under test */
    Activation activation();

    /**
     * @return where the value or the derivative jumps; central differences are not taken there, and no other kink is allowed
     */
    default double[] kinks() {
        return new double[0];
    }

    /** @return whether value and derivative have limits at ±∞, which may be infinite; false for sine and its like */
    default boolean hasLimits() {
        return true;
    }

    /** @return a test for each of {@link ActivationChecks} */
    @TestFactory
    default Stream<DynamicTest> activationContract() {
        return Contract.tests(ActivationChecks.of(this::activation, kinks(), hasLimits()));
    }
}
