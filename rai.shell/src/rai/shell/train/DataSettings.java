package rai.shell.train;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import rai.api.data.DataPlaces;
import rai.api.run.RunRequestBuilder;
import rai.shell.command.DataDirectory;
import rai.shell.command.Labels;

/** The options that say how data are prepared for a network. */
final class DataSettings {
    /** What --use-valid can be. */
    static final class UseValidNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        UseValidNames() {
            super(List.of("keep", "train"));
        }
    }

    @Sets("data.standardize")
    @Option(
            names = "--standardize",
            description = "Shift and scale each feature to mean 0 and variance 1 on the training data.")
    boolean standardize;

    @Sets("data.scale")
    @Option(
            names = "--scale",
            paramLabel = "RULES",
            description = "How features are scaled: none, standardize, log for skewed ones, or quantile, the last two"
                    + " followed by standardize; \"standardize, income=log\" has another rule for one column (default:"
                    + " none, or standardize with --standardize).")
    String scale;

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

    @Sets("data.class_weight")
    @Option(
            names = "--class-weight",
            paramLabel = "WEIGHTS",
            description =
                    "How much the rows of each class count in the objective: balanced, which gives all classes the"
                        + " same weight, or yes=5,no=1; evaluations do not depend on it (default: all rows count the"
                        + " same).")
    String classWeight;

    @Sets("data.holdout")
    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            description =
                    "Keep this share of the rows for testing, such as 0.2: the same share of each class, chosen by"
                            + " the seed (default: 0).")
    Double holdout;

    @Sets("data.split")
    @Option(
            names = "--split",
            paramLabel = Labels.SPLIT,
            description = "Share out the rows: 0.7/0.15/0.15 for training, validation and test, or a split such as"
                + " k-fold(k=10). Early stopping and schedules can watch valid.loss, and the test rows stay untouched"
                + " (default: all rows are for training).")
    String split;

    @Sets("data.fold")
    @Option(names = "--fold", paramLabel = "N", description = "Which fold of the split is used, from 1 (default: 1).")
    Integer fold;

    @Sets("data.use_valid")
    @Option(
            names = "--use-valid",
            paramLabel = "keep|train",
            completionCandidates = UseValidNames.class,
            description =
                    "What the validation rows are for: keep them for validation, or train on them, too; the test rows"
                            + " are the same (default: keep).")
    String useValid;

    @Sets("data.directory")
    @Option(names = DataPlaces.OPTION, paramLabel = Labels.DIRECTORY, description = DataDirectory.ABOUT)
    String directory;

    /** Sets what is given. */
    void set(RunRequestBuilder request) {
        if (standardize) {
            request.standardize(true);
        }
        TrainOptions.given(scale, value -> request.data("scale", value));
        TrainOptions.given(missing, value -> request.data("missing", value));
        TrainOptions.given(encode, value -> request.data("encode", value));
        TrainOptions.given(unseen, value -> request.data("unseen", value));
        TrainOptions.given(classWeight, value -> request.data("class_weight", value));
        TrainOptions.given(holdout, value -> request.data("holdout", value));
        TrainOptions.given(split, value -> request.data("split", value));
        TrainOptions.given(fold, value -> request.data("fold", value));
        TrainOptions.given(directory, value -> request.data("directory", value));
        TrainOptions.given(useValid, value -> request.data("use_valid", value));
    }
}
