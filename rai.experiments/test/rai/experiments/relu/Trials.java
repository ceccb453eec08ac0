package rai.experiments.relu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.probe.Measurement;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbeSeries.Row;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.Trial;

/** Outcomes that nobody has trained. */
final class Trials {
    private Trials() {}

    /** One whose gradient had these norms at the start and at the end, and this test rmse beside a baseline of 0.3. */
    static Outcome outcome(
            Map<String, Object> factors, double startNorm, double endNorm, double rmse, double... losses) {
        long[] steps = new long[losses.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 64L * (i + 1);
        }
        double deadHidden = startNorm == 0 ? 1 : 0;
        return new Outcome(
                factors.toString(),
                new Trial("test", factors, request(factors), false),
                State.DONE,
                Optional.of(result(rmse)),
                new Curves(
                        steps,
                        Map.of("train.loss", losses, "test.loss", losses),
                        List.of(
                                new ProbeSeries(
                                        "gradient-flow",
                                        List.of("gradient_norm"),
                                        List.of(
                                                new Row(0, "dense_1", List.of(9.0)),
                                                new Row(0, Measurement.NETWORK, List.of(startNorm)),
                                                new Row(640, "dense_1", List.of(9.0)),
                                                new Row(640, Measurement.NETWORK, List.of(endNorm)))),
                                new ProbeSeries(
                                        "dead-units",
                                        List.of("dead"),
                                        List.of(
                                                new Row(0, "relu_1", List.of(deadHidden)),
                                                new Row(0, "relu_2", List.of(0.5)))))),
                "",
                0.1,
                Optional.empty());
    }

    private static RunRequest request(Map<String, Object> factors) {
        return RunRequest.builder()
                .train("function(n=2000)")
                .network("dense(2) relu dense relu")
                .seed(((Number) factors.get("seed")).longValue())
                .build();
    }

    private static RunResult result(double rmse) {
        return new RunResult(
                "run",
                Map.of(),
                0,
                640,
                0.1,
                Map.of(),
                Map.of(),
                Map.of("rmse", rmse),
                Map.of(),
                List.of(),
                "",
                RunResult.Stop.STEPS,
                "",
                Map.of("test", Map.of("rmse", 0.3)),
                List.of());
    }
}
