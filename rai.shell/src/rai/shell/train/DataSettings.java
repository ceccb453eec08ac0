package rai.shell.train;

import picocli.CommandLine.Option;
import rai.api.run.RunRequestBuilder;

/** The options that say how data are prepared for a network. */
final class DataSettings {
    @Sets("data.standardize")
    @Option(
            names = "--standardize",
            description = "Shift and scale each feature to mean 0 and variance 1 on the training data.")
    boolean standardize;

    @Sets("data.missing")
    @Option(
            names = "--missing",
            paramLabel = "RULES",
            description = "What to do about missing values: error, drop-row, mean, median or constant(value=0); with"
                + " mean(indicator=true) a further feature marks them. \"mean, age=median\" has another rule for one"
                + " column (default: error).")
    String missing;

    @Sets("data.encode")
    @Option(
            names = "--encode",
            paramLabel = "RULES",
            description = "What text columns become: one-hot(limit=50), ordinal or error; \"one-hot,"
                    + " size=ordinal(order=S,M,L)\" has another rule for one column (default: one-hot).")
    String encode;

    @Sets("data.unseen")
    @Option(
            names = "--unseen",
            paramLabel = "RULE",
            description = "What a text means that the training rows do not have: error, or other, which also"
                    + " gathers rare texts beyond the limit of one-hot (default: error).")
    String unseen;

    /** Sets what is given. */
    void set(RunRequestBuilder request) {
        if (standardize) {
            request.standardize(true);
        }
        TrainOptions.given(missing, value -> request.data("missing", value));
        TrainOptions.given(encode, value -> request.data("encode", value));
        TrainOptions.given(unseen, value -> request.data("unseen", value));
    }
}
