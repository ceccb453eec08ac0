package rai.studies.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.report.Block;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.run.Model;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;
import rai.studies.document.Expectation;

/** Outcomes, questions and reports for tests. */
final class Ended {
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

    private Ended() {}

    static Outcome test(double accuracy, Object... factors) {
        return of("test", Outcome.State.DONE, Map.of("accuracy", accuracy), Map.of(), 100, factors);
    }

    static List<Outcome> seeds(String activation, double... accuracies) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < accuracies.length; seed++) {
            outcomes.add(test(accuracies[seed], "activation", activation, "seed", (long) seed));
        }
        return outcomes;
    }

    static List<Outcome> both(List<Outcome> a, List<Outcome> b) {
        List<Outcome> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    static Outcome tune(double loss, Object... factors) {
        return of(Question.TUNE, Outcome.State.DONE, Map.of(), Map.of("loss", loss), 100, factors);
    }

    static Outcome of(
            String stage,
            Outcome.State state,
            Map<String, Double> test,
            Map<String, Double> valid,
            long steps,
            Object... factors) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            all.put((String) factors[i], factors[i + 1]);
        }
        RunResult result = new RunResult(
                "run",
                Map.of(),
                0,
                steps,
                0.5,
                Map.of("loss", 0.3),
                valid,
                test,
                Map.of(),
                List.of(),
                "abcdef0123456789",
                state == Outcome.State.DIVERGED ? RunResult.Stop.NAN : RunResult.Stop.STEPS,
                "",
                Map.of(),
                List.of());
        Trial trial = new Trial(
                stage, all, RunRequest.builder().train("moons").network("dense").build(), false);
        return new Outcome(
                Integer.toHexString(all.hashCode()) + stage + "00000000000000",
                trial,
                state,
                state == Outcome.State.FAILED ? Optional.empty() : Optional.of(result),
                Curves.NONE,
                state == Outcome.State.FAILED ? "the activation bow threw an exception" : "",
                0.7,
                Optional.empty());
    }

    static Question question(List<String> axes) {
        return new Question(
                "moons",
                "Which activation?",
                "",
                axes,
                List.of(),
                Optional.empty(),
                "test.accuracy",
                metric -> !metric.endsWith("loss"),
                Optional.of(new Question.Contrast("activation", Optional.empty())),
                0,
                false,
                List.of(),
                Set.of(),
                Map.of());
    }

    static Question tuned(Question of, String axis) {
        return with(of, List.of(axis), Optional.of("valid.loss"), of.overlap(), of.expectations());
    }

    static Question expecting(Question of, Expectation expected) {
        return with(of, of.tuned(), of.tuning(), of.overlap(), List.of(expected));
    }

    static Question overlapping(Question of, double overlap) {
        return with(of, of.tuned(), of.tuning(), overlap, of.expectations());
    }

    static Question wanting(Question of, String... parts) {
        return with(of, of.tuned(), of.tuning(), of.overlap(), of.expectations(), Set.of(parts));
    }

    private static Question with(
            Question of, List<String> tuned, Optional<String> tuning, double overlap, List<Expectation> expectations) {
        return with(of, tuned, tuning, overlap, expectations, of.wanted());
    }

    private static Question with(
            Question of,
            List<String> tuned,
            Optional<String> tuning,
            double overlap,
            List<Expectation> expectations,
            Set<String> wanted) {
        return new Question(
                of.name(),
                of.title(),
                of.text(),
                of.axes(),
                tuned,
                tuning,
                of.metric(),
                of.largerIsBetter(),
                of.compare(),
                overlap,
                of.hasFolds(),
                expectations,
                wanted,
                of.about());
    }

    static StudyStatus status(int planned, int ended) {
        return new StudyStatus(
                "moons",
                Path.of("moons"),
                ended < planned ? StudyStatus.State.STOPPED : StudyStatus.State.COMPLETE,
                planned,
                ended,
                0,
                0,
                List.of(),
                0,
                Map.of(),
                Double.NaN,
                Double.NaN);
    }

    static Expectation reference(Map<String, String> cell, double reference, double within) {
        return new Expectation(
                cell,
                Optional.of("test.accuracy"),
                OptionalDouble.of(reference),
                within,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                "a table",
                "");
    }

    static Report report(Question question, List<Outcome> outcomes) {
        return new Judge(question, NO_MODELS).report(outcomes);
    }

    static List<String> answer(Report report) {
        return report.answer().stream().map(statement -> statement.sentence()).toList();
    }

    static <B extends Block> B block(Report report, Class<B> type, String name) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .filter(block -> name(block).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the report has no " + name));
    }

    private static String name(Block block) {
        if (block instanceof DataTable table) {
            return table.name();
        }
        return block instanceof rai.api.report.Chart chart ? chart.name() : "";
    }

    static String text(DataTable table, int row, String column) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return table.rows().get(row).get(i).text();
            }
        }
        throw new AssertionError("the table has no column " + column);
    }
}
