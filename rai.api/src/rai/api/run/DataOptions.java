package rai.api.run;

import java.util.Optional;

/**
 * The data of a run.
 *
 * @param train the spec of the training data
 * @param test the spec of the test data, if any
 * @param standardize whether features are shifted and scaled to mean 0 and variance 1 on the training data
 */
public record DataOptions(String train, Optional<String> test, boolean standardize) {
    /** Checks the texts. */
    public DataOptions {
        Checks.requireText("train", train);
        test = Checks.unlessNone(test);
    }
}
