package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.data.Task;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.run.Model;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.api.study.Curves;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

/** Trials that nobody trained, and their outcomes. */
final class Made {
    /** No network was kept. */
    static final Study.Models NO_MODELS = new Study.Models() {
        @Override
        public Optional<Model> of(Outcome outcome) {
            return Optional.empty();
        }

        @Override
        public Optional<Dataset> examples(Outcome outcome, Part part) {
            return Optional.empty();
        }
    };

    private Made() {}

    /** Plans the trials, whatever the file says, and has nothing to say about them. */
    static Designs designs(List<Trial> trials) {
        return (name, text) -> new Study() {
            @Override
            public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
                return trials;
            }

            @Override
            public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
                return new Report(name, "", "", List.of(Statement.remark("usual")), List.of(), Map.of());
            }

            @Override
            public SpecException explain(Trial trial, SpecException refused) {
                return refused;
            }
        };
    }

    static Trial trial(long seed, Object... factors) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            all.put((String) factors[i], factors[i + 1]);
        }
        all.put("seed", seed);
        return new Trial(
                "test",
                all,
                RunRequest.builder().train("moons").network("dense").build(),
                false);
    }

    static Outcome ended(Trial trial, double loss, double accuracy, Map<String, Object> report, Curves curves) {
        RunResult result = new RunResult(
                "run",
                Map.of(),
                0,
                100,
                1,
                Map.of("loss", loss),
                Map.of("accuracy", accuracy),
                Map.of(),
                List.of(Map.of("method", "some", "steps", 100L, "report", report)),
                "",
                RunResult.Stop.STEPS,
                "");
        return new Outcome(
                "id" + trial.factors().hashCode(),
                trial,
                Outcome.State.DONE,
                Optional.of(result),
                curves,
                "",
                1,
                Optional.empty());
    }

    static Outcome ended(Trial trial, double loss, double accuracy) {
        return ended(trial, loss, accuracy, Map.of(), Curves.NONE);
    }

    static List<String> sentences(Report report) {
        List<String> sentences = new ArrayList<>();
        report.answer().forEach(statement -> sentences.add(statement.sentence()));
        return sentences;
    }

    /** A point of each class of two. */
    static Dataset twoPoints() {
        return new Dataset(
                Task.BINARY,
                Nd4j.createFromArray(new double[][] {{0, 1}, {1, 0}}).castTo(DataType.DOUBLE),
                Nd4j.createFromArray(new double[][] {{0}, {1}}),
                List.of("x", "y"),
                List.of("0", "1"));
    }
}
