package rai.studies.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.studies.document.StudyDocuments;

/** Studies for tests, and outcomes of trials that nobody trained. */
final class Designs {
    static final String BASE = """
        study: 1
        base:
          data: {train: moons(n=100), split: 0.6/0.2/0.2}
          model: {network: "dense(8) {activation} dense"}
          phases:
          - {method: backprop, epochs: 3, optimizer: "sgd(rate={rate})"}
        """;
    static final Judge NOBODY = (study, request, outcomes, models) ->
            new Report(study.name(), study.title(), study.question(), List.of(), List.of(), Map.of());

    private Designs() {}

    static DesignedStudy of(String... lines) {
        return of(services(3), lines);
    }

    static DesignedStudy of(StudyServices services, String... lines) {
        return new DesignedStudy(
                StudyDocuments.read(String.join("\n", lines), "moons.yaml", Optional.empty()), NOBODY, services);
    }

    /** The base above, which has the axes activation and rate. */
    static DesignedStudy moons(String... lines) {
        return of(BASE + String.join("\n", lines));
    }

    static StudyServices services(int folds) {
        return new StudyServices() {
            @Override
            public boolean largerIsBetter(String metric) {
                return metric.endsWith("accuracy");
            }

            @Override
            public int folds(RunRequest request) {
                return folds;
            }
        };
    }

    static List<Trial> plan(DesignedStudy study) {
        return study.plan(StudyRequest.AS_IT_IS, List.of());
    }

    static StudyRequest only(String axis, String... levels) {
        return new StudyRequest(Optional.empty(), Optional.empty(), false, Map.of(axis, List.of(levels)));
    }

    static StudyRequest quick() {
        return new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of());
    }

    static StudyRequest seeds(int count, long first) {
        return new StudyRequest(Optional.of(count), Optional.of(first), false, Map.of());
    }

    /** The values of a factor, one per trial. */
    static List<Object> factor(List<Trial> trials, String name) {
        return trials.stream().map(trial -> trial.factors().get(name)).toList();
    }

    static List<String> optimizers(List<Trial> trials) {
        return trials.stream()
                .map(trial -> trial.request().phases().get(0).optimizer())
                .toList();
    }

    static List<Trial> stage(List<Trial> trials, String stage) {
        return trials.stream().filter(trial -> trial.stage().equals(stage)).toList();
    }

    /** Outcomes with one metric of the validation data; NaN has diverged. */
    static List<Outcome> ended(List<Trial> trials, String metric, ToDoubleFunction<Map<String, Object>> value) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Trial trial : trials) {
            double of = value.applyAsDouble(trial.factors());
            boolean diverged = Double.isNaN(of);
            outcomes.add(new Outcome(
                    "id",
                    trial,
                    diverged ? Outcome.State.DIVERGED : Outcome.State.DONE,
                    Optional.of(result(metric, of)),
                    Curves.NONE,
                    "",
                    1,
                    Optional.empty()));
        }
        return outcomes;
    }

    private static RunResult result(String metric, double value) {
        Map<String, Double> valid = new LinkedHashMap<>(Map.of(metric, value));
        return new RunResult(
                "run",
                Map.of(),
                0,
                1,
                1,
                Map.of(),
                valid,
                Map.of(),
                Map.of(),
                List.of(),
                "",
                RunResult.Stop.STEPS,
                "",
                Map.of(),
                List.of());
    }
}
