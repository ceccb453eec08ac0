package rai.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Component;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.network.Layers;
import rai.api.report.Block;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.DataTable.Column;
import rai.api.report.DataTable.Entry;
import rai.api.report.DataTable.Kind;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.api.run.Model;
import rai.api.run.PhaseBuilder;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.studies.judge.Grid;

/**
 * The main job: a sigmoid network of 101 weight layers on two moons, by backprop from the reference's start, by backprop
 * from the isometric start, by RAI as in the reference, and by RAI with a refit.
 *
 * <p>The second column is there for fairness: if backprop fails, it is because of its start.
 */
@Component
@Named("demo")
@About(
        value = "A sigmoid network of 101 weight layers on two moons: backprop, backprop from its best start, RAI, RAI"
                + " with refit.",
        source = "the Relaxed Activation Identity reference program, its deep experiment")
public class Demo implements Study {
    private static final Problem MOONS = new Problem(
            "moons(n=100, noise=0.1, seed=42)",
            "moons(n=10000, noise=0.1, seed=7)",
            Layers.hidden("100x100", "sigmoid"));
    private static final String REFERENCE_START = "uniform-fan-in";
    private static final String REFERENCE_RATE = "rprop(step=0.1)";
    private static final Grid GRID = new Grid(3, 100);
    private static final String METHOD = "method";
    private static final String SEED = "seed";
    private static final int SEEDS = 3;
    private static final int QUICK_SEEDS = 1;

    /** The rate of (b) is the best of 1e-5, 1e-4, 1e-3 and 1e-2, see docs/studies/demo.md; the others are the reference's. */
    private static final List<Variant> VARIANTS = List.of(
            new Variant(
                    "backprop, reference start",
                    REFERENCE_START,
                    REFERENCE_RATE,
                    "the reference's",
                    List.of(PhaseBuilder.of("backprop", 300))),
            new Variant(
                    "backprop, isometric start",
                    "isometric",
                    "rprop(step=0.0001)",
                    "its own, tuned",
                    List.of(PhaseBuilder.of("backprop", 200))),
            new Variant(
                    "RAI, reference start",
                    REFERENCE_START,
                    REFERENCE_RATE,
                    "the reference's",
                    List.of(PhaseBuilder.of("rai", 400))),
            new Variant(
                    "RAI + refit, reference start",
                    REFERENCE_START,
                    REFERENCE_RATE,
                    "the reference's",
                    List.of(PhaseBuilder.of("rai", 100), PhaseBuilder.of("refit", 1))));

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        long first = first(request);
        List<Trial> trials = new ArrayList<>();
        for (Variant variant : wanted(request)) {
            LongStream.range(first, first + seeds(request)).forEach(seed -> {
                Map<String, Object> factors = new LinkedHashMap<>();
                factors.put(METHOD, variant.name());
                factors.put(SEED, seed);
                trials.add(new Trial("test", factors, MOONS.request(variant, seed), seed == first));
            });
        }
        return trials;
    }

    private static long first(StudyRequest request) {
        return request.firstSeed().orElse(0L);
    }

    private static int seeds(StudyRequest request) {
        return request.seeds().orElse(request.quick() ? QUICK_SEEDS : SEEDS);
    }

    private static List<Variant> wanted(StudyRequest request) {
        for (Map.Entry<String, List<String>> only : request.only().entrySet()) {
            List<String> known = VARIANTS.stream().map(Variant::name).toList();
            if (!only.getKey().equals(METHOD) || !known.containsAll(only.getValue())) {
                throw new SpecException("the demo has no " + only.getKey() + " " + String.join(", ", only.getValue())
                        + ": its only axis is " + METHOD + ", with the levels '" + String.join("', '", known) + "'");
            }
        }
        List<String> kept = request.only().get(METHOD);
        return VARIANTS.stream()
                .filter(variant -> kept == null || kept.contains(variant.name()))
                .toList();
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        List<Measured> measured = new ArrayList<>();
        for (Variant variant : VARIANTS) {
            measured.add(new Measured(
                    variant,
                    outcomes.stream()
                            .filter(outcome -> variant.name()
                                    .equals(outcome.trial().factors().get(METHOD)))
                            .toList()));
        }
        boolean complete = outcomes.size() == VARIANTS.size() * seeds(request)
                && measured.stream().allMatch(of -> of.outcomes().size() == seeds(request));
        measured.removeIf(Measured::isEmpty);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Results", List.of(table(measured))));
        List<Chart.Panel> panels = new ArrayList<>();
        measured.forEach(of -> panel(of, models, first(request)).ifPresent(panels::add));
        if (!panels.isEmpty()) {
            sections.add(new Section(
                    "Decision landscapes",
                    List.<Block>of(new Chart.Landscapes(
                            "landscapes",
                            "What the networks say",
                            "The probability of class 1; the points are the training data.",
                            panels))));
        }
        return new Report(
                "demo",
                "A sigmoid network of 101 weight layers on two moons (n = 100), mean [min, max] over " + seeds(request)
                        + (seeds(request) == 1 ? " seed" : " seeds"),
                "Does relaxed training work from a start from which backprop fails?",
                List.of(complete ? finding(measured) : Statement.warning("stopped early: nothing is concluded")),
                sections,
                about());
    }

    private static Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("training data", MOONS.data());
        about.put("test data", MOONS.test());
        about.put("network", MOONS.network());
        for (Variant variant : VARIANTS) {
            about.put(variant.name(), variant.init() + ", " + variant.optimizer() + " (" + variant.tuned() + ")");
        }
        return about;
    }

    private static DataTable table(List<Measured> measured) {
        List<Column> columns = List.of(
                new Column(METHOD, METHOD, Kind.TEXT),
                new Column("optimizer", "optimizer", Kind.TEXT),
                new Column("iterations", "iterations", Kind.TEXT),
                new Column("seconds", "seconds", Kind.NUMBER),
                new Column("train_loss", "train loss", Kind.NUMBER),
                new Column("train_accuracy", "train accuracy", Kind.NUMBER),
                new Column("test_accuracy", "test accuracy", Kind.NUMBER),
                new Column("consistency_gap", "consistency gap", Kind.NUMBER));
        return new DataTable(
                "demo", "", columns, measured.stream().map(Demo::row).toList(), true);
    }

    private static List<Entry> row(Measured of) {
        return List.of(
                Entry.of(of.variant().name()),
                Entry.of(of.variant().optimizer()),
                Entry.of(of.variant().iterations()),
                entry(of, of.seconds(), 1),
                entry(of, of.train("loss"), 4),
                entry(of, of.train("accuracy"), 3),
                entry(of, of.test("accuracy"), 4),
                entry(of, of.consistencyGap(), 3));
    }

    private static Entry entry(Measured of, Spread spread, int digits) {
        return new Entry(Double.isFinite(spread.mean()) ? spread.mean() : null, spread.text(digits), of.ids());
    }

    private static Optional<Chart.Panel> panel(Measured of, Models models, long seed) {
        for (Outcome outcome : of.outcomes()) {
            Optional<Model> model = models.of(outcome);
            Optional<Dataset> data = models.examples(outcome, Part.TRAIN);
            if (model.isPresent() && data.isPresent()) {
                return Optional.of(new Chart.Panel(
                        of.variant().name(),
                        List.of(
                                of.variant().iterations() + " iterations, "
                                        + of.seconds().text(1) + " s",
                                "test accuracy " + of.test("accuracy").text(3),
                                "shown: seed " + seed),
                        data.get().featureNames(),
                        GRID.range(),
                        GRID.probability(model.get()),
                        Grid.points(data.get())));
            }
        }
        return Optional.empty();
    }

    /** Reproduced: backprop from the reference's start never leaves 0.693, and RAI trains. */
    private static Statement finding(List<Measured> measured) {
        Measured backprop = measured.get(0);
        Measured isometric = measured.get(1);
        Measured rai = measured.get(2);
        Measured refit = measured.get(3);
        boolean stuck = Math.abs(backprop.train("loss").min() - Math.log(2)) < 5e-4
                && Math.abs(backprop.train("loss").max() - Math.log(2)) < 5e-4;
        boolean trains = rai.test("accuracy").min() > 0.8;
        String sentence = String.format(
                Locale.ROOT,
                "%s: from the reference's start backprop %s %.4f and RAI %s (test accuracy %.3f, with refit %.3f);"
                        + " from the isometric start backprop reaches %.3f.",
                stuck && trains ? "Reproduced" : "NOT reproduced",
                stuck ? "stays at the loss" : "leaves 0.6931 for the loss",
                backprop.train("loss").mean(),
                trains ? "trains" : "does not train every seed",
                rai.test("accuracy").mean(),
                refit.test("accuracy").mean(),
                isometric.test("accuracy").mean());
        return new Statement(
                stuck && trains ? Mark.YES : Mark.NO,
                sentence,
                "the Relaxed Activation Identity reference program, its deep experiment");
    }
}
