package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Experiment;
import rai.experiments.Findings;
import rai.statistics.Interval;
import rai.statistics.Intervals;

/**
 * Relu networks of 101 maps that RAI has trained are not a number in parts of the plane. The report counts the cells, shows how
 * pre-activations grow from map to map on the data and off them, and judges what prevents it.
 *
 * <p>Where all maps stretch, an error off the data grows by the product of the spectral norms ‖W_t‖₂. Beyond the largest float32,
 * 3.4e38 = e^88.7, a pre-activation is infinite, and the difference of two infinite ones is not a number.
 */
@Component(service = Study.class)
@Named("relu-nan")
@About(
        value = "NaN in the landscape of 101 relu layers trained by RAI: how many cells, why, and what prevents it.",
        source = ReluNan.SOURCE)
public class ReluNan extends Experiment {
    static final String SOURCE = "the Relaxed Activation Identity reference program, its reported limits";
    private static final String VARIANT = "variant";
    private static final String REFERENCE = "reference";
    private static final String LONG = "reference, 10000 iterations";
    private static final String BACKPROP = "backprop";
    private static final int KEPT = 3;
    private static final int LONG_SEEDS = 3;
    /** Of a network that has been trained: moons are learnt better than this by backprop and by RAI with a refit. */
    private static final double TRAINED = 0.95;
    /** A cure may cost no more than this of the test accuracy that the reference's protocol has. */
    private static final double COST = 0.005;

    /** @param designs reads the trainings */
    @Activate
    public ReluNan(@Reference Designs designs) {
        super(designs, "relu-nan");
    }

    /** The networks of the first seeds are kept, because their landscapes are counted. */
    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        List<Trial> trials =
                Column.fewer(super.plan(request, ended), VARIANT, Set.of(LONG), request.quick() ? 0 : LONG_SEEDS);
        List<Long> kept = trials.stream()
                .map(trial -> ((Number) trial.factors().get("seed")).longValue())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(KEPT)
                .toList();
        return trials.stream()
                .map(trial -> kept.contains(((Number) trial.factors().get("seed")).longValue())
                        ? new Trial(trial.stage(), trial.factors(), trial.request(), true)
                        : trial)
                .toList();
    }

    @Override
    protected Report judged(Report usual, StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Column> columns = Column.of(VARIANT, outcomes);
        Map<Column, List<Landscape>> kept = new LinkedHashMap<>();
        columns.forEach(column -> kept.put(column, Landscape.of(column, models)));
        List<Statement> first = new ArrayList<>();
        // the long training is the source's; without it, as in the quick form, the short one stands for it
        List<Column> references = columns.stream()
                .filter(column -> column.level().startsWith(REFERENCE))
                .toList();
        columns.stream()
                .filter(column -> column.level().equals(LONG))
                .findFirst()
                .or(() -> references.stream().findFirst())
                .ifPresent(reference -> {
                    if (!kept.get(reference).isEmpty()) {
                        first.add(undefined(reference, kept.get(reference)));
                    }
                    first.add(overfits(reference));
                });
        references.stream()
                .filter(column -> !kept.get(column).isEmpty())
                .forEach(column -> first.add(cause(column, kept.get(column))));
        if (!references.isEmpty()) {
            first.add(cures(references, kept));
        }
        List<Section> sections = new ArrayList<>();
        if (!columns.isEmpty()) {
            sections.add(new Section("Cells that are not a number", List.of(table(kept))));
        }
        sections.addAll(charts(kept));
        return Findings.before(usual, first, sections);
    }

    private static Statement undefined(Column column, List<Landscape> landscapes) {
        double[] shares = Landscape.each(landscapes, Landscape::undefinedNear);
        double[] far = Landscape.each(landscapes, Landscape::undefinedFar);
        return Findings.verdict(
                Arrays.stream(shares).anyMatch(share -> share > 0),
                column.level() + ": share of the cells of [-3, 3]² that are not a number",
                "more than 0",
                Column.spread(shares) + ", and " + Column.spread(far) + " of [-100, 100]² (" + shares.length
                        + (shares.length == 1 ? " seed)" : " seeds)"),
                SOURCE);
    }

    private static Statement cause(Column column, List<Landscape> landscapes) {
        double[] data = Landscape.each(landscapes, Landscape::largestOnData);
        double[] plane = Landscape.each(landscapes, Landscape::largest);
        double[] stretch = stretch(column);
        return Statement.remark(column.level() + ": the largest pre-activation is " + Column.spread(data)
                + " on the data and " + Column.spread(plane) + " on [-3, 3]²; Σ ln ‖W_t‖₂ is " + Column.spread(stretch)
                + ", and the largest float32 is e^88.7.");
    }

    private static double[] stretch(Column column) {
        return column.outcomes().stream()
                .mapToDouble(Landscape::stretch)
                .filter(Double::isFinite)
                .toArray();
    }

    /** The training data fit and the test data do not, beyond what seeds explain. */
    private static Statement overfits(Column column) {
        double[] gaps = column.outcomes().stream()
                .mapToDouble(outcome -> outcome.metric("train.accuracy") - outcome.metric(Column.ACCURACY))
                .filter(Double::isFinite)
                .toArray();
        Interval t = Intervals.t(gaps, 0.95);
        boolean shown = t.isDefined() ? t.low() > 0 : gaps.length > 0 && gaps[0] > 0;
        return Findings.verdict(
                shown,
                column.level() + ": training accuracy minus test accuracy",
                "more than 0, it overfits",
                Column.spread(gaps)
                        + (t.isDefined()
                                ? ", 95 % interval " + Column.number(t.low()) + " to " + Column.number(t.high())
                                : ""),
                SOURCE);
    }

    private static Statement cures(List<Column> references, Map<Column, List<Landscape>> kept) {
        double before = references.stream()
                .mapToDouble(column -> column.summary(Column.ACCURACY).mean())
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double needed = Math.max(TRAINED, before - COST);
        List<String> cures = new ArrayList<>();
        List<String> costly = new ArrayList<>();
        kept.forEach((column, landscapes) -> {
            boolean candidate =
                    !column.level().startsWith(REFERENCE) && !column.level().startsWith(BACKPROP);
            if (candidate && !landscapes.isEmpty() && landscapes.stream().allMatch(ReluNan::isDefined)) {
                double after = column.summary(Column.ACCURACY).mean();
                (after >= needed ? cures : costly).add(column.level() + " " + Column.number(after));
            }
        });
        return Findings.verdict(
                !cures.isEmpty(),
                "what leaves no cell undefined, near or far, with a test accuracy of at least " + Column.number(needed),
                "at least one cure",
                (cures.isEmpty() ? "none" : String.join(", ", cures))
                        + (costly.isEmpty() ? "" : "; at the cost of accuracy: " + String.join(", ", costly)),
                "our own question");
    }

    private static boolean isDefined(Landscape landscape) {
        return landscape.undefinedNear() == 0 && landscape.undefinedFar() == 0;
    }

    private static DataTable table(Map<Column, List<Landscape>> kept) {
        List<List<Entry>> rows = new ArrayList<>();
        kept.forEach((column, landscapes) -> rows.add(List.of(
                Entry.of(column.level()),
                column.entry(Landscape.each(landscapes, Landscape::undefinedNear)),
                column.entry(Landscape.each(landscapes, Landscape::undefinedFar)),
                column.entry(stretch(column)),
                column.entry(Landscape.each(landscapes, Landscape::largestOnData)),
                column.entry(Landscape.each(landscapes, Landscape::largest)),
                column.entry("train.accuracy"),
                column.entry(Column.ACCURACY))));
        return new DataTable(
                "undefined",
                "Mean [min, max] over the seeds; landscapes are those of the first " + KEPT
                        + " seeds, 100 x 100 cells near and 50 x 50 far",
                List.of(
                        new DataTable.Column(VARIANT, VARIANT, Kind.TEXT),
                        new DataTable.Column("undefined_near", "NaN on [-3, 3]²", Kind.NUMBER),
                        new DataTable.Column("undefined_far", "NaN on [-100, 100]²", Kind.NUMBER),
                        new DataTable.Column("log_norms", "Σ ln ‖W‖₂", Kind.NUMBER),
                        new DataTable.Column("largest_on_data", "largest |z|, data", Kind.NUMBER),
                        new DataTable.Column("largest_near", "largest |z|, [-3, 3]²", Kind.NUMBER),
                        new DataTable.Column("train_accuracy", "training accuracy", Kind.NUMBER),
                        new DataTable.Column("test_accuracy", "test accuracy", Kind.NUMBER)),
                rows,
                true);
    }

    private static List<Section> charts(Map<Column, List<Landscape>> kept) {
        List<Chart.Line> lines = new ArrayList<>();
        List<Chart.Panel> near = new ArrayList<>();
        List<Chart.Panel> far = new ArrayList<>();
        kept.forEach((column, landscapes) -> landscapes.stream().findFirst().ifPresent(shown -> {
            lines.add(line(column.level() + ", [-3, 3]²", column.level(), shown.onPlane()));
            if (column.level().equals(REFERENCE)) {
                lines.add(line(column.level() + ", data", column.level() + ", data", shown.onData()));
            }
            near.add(panel(column, shown, Landscape.NEAR.range(), shown.near(), shown.undefinedNear()));
            far.add(panel(column, shown, Landscape.FAR.range(), shown.far(), shown.undefinedFar()));
        }));
        if (lines.isEmpty()) {
            return List.of();
        }
        Chart growth = new Chart.Lines(
                "growth",
                "The largest pre-activation, from map to map",
                "Of the first seed, in float32. A line ends where a pre-activation is no longer finite.",
                Chart.Axis.of("map"),
                Chart.Axis.of("largest |z|").logarithmic(),
                lines);
        return List.of(
                new Section("Growth", List.<Block>of(growth)),
                new Section(
                        "Landscapes",
                        List.<Block>of(
                                new Chart.Landscapes(
                                        "near",
                                        "What the networks say near the data",
                                        "The probability of class 1 on [-3, 3]², of the first seed; cells that are not"
                                                + " a number are marked.",
                                        near),
                                new Chart.Landscapes(
                                        "far", "What they say far from the data", "The same on [-100, 100]².", far))));
    }

    private static Chart.Line line(String label, String key, double[] largest) {
        double[] maps =
                IntStream.rangeClosed(1, largest.length).mapToDouble(map -> map).toArray();
        double[] finite = Arrays.stream(largest)
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
        return new Chart.Line(label, key, maps, finite, new double[0], new double[0], List.of());
    }

    private static Chart.Panel panel(
            Column column, Landscape shown, double range, double[][] probability, double undefined) {
        return new Chart.Panel(
                column.level(),
                List.of(
                        "test accuracy "
                                + Column.number(column.summary(Column.ACCURACY).mean()) + " (mean)",
                        "not a number: " + Column.number(100 * undefined) + " %"),
                shown.data().featureNames(),
                range,
                probability,
                Plane.points(shown.data()));
    }
}
