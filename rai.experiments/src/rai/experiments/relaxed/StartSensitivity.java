package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.experiments.Experiment;
import rai.experiments.Show;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * How much the start decides, for each method, in networks of 4, 30 and 100 hidden sigmoid layers. The report says how many
 * trainings of a method fail, over all starts and depths and for each of them; the comparisons with backprop are in their table.
 */
@Component(service = Study.class)
@Named("start-sensitivity")
@About(
        value = "From which of six starts each method trains 5, 31 and 101 weight layers of sigmoids, and how often it"
                + " fails.",
        source = "the open questions of the proposal behind Relaxed Activation Identity")
public class StartSensitivity extends Experiment {
    private static final String DEPTH = "depth";
    private static final String START = "start";
    private static final String METHOD = "method";
    private static final double LEVEL = 0.95;

    /** @param designs reads the trainings */
    @Activate
    public StartSensitivity(@Reference Designs designs) {
        super(designs, "start-sensitivity");
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Column> methods = Column.of(METHOD, outcomes);
        if (methods.isEmpty()) {
            return usual;
        }
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Failures", List.of(table(methods, outcomes))));
        sections.addAll(usual.sections());
        return new Report(
                usual.name(),
                usual.title(),
                usual.question(),
                methods.stream().map(StartSensitivity::failures).toList(),
                sections,
                usual.about());
    }

    private static Statement failures(Column method) {
        int failed = failed(method);
        int n = method.outcomes().size();
        Interval share = Intervals.wilson(failed, n, LEVEL);
        List<Column> starts = Column.of(START, method.outcomes());
        long all = starts.stream()
                .filter(start -> failed(start) == start.outcomes().size())
                .count();
        return Statement.remark(String.format(
                Locale.ROOT,
                "%s: %d of %d trainings fail (%.1f %% [%.1f, %.1f]); %s",
                method.level(),
                failed,
                n,
                100.0 * failed / n,
                100 * share.low(),
                100 * share.high(),
                failed == 0
                        ? "none from any start."
                        : starts.stream().filter(start -> failed(start) == 0).count() + " of " + starts.size()
                                + " starts without a failure"
                                + (all == 0 ? "." : ", " + all + " with failures alone.")));
    }

    /** A training without an accuracy, since it diverged, has failed, too. */
    private static int failed(Column column) {
        return column.outcomes().size()
                - (int) Arrays.stream(column.values(Column.ACCURACY))
                        .filter(accuracy -> accuracy > Column.TRAINED)
                        .count();
    }

    private static DataTable table(List<Column> methods, List<Outcome> outcomes) {
        List<String> starts =
                Column.of(START, outcomes).stream().map(Column::level).toList();
        List<DataTable.Column> columns =
                new ArrayList<>(List.of(Show.text(METHOD, METHOD), Show.number(DEPTH, "hidden layers")));
        starts.forEach(start -> columns.add(Show.text(start.replaceAll("\\W+", "_"), start)));
        List<List<Entry>> rows = new ArrayList<>();
        for (Column method : methods) {
            for (Column depth : Column.of(DEPTH, method.outcomes())) {
                List<Entry> row = new ArrayList<>();
                row.add(Entry.of(method.level()));
                row.add(Show.entry(Integer.parseInt(depth.level()), depth.ids()));
                List<Column> cells = Column.of(START, depth.outcomes());
                for (String start : starts) {
                    row.add(cells.stream()
                            .filter(cell -> cell.level().equals(start))
                            .findFirst()
                            .map(StartSensitivity::cell)
                            .orElse(Entry.of("-")));
                }
                rows.add(row);
            }
        }
        return new DataTable(
                "failures",
                "Mean test accuracy [min, max] over the seeds; in parentheses how many trainings failed, if any did:"
                        + " they end with "
                        + Column.TRAINED + " or less",
                columns,
                rows,
                true);
    }

    private static Entry cell(Column cell) {
        int failed = failed(cell);
        Entry spread = cell.entry(Column.ACCURACY);
        return new Entry(spread.value(), spread.text() + (failed == 0 ? "" : " (" + failed + ")"), cell.ids());
    }
}
