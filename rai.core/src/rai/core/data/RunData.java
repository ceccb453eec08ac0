package rai.core.data;

import java.util.Optional;
import rai.api.data.Dataset;
import rai.api.data.Table;
import rai.api.run.DataOptions;
import rai.api.spec.SpecException;

/**
 * The data of a run: prepared as the training rows tell.
 *
 * @param preparation how tables become examples
 * @param train the training data
 * @param test the test data, if any
 */
public record RunData(Preparation preparation, Dataset train, Optional<Dataset> test) {
    /**
     * Learns from the training rows, and prepares all data.
     *
     * @param train the training data as they were read
     * @param test the test data, if any
     * @param options what the user has asked for
     * @return the data of the run
     * @throws SpecException if they can't be learnt from, or do not fit each other
     */
    public static RunData of(Table train, Optional<Table> test, DataOptions options) {
        Preparation preparation = Preparation.learn(train, options);
        return new RunData(
                preparation,
                preparation.examples(train, "the training data"),
                test.map(table -> preparation.examples(table, "the test data")));
    }

    /** Reads the options that need no data. */
    public static void check(DataOptions options) {
        ColumnLearner.check(options);
    }
}
