package rai.testkit;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import rai.api.loss.Loss;
import rai.check.LossChecks;

/** What every loss must keep. A test class that implements this interface inherits the tests. */
public interface LossContract {
    /** @return the loss under test, configured */
    Loss loss();

    /**
     * One output of a network: any number for most losses, and for a loss of probabilities a probability that is not too
     * near to 0 and 1.
     *
     * @param random where it comes from
     * @return an output at which the loss is smooth
     */
    default double output(Random random) {
        return LossChecks.NUMBERS.applyAsDouble(random);
    }

    /** @return a test for each of {@link LossChecks} */
    @TestFactory
    default Stream<DynamicTest> lossContract() {
        return Contract.tests(LossChecks.of(this::loss, this::output));
    }
}
