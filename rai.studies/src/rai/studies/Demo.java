package rai.studies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.network.Layers;
import rai.api.run.PhaseBuilder;
import rai.api.run.Trainer;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.api.study.Experiment;
import rai.api.study.ExperimentRequest;
import rai.api.study.ExperimentResult;

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
public class Demo implements Experiment {
    private static final Problem MOONS = new Problem(
            "moons(n=100, noise=0.1, seed=42)",
            "moons(n=10000, noise=0.1, seed=7)",
            Layers.hidden("100x100", "sigmoid"));
    private static final String REFERENCE_START = "uniform-fan-in";
    private static final String REFERENCE_RATE = "rprop(step=0.1)";
    private static final Grid GRID = new Grid(3, 100);

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

    private final Trainer trainer;
    private final Catalog catalog;

    /**
     * @param trainer trains
     * @param catalog knows the data
     */
    @Activate
    public Demo(@Reference Trainer trainer, @Reference Catalog catalog) {
        this.trainer = trainer;
        this.catalog = catalog;
    }

    @Override
    public ExperimentResult run(ExperimentRequest request, Consumer<Progress> progress) {
        List<Outcome> outcomes = new Comparison(trainer, MOONS).run(VARIANTS, request, GRID, progress);
        outcomes.removeIf(Outcome::isEmpty);
        List<List<String>> rows = new ArrayList<>();
        List<ExperimentResult.Landscape> landscapes = new ArrayList<>();
        Dataset data = data();
        List<double[]> points = points(data);
        for (Outcome outcome : outcomes) {
            rows.add(row(outcome));
            landscapes.add(new ExperimentResult.Landscape(
                    outcome.variant().name(),
                    List.of(
                            outcome.variant().iterations() + " iterations, "
                                    + outcome.seconds().text(1) + " s",
                            "test accuracy " + outcome.test("accuracy").text(3),
                            "shown: seed " + request.firstSeed()),
                    data.featureNames(),
                    GRID.range(),
                    outcome.landscape(),
                    points));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("study", "demo");
        all.put("data", MOONS.data());
        all.put("test", MOONS.test());
        all.put("network", MOONS.network());
        all.put("seeds", request.seeds());
        all.put("first_seed", request.firstSeed());
        all.put("variants", outcomes.stream().map(Outcome::asMap).toList());
        return new ExperimentResult(
                "A sigmoid network of 101 weight layers on two moons (n = 100), mean [min, max] over " + request.seeds()
                        + (request.seeds() == 1 ? " seed" : " seeds"),
                outcomes.size() == VARIANTS.size() ? finding(outcomes) : "stopped early: nothing is concluded",
                List.of(
                        "method",
                        "optimizer",
                        "iterations",
                        "seconds",
                        "train loss",
                        "train accuracy",
                        "test accuracy",
                        "consistency gap"),
                rows,
                landscapes,
                all);
    }

    private static List<String> row(Outcome outcome) {
        return List.of(
                outcome.variant().name(),
                outcome.variant().optimizer(),
                outcome.variant().iterations(),
                outcome.seconds().text(1),
                outcome.train("loss").text(4),
                outcome.train("accuracy").text(3),
                outcome.test("accuracy").text(4),
                outcome.consistencyGap().text(3));
    }

    /** Reproduced: backprop from the reference's start never leaves 0.693, and RAI trains. */
    private static String finding(List<Outcome> outcomes) {
        Outcome backprop = outcomes.get(0);
        Outcome isometric = outcomes.get(1);
        Outcome rai = outcomes.get(2);
        Outcome refit = outcomes.get(3);
        boolean stuck = Math.abs(backprop.train("loss").min() - Math.log(2)) < 5e-4
                && Math.abs(backprop.train("loss").max() - Math.log(2)) < 5e-4;
        boolean trains = rai.test("accuracy").min() > 0.8;
        return String.format(
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
    }

    private Dataset data() {
        return catalog.resolve(DatasetSource.class, Spec.parse(MOONS.data()))
                .service()
                .load();
    }

    private static List<double[]> points(Dataset data) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < data.examples(); i++) {
            points.add(new double[] {
                data.features().getDouble(i, 0),
                data.features().getDouble(i, 1),
                data.targets().getDouble(i, 0)
            });
        }
        return points;
    }
}
