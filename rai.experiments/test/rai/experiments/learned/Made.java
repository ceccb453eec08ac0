package rai.experiments.learned;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import rai.api.report.Statement;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Trial;

/** Made-up curves and outcomes. */
final class Made {
    private Made() {}

    static Learnt curve(String base, String outer, String inner, double auc, DoubleUnaryOperator f) {
        return new Learnt("covertype", base, outer, inner, 0, auc, ShapeTest.curve(f), "");
    }

    static Outcome outcome(String stage, double auc, Object... factors) {
        Map<String, Object> of = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            of.put((String) factors[i], factors[i + 1]);
        }
        return outcome(new Trial(stage, of, request(), false), auc);
    }

    static RunRequest request() {
        return RunRequest.builder().train("moons").build();
    }

    static Outcome outcome(Trial trial, double auc) {
        return new Outcome(
                trial.stage() + trial.factors(),
                trial,
                Outcome.State.DONE,
                Optional.of(result(auc)),
                Curves.NONE,
                "",
                1,
                Optional.empty());
    }

    private static RunResult result(double auc) {
        return new RunResult(
                "run",
                Map.of(),
                0,
                10,
                0.1,
                Map.of(),
                Map.of(),
                Map.of("auc", auc),
                Map.of(),
                List.of(),
                "",
                RunResult.Stop.STEPS,
                "",
                Map.of(),
                List.of());
    }

    static List<String> sentences(List<Statement> statements) {
        return statements.stream().map(Statement::sentence).toList();
    }
}
