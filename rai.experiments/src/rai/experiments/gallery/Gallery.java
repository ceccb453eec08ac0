package rai.experiments.gallery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.activation.Activation;
import rai.api.activation.Quadrature;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Entry;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Findings;
import rai.experiments.ScalarCurve;
import rai.experiments.Show;

/**
 * All activations that are installed when the report is made: values and derivatives drawn, largest slope, saturation, range,
 * symmetry and moments. It trains nothing.
 */
@Component(service = Study.class)
@Named("gallery")
@About(
        value = "All installed activations: values and derivatives, largest slopes, saturation, range and moments.",
        source = "the course on activation units, its gallery of activation functions")
public class Gallery implements Study {
    private static final String SOURCE = "the course on activation units, its gallery";
    private static final String SWISH = "swish(beta=0.5)";
    /** Those that the source draws. */
    private static final List<String> OF_THE_SOURCE = List.of("relu", "sigmoid", "tanh", SWISH);

    private static final double DRAWN = 6;
    private static final int DRAWN_POINTS = 241;
    private static final int IN_A_CHART = 6;
    private static final double EXACT = 1e-9;

    private final Catalog catalog;
    private final Quadrature quadrature;

    /**
     * @param catalog knows the activations
     * @param quadrature integrates them
     */
    @Activate
    public Gallery(@Reference Catalog catalog, @Reference Quadrature quadrature) {
        this.catalog = catalog;
        this.quadrature = quadrature;
    }

    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        return List.of();
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Portrait> portraits = new ArrayList<>();
        Map<String, String> without = new LinkedHashMap<>();
        for (Catalog.Entry entry : catalog.list(Kind.ACTIVATION)) {
            portrait(entry.name(), portraits, without);
        }
        if (catalog.has(Kind.ACTIVATION, "swish")) {
            portrait(SWISH, portraits, without);
        }
        List<Statement> answer = statements(portraits);
        without.forEach((name, reason) -> answer.add(Statement.remark("Not shown: " + name + ", because " + reason)));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Facts", List.of(facts(portraits), moments(portraits))));
        sections.add(new Section("Curves", curves(portraits)));
        return new Report(
                "gallery",
                "A gallery of " + portraits.size() + " activations",
                "How steep are activations, where do they saturate, and what do they do to normal pre-activations?",
                answer,
                sections,
                Map.of("grid", "80,001 points from -40 to 40"));
    }

    private void portrait(String spec, List<Portrait> portraits, Map<String, String> without) {
        try {
            Activation activation =
                    catalog.resolve(Activation.class, Spec.parse(spec)).service();
            portraits.add(Portrait.of(
                    spec, ScalarCurve.of(activation), activation.properties(), quadrature.moments(activation)));
        } catch (SpecException e) {
            without.put(spec, e.getMessage());
        }
    }

    static List<Statement> statements(List<Portrait> portraits) {
        List<Statement> statements = new ArrayList<>();
        steepest(statements, portraits, "sigmoid", 0.25, 0, "1/4 at 0");
        steepest(statements, portraits, "tanh", 1, 0, "1 at 0");
        find(portraits, "relu").ifPresent(relu -> {
            double[] slopes = relu.curve().slopes(new double[] {-1, -1e-6, 1e-6, 1});
            statements.add(Findings.verdict(
                    slopes[0] == 0 && slopes[1] == 0 && slopes[2] == 1 && slopes[3] == 1,
                    "relu: slope at -1, -1e-6, 1e-6 and 1",
                    "0, 0, 1, 1",
                    Show.number(slopes[0]) + ", " + Show.number(slopes[1]) + ", " + Show.number(slopes[2]) + ", "
                            + Show.number(slopes[3]),
                    SOURCE));
        });
        find(portraits, "sigmoid")
                .ifPresent(sigmoid -> statements.add(Statement.remark("The slope of the sigmoid is below "
                        + Show.number(Portrait.FLAT) + " up to z = " + Show.number(sigmoid.flatUpTo())
                        + " and from z = "
                        + Show.number(sigmoid.flatFrom()) + " on.")));
        for (Portrait portrait : portraits) {
            portrait.contradiction()
                    .ifPresent(claim -> statements.add(Statement.warning(
                            portrait.spec() + " does not keep what its author states: " + claim + ".")));
        }
        long stated = portraits.stream().filter(p -> p.stated().isPresent()).count();
        statements.add(Statement.remark("Of " + portraits.size() + " activations, " + stated
                + " state their properties; range, slope, monotonicity and symmetry of "
                + portraits.stream()
                        .filter(p -> p.stated().isPresent())
                        .filter(p -> p.contradiction().isEmpty())
                        .count()
                + " of them agree with what was measured."));
        return statements;
    }

    private static void steepest(
            List<Statement> statements, List<Portrait> portraits, String spec, double slope, double at, String words) {
        find(portraits, spec)
                .ifPresent(portrait -> statements.add(Findings.verdict(
                        Math.abs(portrait.steepest() - slope) < EXACT && portrait.steepestAt() == at,
                        spec + ": largest slope",
                        words,
                        Show.number(portrait.steepest()) + " at " + Show.number(portrait.steepestAt()),
                        SOURCE)));
    }

    private static Optional<Portrait> find(List<Portrait> portraits, String spec) {
        return portraits.stream()
                .filter(portrait -> portrait.spec().equals(spec))
                .findFirst();
    }

    private static DataTable facts(List<Portrait> portraits) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Portrait portrait : portraits) {
            rows.add(List.of(
                    Entry.of(portrait.spec()),
                    Show.entry(portrait.stated()
                            .map(known -> known.low())
                            .orElse(portrait.range().low())),
                    Show.entry(portrait.stated()
                            .map(known -> known.high())
                            .orElse(portrait.range().high())),
                    Show.entry(portrait.supremum()),
                    Show.entry(portrait.growsBeyond() ? Double.NaN : portrait.steepestAt()),
                    Show.entry(portrait.flatUpTo()),
                    Show.entry(portrait.flatFrom()),
                    Entry.of(portrait.monotone() ? "yes" : "no"),
                    Entry.of(
                            switch (portrait.symmetry()) {
                                case ODD -> "odd";
                                case EVEN -> "even";
                                case NONE -> "-";
                            })));
        }
        return new DataTable(
                "facts",
                "Range, the largest slope and where it is (nearest to 0), and where the slope is below "
                        + String.format(Locale.ROOT, "%.2f", Portrait.FLAT),
                List.of(
                        Show.text("activation", "activation"),
                        Show.number("low", "lowest"),
                        Show.number("high", "highest"),
                        Show.number("slope", "largest slope"),
                        Show.number("slope_at", "at z ="),
                        Show.number("flat_up_to", "flat up to"),
                        Show.number("flat_from", "flat from"),
                        Show.text("monotone", "monotone"),
                        Show.text("symmetry", "symmetry")),
                rows,
                true);
    }

    private static DataTable moments(List<Portrait> portraits) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Portrait portrait : portraits) {
            rows.add(List.of(
                    Entry.of(portrait.spec()),
                    Show.entry(portrait.moments().mean()),
                    Show.entry(portrait.moments().secondMoment()),
                    Show.entry(portrait.moments().slopeSecondMoment()),
                    Show.entry(portrait.moments().forwardGain()),
                    Show.entry(portrait.moments().backwardGain())));
        }
        return new DataTable(
                "moments",
                "Moments for pre-activations u from N(0, 1), and the gains of the weights that keep the variance of"
                        + " pre-activations (forward) and of gradients (backward)",
                List.of(
                        Show.text("activation", "activation"),
                        Show.number("mean", "E[f(u)]"),
                        Show.number("second_moment", "E[f(u)²]"),
                        Show.number("slope_second_moment", "E[f'(u)²]"),
                        Show.number("forward_gain", "gain, forward"),
                        Show.number("backward_gain", "gain, backward")),
                rows,
                false);
    }

    private static List<Block> curves(List<Portrait> portraits) {
        List<Block> charts = new ArrayList<>();
        List<Portrait> drawn = OF_THE_SOURCE.stream()
                .flatMap(spec -> find(portraits, spec).stream())
                .toList();
        if (!drawn.isEmpty()) {
            String names = drawn.stream().map(Portrait::spec).collect(Collectors.joining(", "));
            charts.add(chart(drawn, "of-the-source", names, true));
            charts.add(chart(drawn, "of-the-source", names, false));
        }
        for (int from = 0; from < portraits.size(); from += IN_A_CHART) {
            List<Portrait> some = portraits.subList(from, Math.min(portraits.size(), from + IN_A_CHART));
            String page = String.valueOf(from / IN_A_CHART + 1);
            String first = some.get(0).spec();
            String names = first
                    + (some.size() > 1 ? " to " + some.get(some.size() - 1).spec() : "");
            charts.add(chart(some, page, names, true));
            charts.add(chart(some, page, names, false));
        }
        return charts;
    }

    private static Chart chart(List<Portrait> some, String page, String names, boolean values) {
        double[] z = Portrait.grid(DRAWN, DRAWN_POINTS);
        List<Chart.Line> lines = new ArrayList<>();
        for (Portrait portrait : some) {
            double[] y = values ? portrait.curve().values(z) : portrait.curve().slopes(z);
            for (int i = 0; i < y.length; i++) {
                y[i] = Math.abs(y[i]) > DRAWN ? Double.NaN : y[i];
            }
            lines.add(new Chart.Line(portrait.spec(), portrait.spec(), z, y, new double[0], new double[0], List.of()));
        }
        return new Chart.Lines(
                (values ? "values-" : "derivatives-") + page,
                (values ? "Values" : "Derivatives") + ", " + names,
                "Sizes above " + Show.number(DRAWN) + " are left out.",
                Chart.Axis.of("z"),
                Chart.Axis.of(values ? "f(z)" : "f'(z)"),
                lines);
    }
}
