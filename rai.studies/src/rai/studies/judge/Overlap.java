package rai.studies.judge;

import java.util.List;
import java.util.OptionalDouble;
import rai.api.data.Part;
import rai.api.run.DataOptions;
import rai.api.study.Outcome;

/**
 * How much the training rows of trials overlap. If rows are shared out again, by fold or by seed, the variance over the trials is
 * too small: Nadeau and Bengio (Machine Learning 52, 2003) correct it by the number of test rows divided by that of training rows. If
 * the test data are data of their own, the rows that a trial leaves out are those of the validation data.
 */
final class Overlap {
    private Overlap() {}

    /** @return the mean of that ratio; 0 if all trials of a cell have the same rows, or nothing is known of their number */
    static double of(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.trial().stage().equals(Question.TUNE))
                .filter(Overlap::isResampled)
                .map(Overlap::ratio)
                .flatMapToDouble(OptionalDouble::stream)
                .average()
                .orElse(0);
    }

    /** A split that has a seed of its own, or draws nothing, shares out the same rows in every trial. */
    private static boolean isResampled(Outcome outcome) {
        DataOptions data = outcome.trial().request().data();
        boolean byFold = outcome.trial().factors().containsKey(Question.FOLD);
        boolean bySeed = data.holdout() > 0
                || data.split()
                        .filter(split ->
                                !split.contains("seed=") && !split.startsWith("given") && !split.startsWith("tail"))
                        .isPresent();
        return byFold || bySeed;
    }

    /** As counted, or as a hold-out says. */
    private static OptionalDouble ratio(Outcome outcome) {
        int train = outcome.examples().getOrDefault(Part.TRAIN, 0);
        if (train > 0) {
            Part left = outcome.trial().request().data().test().isPresent() ? Part.VALID : Part.TEST;
            return OptionalDouble.of(outcome.examples().getOrDefault(left, 0) / (double) train);
        }
        double holdout = outcome.trial().request().data().holdout();
        return holdout > 0 ? OptionalDouble.of(holdout / (1 - holdout)) : OptionalDouble.empty();
    }
}
