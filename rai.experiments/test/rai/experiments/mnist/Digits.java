package rai.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Trial;

/** Outcomes that nobody has trained. */
final class Digits {
    private Digits() {}

    /** The grid as the source reports it. */
    static List<Outcome> likeTheSource() {
        List<Outcome> outcomes = new ArrayList<>();
        for (String activation : Source.activations()) {
            Source.Final fixed = Source.AT_FIXED_RATE.get(activation);
            outcomes.add(tuned(
                    activation, Source.FIXED_RATE, fixed.trainLoss(), fixed.trainAccuracy(), fixed.validAccuracy()));
            for (double rate : Source.RATES) {
                Source.valid(activation, rate)
                        .ifPresentOrElse(
                                valid -> outcomes.add(tuned(activation, rate, .1, .99, valid)),
                                () -> outcomes.add(diverged(activation, rate)));
            }
        }
        return outcomes;
    }

    static Outcome tuned(String activation, double rate, double loss, double train, double valid) {
        return outcome("tune", State.DONE, activation, rate, 0, loss, train, Map.of("accuracy", valid), Map.of());
    }

    static Outcome diverged(String activation, double rate) {
        return outcome(
                "tune", State.DIVERGED, activation, rate, 0, 1e30, .1, Map.of("accuracy", .1), Map.of("accuracy", .1));
    }

    static Outcome tested(String activation, double rate, double accuracy) {
        return outcome("test", State.DONE, activation, rate, 1, .1, .99, Map.of(), Map.of("accuracy", accuracy));
    }

    static Outcome edge(String activation, double rate, int seed, double accuracy) {
        return outcome("edges", State.DONE, activation, rate, seed, .1, .9, Map.of(), Map.of("accuracy", accuracy));
    }

    /** Of validation data if it was trained on the training rows, of test data if on all rows. */
    static Outcome further(String activation, double rate, String rows, int seed, double accuracy) {
        boolean all = rows.equals("all");
        return outcome(
                "seeds",
                State.DONE,
                Map.of("activation", activation, "rate", rate, "rows", rows, "seed", seed),
                .1,
                .9,
                all ? Map.of() : Map.of("accuracy", accuracy),
                all ? Map.of("accuracy", accuracy) : Map.of("accuracy", 0.0));
    }

    /** Swish with these betas in its layers after 1,000 steps. */
    static Outcome swish(double... betas) {
        List<Row> rows = new ArrayList<>();
        for (long step : new long[] {0, 1000}) {
            for (int layer = 0; layer < betas.length; layer++) {
                for (double z : new double[] {-2, 1, 2}) {
                    double beta = step == 0 ? 1 : betas[layer];
                    rows.add(new Row(
                            step,
                            "learnable-swish_" + (layer + 1),
                            List.of(z, z / (1 + Math.exp(-beta * z)), 0.0, 0.0)));
                }
            }
        }
        Outcome of = tested("swish", 0.005, .92);
        return new Outcome(
                of.id(),
                of.trial(),
                of.state(),
                of.result(),
                new Curves(
                        new long[0],
                        Map.of(),
                        List.of(new ProbeSeries("activation-curve", List.of("z", "a", "lowest", "highest"), rows))),
                "",
                1,
                Optional.empty());
    }

    private static Outcome outcome(
            String stage,
            State state,
            String activation,
            double rate,
            int seed,
            double loss,
            double train,
            Map<String, Double> valid,
            Map<String, Double> test) {
        return outcome(
                stage, state, Map.of("activation", activation, "rate", rate, "seed", seed), loss, train, valid, test);
    }

    private static Outcome outcome(
            String stage,
            State state,
            Map<String, Object> factors,
            double loss,
            double train,
            Map<String, Double> valid,
            Map<String, Double> test) {
        return new Outcome(
                stage + factors,
                new Trial(stage, factors, RunRequest.builder().train("mnist").build(), false),
                state,
                Optional.of(new RunResult(
                        "run",
                        Map.of(),
                        0,
                        1000,
                        0.1,
                        Map.of("loss", loss, "accuracy", train),
                        valid,
                        test,
                        Map.of(),
                        List.of(),
                        "",
                        RunResult.Stop.STEPS,
                        "",
                        Map.of(),
                        List.of())),
                new Curves(
                        new long[] {10, 20},
                        Map.of(
                                "train.loss",
                                new double[] {2, loss},
                                "train.accuracy",
                                new double[] {.1, train},
                                "valid.loss",
                                new double[] {2, loss},
                                "valid.accuracy",
                                new double[] {.1, train})),
                "",
                0.1,
                Optional.empty());
    }
}
