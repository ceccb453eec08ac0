package rai.shell.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

/** A study of two methods and two rates, with one seed. */
public final class FakeStudy implements Study {
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = new ArrayList<>();
        for (String method : List.of("backprop, reference start", "rai")) {
            for (double rate : new double[] {0.0031622776601683794, 0.1}) {
                trials.add(trial(method, rate));
            }
        }
        return trials;
    }

    private static Trial trial(String method, double rate) {
        Map<String, Object> factors = new LinkedHashMap<>();
        factors.put("method", method);
        factors.put("rate", rate);
        factors.put("seed", 0L);
        return new Trial(
                "test",
                factors,
                RunRequest.builder().train("moons").network("dense").build(),
                false);
    }

    /** Its first trial, as it ended. */
    public static Outcome outcome(String id, Outcome.State state) {
        return new Outcome(
                id,
                trial("rai", 0.1),
                state,
                Optional.empty(),
                Curves.NONE,
                state == Outcome.State.FAILED ? "bow threw" : "",
                1,
                Optional.empty());
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        throw new UnsupportedOperationException();
    }
}
