package rai.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.Trial;

/** A study in two stages: the better of two rates per activation, then each with fresh seeds. */
class Tiny implements Study {
    static final List<String> ACTIVATIONS = List.of("relu", "tanh");
    static final List<Double> RATES = List.of(0.001, 0.01);

    long steps = 30;
    int seeds = 2;
    boolean keep;

    static StudyCall call(Study study, java.nio.file.Path directory) {
        return new StudyCall(
                new StudySource("tiny", "A small study.", "a test", study),
                StudyRequest.AS_IT_IS,
                directory,
                0,
                Optional.empty(),
                0);
    }

    RunRequest request(String activation, String optimizer, long seed) {
        return RunRequest.builder()
                .train("moons(n=60, noise=0.2, seed=1)")
                .data("split", "0.6/0.2/0.2")
                .network("dense(8) " + activation + " dense")
                .init("kaiming")
                .optimizer(optimizer)
                .phase("backprop", steps)
                .evaluateEvery(10)
                .seed(seed)
                .build();
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>();
        for (String activation : ACTIVATIONS) {
            for (double rate : RATES) {
                for (long seed = 0; seed < seeds; seed++) {
                    trials.add(trial("tune", activation, rate, seed));
                }
            }
        }
        if (!ended.isEmpty()) {
            for (String activation : ACTIVATIONS) {
                double best = RATES.stream()
                        .min((a, b) -> Double.compare(loss(ended, activation, a), loss(ended, activation, b)))
                        .orElseThrow();
                for (long seed = seeds; seed < 2L * seeds; seed++) {
                    trials.add(trial("test", activation, best, seed));
                }
            }
        }
        return trials;
    }

    private Trial trial(String stage, String activation, double rate, long seed) {
        return new Trial(
                stage,
                Map.of("activation", activation, "rate", rate, "seed", seed),
                request(activation, "adam(rate=" + rate + ")", seed),
                keep && stage.equals("test"));
    }

    private static double loss(List<Outcome> ended, String activation, double rate) {
        return ended.stream()
                .filter(outcome -> outcome.trial().stage().equals("tune"))
                .filter(outcome -> outcome.trial().factors().get("activation").equals(activation)
                        && outcome.trial().factors().get("rate").equals(rate))
                .mapToDouble(outcome -> outcome.metric("valid.loss"))
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        return new Report("tiny", "Tiny", "", List.of(), List.of(), Map.of("trials", outcomes.size()));
    }
}
