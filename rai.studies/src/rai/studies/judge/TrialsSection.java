package rai.studies.judge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rai.api.report.Block;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.run.RunResult;
import rai.api.study.Outcome;
import rai.api.study.StudyStatus;

/** All trials of a study, one per row, with the command that repeats each; and the causes of failures. */
public final class TrialsSection {
    private static final int SHORT_ID = 12;

    private TrialsSection() {}

    /**
     * Adds the trials to a report.
     *
     * @param report the report
     * @param outcomes how the trials ended
     * @param status how the study stands: if trials are missing, the report begins with that
     * @param directory the directory of the study
     * @return the report with its trials
     */
    public static Report added(Report report, List<Outcome> outcomes, StudyStatus status, Path directory) {
        List<Statement> answer = new ArrayList<>();
        if (status.state() != StudyStatus.State.COMPLETE) {
            answer.add(Statement.warning("The study is not complete: " + outcomes.size() + " of "
                    + Show.count(status.planned(), "trial") + " known so far have ended."));
        }
        answer.addAll(report.answer());
        List<Section> sections = new ArrayList<>(report.sections());
        List<Outcome> failed = outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                .toList();
        if (!failed.isEmpty()) {
            sections.add(new Section("Failures", List.of(failures(failed))));
        }
        if (!outcomes.isEmpty()) {
            sections.add(new Section("Trials", List.<Block>of(table(outcomes, directory))));
        }
        return new Report(report.name(), report.title(), report.question(), answer, sections, report.about());
    }

    private static DataTable failures(List<Outcome> failed) {
        Map<String, List<Outcome>> causes = new TreeMap<>();
        failed.forEach(outcome -> causes.computeIfAbsent(outcome.reason(), cause -> new ArrayList<>())
                .add(outcome));
        List<List<Entry>> rows = new ArrayList<>();
        causes.forEach((cause, trials) -> rows.add(List.of(
                new Entry(
                        trials.size(),
                        String.valueOf(trials.size()),
                        trials.stream().map(Outcome::id).toList()),
                Entry.of(cause))));
        return new DataTable(
                "failures",
                // without the directory: the table is stored with the page of a study, where a path of this machine
                // says nothing
                "Failed trials; ./rai study retry trains them again",
                List.of(new Column("trials", "trials", Kind.NUMBER), new Column("cause", "cause", Kind.TEXT)),
                rows,
                false);
    }

    private static DataTable table(List<Outcome> outcomes, Path directory) {
        Set<String> factors = new LinkedHashSet<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (Outcome outcome : outcomes) {
            factors.addAll(outcome.trial().factors().keySet());
            outcome.result().ifPresent(result -> {
                result.train().keySet().forEach(name -> metrics.add("train." + name));
                result.valid().keySet().forEach(name -> metrics.add("valid." + name));
                result.test().keySet().forEach(name -> metrics.add("test." + name));
            });
        }
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("trial", "trial", Kind.TEXT));
        columns.add(new Column("stage", "stage", Kind.TEXT));
        factors.forEach(factor -> columns.add(new Column("factor_" + factor, factor, Kind.TEXT)));
        columns.add(new Column("state", "state", Kind.TEXT));
        metrics.forEach(metric -> columns.add(new Column(metric.replace('.', '_'), Show.metric(metric), Kind.NUMBER)));
        columns.add(new Column("steps", "steps", Kind.NUMBER));
        columns.add(new Column("seconds", "seconds", Kind.NUMBER));
        columns.add(new Column("state_hash", "state hash", Kind.TEXT));
        columns.add(new Column("reason", "reason", Kind.TEXT));
        columns.add(new Column("repeat", "repeat this", Kind.COMMAND));
        List<List<Entry>> rows = outcomes.stream()
                .map(outcome -> row(outcome, factors, metrics, directory))
                .toList();
        return new DataTable("trials", "All trials", columns, rows, false);
    }

    private static List<Entry> row(Outcome outcome, Set<String> factors, Set<String> metrics, Path directory) {
        String id = outcome.id().substring(0, Math.min(SHORT_ID, outcome.id().length()));
        List<Entry> row = new ArrayList<>();
        row.add(new Entry(outcome.id(), id, List.of()));
        row.add(Entry.of(outcome.trial().stage()));
        for (String factor : factors) {
            Object level = outcome.trial().factors().get(factor);
            row.add(level == null ? new Entry(null, "", List.of()) : new Entry(level, Show.level(level), List.of()));
        }
        row.add(Entry.of(outcome.state().name().toLowerCase(java.util.Locale.ROOT)));
        metrics.forEach(metric -> row.add(Show.entry(outcome.metric(metric))));
        long steps = outcome.result().map(RunResult::steps).orElse(0L);
        row.add(Entry.of(steps, String.valueOf(steps)));
        row.add(Show.entry(outcome.seconds()));
        String hash = outcome.result().map(RunResult::stateHash).orElse("");
        row.add(new Entry(hash, hash.substring(0, Math.min(SHORT_ID, hash.length())), List.of()));
        row.add(Entry.of(outcome.reason()));
        row.add(Entry.of(repeat(directory, id)));
        return row;
    }

    private static String repeat(Path directory, String id) {
        String place = directory.toString();
        return "./rai study repeat " + (place.contains(" ") ? "'" + place + "'" : place) + " " + id;
    }
}
