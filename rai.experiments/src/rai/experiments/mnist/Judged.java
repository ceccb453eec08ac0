package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import rai.api.report.Statement;
import rai.api.study.Outcome;
import rai.experiments.Findings;

/** The verdicts on the grid: what all reach at the same rate, which cells diverge, and what the others reach. */
final class Judged {
    /** By how much a final accuracy may differ from the source's. */
    static final double TOLERANCE = 0.015;
    /** The same on test data, at the best rate. */
    static final double TEST_TOLERANCE = 0.01;

    private static final String TEST = "test.accuracy";

    private Judged() {}

    /**
     * @param cells the grid
     * @param quick whether it was trained on fewer rows for fewer steps, so that accuracies are not those of the source
     */
    static List<Statement> grid(Cells cells, boolean quick) {
        List<Statement> answer = new ArrayList<>();
        pattern(cells, quick).ifPresent(answer::add);
        if (quick) {
            answer.add(Statement.warning(
                    "This is the quick form, with fewer digits and steps: accuracies can't be compared with the"
                            + " source, and cells that are still at chance are left out of the comparison."));
            return answer;
        }
        for (String activation : cells.activations()) {
            cells.at(activation, Source.FIXED_RATE).ifPresent(outcome -> answer.add(fixed(activation, outcome)));
        }
        for (String activation : cells.activations()) {
            accuracies(activation, cells).ifPresent(answer::add);
        }
        return answer;
    }

    /** Of the trainings that there are, which diverge; after a few steps, chance may only mean that it learns slowly. */
    private static Optional<Statement> pattern(Cells cells, boolean quick) {
        int all = 0;
        int expected = 0;
        int diverged = 0;
        List<String> others = new ArrayList<>();
        for (String activation : cells.activations()) {
            for (double rate : Source.RATES) {
                Outcome outcome = cells.at(activation, rate).orElse(null);
                if (outcome == null || quick && Cells.diverged(outcome) && !Cells.isInfinite(outcome)) {
                    continue;
                }
                boolean is = Cells.diverged(outcome);
                boolean was = Source.diverges(activation, rate);
                all++;
                expected += was ? 1 : 0;
                diverged += is ? 1 : 0;
                if (is != was) {
                    others.add(activation + " at " + Cells.text(rate) + (is ? " diverges" : " learns"));
                }
            }
        }
        if (all == 0) {
            return Optional.empty();
        }
        return Optional.of(Findings.verdict(
                others.isEmpty(),
                "which of " + all + " cells of activation and rate diverge",
                expected + " cells, those of the largest rates",
                diverged + " cells, "
                        + (others.isEmpty() ? "the same ones" : "of which others: " + String.join(", ", others)),
                Source.NAME));
    }

    private static Statement fixed(String activation, Outcome outcome) {
        Source.Final source = Source.AT_FIXED_RATE.get(activation);
        double train = outcome.metric("train.accuracy");
        double valid = outcome.metric(Cells.VALID);
        return Findings.verdict(
                near(train, source.trainAccuracy(), TOLERANCE) && near(valid, source.validAccuracy(), TOLERANCE),
                activation + " at rate " + Cells.text(Source.FIXED_RATE)
                        + ": training loss, training and validation accuracy",
                three(source.trainLoss(), source.trainAccuracy(), source.validAccuracy()) + ", accuracies within "
                        + TOLERANCE,
                three(outcome.metric("train.loss"), train, valid),
                Source.NAME);
    }

    private static String three(double loss, double train, double valid) {
        return Cells.figure(loss) + ", " + Cells.figure(train) + ", " + Cells.figure(valid);
    }

    /** Of the cells that learn in the source and here. */
    private static Optional<Statement> accuracies(String activation, Cells cells) {
        int count = 0;
        int near = 0;
        double farthest = 0;
        double farthestRate = Double.NaN;
        for (double rate : Source.RATES) {
            OptionalDouble source = Source.valid(activation, rate);
            Outcome outcome = cells.at(activation, rate).orElse(null);
            if (source.isEmpty() || outcome == null || Cells.diverged(outcome)) {
                continue;
            }
            double difference = outcome.metric(Cells.VALID) - source.getAsDouble();
            count++;
            near += near(difference, 0, TOLERANCE) ? 1 : 0;
            if (!(Math.abs(difference) <= Math.abs(farthest))) {
                farthest = difference;
                farthestRate = rate;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(Findings.verdict(
                near == count,
                activation + ": validation accuracy at the " + (count == 1 ? "rate" : count + " rates")
                        + " at which it learns",
                "all within " + TOLERANCE + " of the source",
                near + " of " + count + " within"
                        + (Double.isNaN(farthestRate)
                                ? ""
                                : ", the largest difference " + signed(farthest) + " at rate "
                                        + Cells.text(farthestRate)),
                Source.NAME));
    }

    /** What the best rate of each activation reaches on test data, trained on the validation rows, too. */
    static List<Statement> best(List<Outcome> outcomes, boolean quick) {
        List<Statement> answer = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (String activation : Source.activations()) {
            double[] values = tested(outcomes, activation).stream()
                    .mapToDouble(outcome -> outcome.metric(TEST))
                    .toArray();
            if (values.length == 0) {
                continue;
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            double rate = Cells.rate(tested(outcomes, activation).get(0));
            String ours = Cells.figure(mean) + " at rate " + Cells.text(rate)
                    + (values.length == 1 ? " (one seed)" : " (" + values.length + " seeds)");
            Double source = Source.TEST.get(activation);
            if (source == null) {
                without.add(activation + " " + ours);
            } else if (!quick) {
                answer.add(Findings.verdict(
                        near(mean, source, TEST_TOLERANCE),
                        activation + ": test accuracy at its best rate, trained on all rows",
                        Cells.figure(source) + " within " + TEST_TOLERANCE + ", at rate "
                                + Cells.text(Source.bestRate(activation)),
                        ours,
                        Source.NAME));
            }
        }
        if (!without.isEmpty() && !quick) {
            answer.add(
                    Statement.remark("The source has no test accuracy of " + String.join(" and of ", without) + "."));
        }
        return answer;
    }

    private static List<Outcome> tested(List<Outcome> outcomes, String activation) {
        return outcomes.stream()
                .filter(outcome -> outcome.trial().stage().equals("test"))
                .filter(outcome -> Cells.activation(outcome).equals(activation))
                .filter(outcome -> Double.isFinite(outcome.metric(TEST)))
                .toList();
    }

    /** Differences that are equal to the tolerance on paper are within it. */
    private static boolean near(double value, double reference, double tolerance) {
        return Math.abs(value - reference) <= tolerance + 1e-9;
    }

    private static String signed(double difference) {
        return String.format(Locale.ROOT, "%+.4f", difference);
    }
}
