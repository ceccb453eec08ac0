package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Curves;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Experiment;
import rai.experiments.Findings;

/**
 * 101 weight layers of sigmoids on two moons: backprop from the start of the reference program and from the isometric one, the
 * readout alone from both, RAI, and RAI with a refit.
 *
 * <p>Beyond the usual judgement it says whether the loss of backprop has left ln 2 at <em>any</em> evaluation, what RAI has with its
 * targets and without them, and what untrained hidden layers are worth: without that column, a method that trains from the isometric
 * start would seem to prove that credit passes through 100 layers.
 */
@Component(service = Study.class)
@Named("rai-deep")
@About(
        value = "101 sigmoid layers on two moons: backprop from two starts, the readout alone, RAI, and RAI with"
                + " refit.",
        source = RaiDeep.SOURCE)
public class RaiDeep extends Experiment {
    static final String SOURCE = "the Relaxed Activation Identity reference program, its deep experiment";
    private static final String METHOD = "method";
    private static final String LOSS = "train.loss";
    private static final String ISOMETRIC_READOUT = "readout only, isometric start";
    private static final String ISOMETRIC_BACKPROP = "backprop, isometric start";
    /** They take minutes each; what they show does not differ between seeds. */
    private static final Set<String> LONG =
            Set.of("backprop, reference start, 10000 iterations", "RAI, 10000 iterations");

    private static final Set<String> NOT_QUICK =
            Set.of("backprop, reference start, 10000 iterations", "RAI, 4000 iterations", "RAI, 10000 iterations");
    private static final int FEW_SEEDS = 3;
    /** The source prints four digits of the loss. */
    private static final double STAYS = 5e-4;
    /** Of features that need no training of the layers that make them. */
    private static final double GOOD = 0.95;

    /** @param designs reads the trainings */
    @Activate
    public RaiDeep(@Reference Designs designs) {
        super(designs, "rai-deep");
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials = super.plan(request, ended);
        return request.quick()
                ? Column.fewer(trials, METHOD, NOT_QUICK, 0)
                : Column.fewer(trials, METHOD, LONG, FEW_SEEDS);
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Column> columns = Column.of(METHOD, outcomes);
        List<Statement> first = new ArrayList<>();
        columns.stream()
                .filter(column -> column.level().startsWith("backprop, reference start"))
                .forEach(column -> stays(column).ifPresent(first::add));
        untrained(columns).ifPresent(first::add);
        List<Column> relaxed = columns.stream()
                .filter(column -> column.level().startsWith("RAI"))
                .toList();
        return Findings.before(
                usual,
                first,
                relaxed.isEmpty()
                        ? List.of()
                        : List.of(new Section("With targets and without", List.of(gap(relaxed)))));
    }

    /** Whether the loss is ln 2 at every evaluation after the first steps. */
    private static Optional<Statement> stays(Column column) {
        double[] farthest = column.outcomes().stream()
                .mapToDouble(RaiDeep::farthest)
                .filter(Double::isFinite)
                .toArray();
        if (farthest.length == 0) {
            return Optional.empty();
        }
        double most = java.util.Arrays.stream(farthest).max().orElseThrow();
        return Optional.of(Findings.verdict(
                most < STAYS,
                column.level() + ": largest distance of the training loss from ln 2 at any evaluation, any seed",
                "less than " + Column.number(STAYS),
                Column.number(most) + " (" + farthest.length + (farthest.length == 1 ? " seed)" : " seeds)"),
                SOURCE));
    }

    private static double farthest(Outcome outcome) {
        double farthest = Math.abs(outcome.metric(LOSS) - Math.log(2));
        Curves curves = outcome.curves();
        double[] losses = curves.metrics().getOrDefault(LOSS, new double[0]);
        for (int i = 0; i < losses.length; i++) {
            if (curves.steps()[i] > 0 && Double.isFinite(losses[i])) {
                farthest = Math.max(farthest, Math.abs(losses[i] - Math.log(2)));
            }
        }
        return farthest;
    }

    private static Optional<Statement> untrained(List<Column> columns) {
        Optional<Column> readout = column(columns, ISOMETRIC_READOUT);
        Optional<Column> backprop = column(columns, ISOMETRIC_BACKPROP);
        if (readout.isEmpty() || backprop.isEmpty()) {
            return Optional.empty();
        }
        boolean good = readout.get().summary(Column.ACCURACY).mean() >= GOOD;
        return Optional.of(
                Statement.remark("From the isometric start the readout alone, on hidden layers that nothing has"
                        + " trained, has the test accuracy "
                        + Column.spread(readout.get().values(Column.ACCURACY)) + ", and backprop of all layers "
                        + Column.spread(backprop.get().values(Column.ACCURACY))
                        + (good
                                ? ": on this problem, success from that start does not show that credit passes through"
                                        + " the layers."
                                : ": from that start, too, the hidden layers have to be trained.")));
    }

    private static Optional<Column> column(List<Column> columns, String level) {
        return columns.stream().filter(column -> column.level().equals(level)).findFirst();
    }

    /** What the method minimizes, and what is left of it in the true forward pass. */
    private static DataTable gap(List<Column> relaxed) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Column column : relaxed) {
            rows.add(List.of(
                    Entry.of(column.level()),
                    column.entry("method.relaxed_objective"),
                    column.entry("method.hidden_loss"),
                    column.entry("method.relaxed_loss"),
                    column.entry(LOSS),
                    column.entry(Column.ACCURACY)));
        }
        return new DataTable(
                "targets",
                "RAI at its end: the objective with targets, its parts, and the true forward pass; mean [min, max]."
                        + " With a refit, the first three are from before it",
                List.of(
                        new DataTable.Column(METHOD, METHOD, Kind.TEXT),
                        new DataTable.Column("objective", "objective", Kind.NUMBER),
                        new DataTable.Column("hidden_loss", "hidden losses", Kind.NUMBER),
                        new DataTable.Column("relaxed_loss", "task loss with targets", Kind.NUMBER),
                        new DataTable.Column("train_loss", "true training loss", Kind.NUMBER),
                        new DataTable.Column("test_accuracy", "true test accuracy", Kind.NUMBER)),
                rows,
                false);
    }
}
