package rai.shell.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Statement;
import rai.api.spec.Words;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyPlan;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;

/** Studies that train nothing, and remember what was asked. */
public final class FakeStudies implements Studies {
    public final List<StudyCall> asked = new ArrayList<>();
    public StudyStatus.State ends = StudyStatus.State.COMPLETE;
    public int failed;
    public int planned = 12;
    public List<Outcome> outcomes = List.of();
    public Study demo;

    @Override
    public List<StudySource> list() {
        return List.of(new StudySource("demo", "What RAI is about.", "rai.studies 0.1.0", demo));
    }

    @Override
    public StudySource find(String study) {
        return list().stream()
                .filter(source -> source.name().equals(study))
                .findFirst()
                .orElseThrow(() -> Words.unknown("study", study, List.of("demo")));
    }

    @Override
    public StudyPlan plan(StudyCall call) {
        asked.add(call);
        return new StudyPlan(
                List.of(), 50, Map.of(), 3, Map.of("of an earlier plan", 2), 400, 3e8, 2e6, List.of("a warning"));
    }

    @Override
    public StudyStatus run(StudyCall call, Consumer<StudyEvent> listener, StudyControl control) {
        asked.add(call);
        listener.accept(new StudyEvent.Began(plan(call)));
        listener.accept(new StudyEvent.Noticed("2 trials of a process that died are back in the queue"));
        return status(call.directory());
    }

    @Override
    public StudyStatus status(Path directory) {
        return new StudyStatus(
                "demo",
                directory,
                ends,
                planned,
                Math.min(planned, 10 - failed),
                0,
                failed,
                List.of(),
                0,
                failed > 0 ? Map.of("bow threw an exception", failed) : Map.of(),
                Double.NaN,
                0.5);
    }

    @Override
    public List<Outcome> outcomes(Path directory) {
        return outcomes;
    }

    @Override
    public int retry(Path directory, List<String> ids) {
        return failed;
    }

    @Override
    public Report report(Path directory) {
        return report("demo");
    }

    @Override
    public Report compare(List<Path> runs) {
        return report("comparison");
    }

    private static Report report(String name) {
        DataTable table = new DataTable(
                name,
                "",
                List.of(new Column("method", "method", Kind.TEXT), new Column("loss", "loss, mean", Kind.NUMBER)),
                List.of(
                        List.of(Entry.of("the \"best\""), Entry.of(0.5, "0.5")),
                        List.of(Entry.of("other"), new Entry(null, "-", List.of()))),
                true);
        Chart.Landscapes landscapes = new Chart.Landscapes(
                "landscapes",
                "Landscapes",
                "",
                List.of(new Chart.Panel(
                        "P",
                        List.of(),
                        List.of("length", "width"),
                        3,
                        new double[][] {{0, 1}, {0.5, Double.NaN}},
                        List.of(new double[] {1, -1, 1}))));
        return new Report(
                name,
                "A title",
                "",
                List.of(new Statement(Statement.Mark.YES, "It was found.", "a paper")),
                List.of(new Report.Section("Results", List.of(table, landscapes))),
                Map.of());
    }
}
