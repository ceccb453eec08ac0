package rai.core.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.Illness;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.diagnosis.Limits;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbedRun;

/** Applies the rules. What follows from a worse finding is not reported beside it. */
public final class Diagnostician {
    private static final String MEASURED =
            "a start measured on the data: every layer gets pre-activations of variance 1";
    /** Features beyond this saturate units that have usual weights. */
    private static final double LARGE = 10;

    private final Patient patient;
    private final Catalog catalog;
    private final Limits limits;
    private final ProbedRun run;
    private final List<LayerFacts> layers;
    private final Since since;

    /**
     * What is diagnosed.
     *
     * @param network its layers
     * @param init its initializer
     * @param run the network on its examples
     * @param start the same before its first step; empty if that is what {@code run} is, or if it is not known
     * @param series what probes have measured
     * @param stopped why the run stopped at numbers that are not finite; empty if it did not
     * @param optimized whether an optimizer moves the parameters, so that its settings matter
     */
    public record Patient(
            String network,
            String init,
            ProbedRun run,
            Optional<ProbedRun> start,
            List<ProbeSeries> series,
            String stopped,
            boolean optimized) {}

    private Diagnostician(Patient patient, Catalog catalog, Limits limits) {
        this.patient = patient;
        this.catalog = catalog;
        this.limits = limits;
        run = patient.run();
        layers = LayerFacts.of(run, limits);
        since = new Since(patient.start().map(start -> LayerFacts.of(start, limits)), patient.series());
    }

    /**
     * @param patient what is diagnosed
     * @param catalog the services that may help
     * @param limits from where on something is wrong
     * @return what was found
     */
    public static Diagnosis of(Patient patient, Catalog catalog, Limits limits) {
        return new Diagnostician(patient, catalog, limits).diagnosis();
    }

    private Diagnosis diagnosis() {
        List<Finding> findings = new ArrayList<>(notFinite());
        if (layers.stream().allMatch(LayerFacts::finite)) {
            boolean deadLayer = layers.stream().anyMatch(layer -> layer.isWholeDead(limits.deadSlope()));
            List<Finding> dead = dead();
            Optional<Finding> collapsed = deadLayer ? Optional.empty() : collapsed();
            findings.addAll(noGradient(deadLayer));
            findings.addAll(dead);
            collapsed.ifPresent(findings::add);
            if (!deadLayer) {
                new GradientRule(layers, limits, this::remedies).finding().ifPresent(findings::add);
            }
            findings.addAll(saturated());
            if (!deadLayer && collapsed.isEmpty()) {
                findings.addAll(constant());
            }
        }
        findings.sort(Comparator.comparing(Finding::illness));
        return new Diagnosis(
                patient.network(),
                patient.init(),
                run.step(),
                (int) run.inputs().size(0),
                run.loss(),
                layers.stream().map(layer -> layer.health(limits)).toList(),
                findings);
    }

    private Remedies remedies() {
        return new Remedies(catalog, patient.init(), patient.optimized());
    }

    private List<Finding> notFinite() {
        Optional<LayerFacts> first =
                layers.stream().filter(layer -> !layer.finite()).findFirst();
        if (first.isEmpty() && patient.stopped().isEmpty()) {
            return List.of();
        }
        String sentence = first.map(layer -> "the values of " + layer.name() + " are not finite: "
                        + "they are infinite or NaN for at least one example, or one of its parameters is")
                .orElse("the run stopped at numbers that are not finite: " + patient.stopped()
                        + "; what follows is about its last good state");
        return List.of(new Finding(
                Illness.NOT_FINITE,
                first.map(LayerFacts::name).orElse("network"),
                sentence,
                List.of(),
                Optional.empty(),
                remedies()
                        .rate("a smaller rate: find-rate shows which rates diverge", "settings that give shorter steps")
                        .optimizing("phases[].clip_norm", "bounds a step whose gradient is too large")
                        .setting("data.standardize", "if features are large or differ by orders of magnitude")
                        .all()));
    }

    private List<Finding> noGradient(boolean deadLayer) {
        boolean all = layers.stream()
                .flatMap(layer -> layer.parameterGradient().stream())
                .allMatch(gradient -> gradient == 0);
        if (!all || !(run.loss() > 0)) {
            return List.of();
        }
        return List.of(new Finding(
                Illness.NO_GRADIENT,
                "network",
                "the gradient of every parameter is exactly 0 and the loss is " + Texts.of(run.loss())
                        + ": plain backpropagation changes nothing",
                List.of(),
                Optional.empty(),
                deadLayer
                        ? List.of()
                        : remedies()
                                .init("isometric", "another start, from which gradients pass any depth")
                                .all()));
    }

    private List<Finding> dead() {
        List<Finding> findings = new ArrayList<>();
        for (LayerFacts layer : layers) {
            List<Integer> dead = new ArrayList<>();
            for (int j = 0; j < layer.units().length; j++) {
                if (layer.units()[j].isDead(limits.deadSlope())) {
                    dead.add(j + 1);
                }
            }
            if (!dead.isEmpty()) {
                findings.add(dead(layer, dead));
            }
        }
        return findings;
    }

    private Finding dead(LayerFacts layer, List<Integer> dead) {
        UnitCauses causes = new UnitCauses(run, layer);
        List<Unit> units = dead.stream().map(unit -> causes.unit(unit - 1)).toList();
        Since.When when = since.of(layer, dead, limits.deadSlope());
        boolean whole = dead.size() == layer.units().length;
        boolean last = layer == layers.get(layers.size() - 1);
        String who = whole
                ? Texts.all(dead.size()) + " of " + layer.name()
                : Texts.units(dead) + " of the " + layer.units().length + " of " + layer.name();
        String sentence = who + (dead.size() == 1 ? " is dead" : " are dead") + " for "
                + Texts.examples((int) run.inputs().size(0))
                + (when.sentence().isEmpty() ? "" : ", " + when.sentence())
                + (whole && last ? ": the output is the same for all of them" : "")
                + (whole && !last ? ": nothing before this layer gets a gradient through it" : "");
        Remedies remedies = remedies();
        if (last) {
            remedies.setting("model.network", "a linear output is never dead: leave out " + layer.name());
        }
        if (layer.switchesOff()) {
            double least = units.stream().mapToDouble(Unit::least).min().orElse(0);
            double largest = units.stream().mapToDouble(Unit::largest).max().orElse(0);
            remedies.activation(layer.spec(), least, largest);
        } else {
            standardize(layer, remedies);
        }
        if (when.step().filter(step -> step == 0).isPresent() || run.step() == 0) {
            remedies.init("kaiming", "a start with the gain of the activation in use")
                    .init("lsuv", MEASURED);
        } else {
            remedies.rate(
                    "a smaller rate, if units die while the network is trained",
                    "settings that give shorter steps, if units die while the network is trained");
        }
        remedies.layer("batch-norm", "before the activation: keeps pre-activations where it has a slope");
        return new Finding(Illness.DEAD_UNITS, layer.name(), sentence, units, when.step(), remedies.all());
    }

    private Optional<Finding> collapsed() {
        if (run.inputs().size(0) < 2) {
            return Optional.empty();
        }
        LayerFacts last = layers.get(layers.size() - 1);
        double deepest = layers.get(layers.size() - 1).spread();
        Optional<LayerFacts> first = layers.stream()
                .filter(layer -> layer != last && layer.spread() <= limits.spread())
                .findFirst();
        return first.map(layer -> {
            long further = layers.stream()
                    .filter(other -> other.spread() <= limits.spread())
                    .count();
            return new Finding(
                    Illness.COLLAPSED_LAYER,
                    layer.name(),
                    layer.name() + " gives nearly the same for all examples: their standard deviation is "
                            + Texts.of(layer.spread()) + " of their size"
                            + (further > 1
                                    ? "; after it, " + (further - 1) + " more down to " + Texts.of(deepest)
                                            + " at the last one"
                                    : ""),
                    List.of(),
                    Optional.empty(),
                    remedies()
                            .init("isometric", "keeps the distances of examples through any depth")
                            .layer("batch-norm", "after each map: restores the spread over the examples")
                            .setting("data.standardize", "if the features hardly vary beside their mean")
                            .all());
        });
    }

    private List<Finding> saturated() {
        List<Finding> findings = new ArrayList<>();
        for (LayerFacts layer : layers) {
            List<Integer> saturated = new ArrayList<>();
            for (int j = 0; j < layer.units().length; j++) {
                UnitFacts unit = layer.units()[j];
                if (!layer.switchesOff() && !unit.isDead(limits.deadSlope()) && unit.isSaturated(limits.saturated())) {
                    saturated.add(j + 1);
                }
            }
            if (!saturated.isEmpty()) {
                findings.add(saturated(layer, saturated));
            }
        }
        return findings;
    }

    private Finding saturated(LayerFacts layer, List<Integer> saturated) {
        UnitCauses causes = new UnitCauses(run, layer);
        List<Unit> units = saturated.stream().map(unit -> causes.unit(unit - 1)).toList();
        Remedies remedies = remedies();
        standardize(layer, remedies);
        remedies.layer("batch-norm", "before the activation: keeps pre-activations where it has a slope")
                .init("lsuv", MEASURED);
        return new Finding(
                Illness.SATURATED_UNITS,
                layer.name(),
                Texts.units(saturated) + " of the " + layer.units().length + " of " + layer.name()
                        + (saturated.size() == 1 ? " is" : " are") + " saturated: the slope is below "
                        + Texts.of(limits.slope()) + " for at least " + Texts.of(100 * limits.saturated())
                        + " % of the examples",
                units,
                Optional.empty(),
                remedies.all());
    }

    /** If the first activation reads large pre-activations, that may be the fault of the features. */
    private void standardize(LayerFacts layer, Remedies remedies) {
        Optional<LayerFacts> first =
                layers.stream().filter(LayerFacts::isActivation).findFirst();
        double largest = largest(Doubles.copy(run.inputs()));
        if (first.filter(of -> of == layer).isPresent() && largest > LARGE) {
            remedies.setting("data.standardize", "the features are as large as " + Texts.of(largest));
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Relative to the spread of the targets; outputs of a classifier are compared with 1. */
    private List<Finding> constant() {
        double[] targets = Doubles.copy(run.targets());
        int rows = (int) run.targets().size(0);
        LayerFacts last = layers.get(layers.size() - 1);
        double[] output = Doubles.copy(last.layer().output());
        double ofTargets = deviation(targets, rows);
        double ofOutput = deviation(output, rows);
        if (rows < 2 || ofTargets == 0 || ofOutput > limits.spread() * ofTargets) {
            return List.of();
        }
        return List.of(new Finding(
                Illness.CONSTANT_OUTPUT,
                "network",
                "the network says nearly the same for all examples: its outputs have a standard deviation of "
                        + Texts.of(ofOutput) + ", the targets one of " + Texts.of(ofTargets),
                List.of(),
                Optional.empty(),
                remedies()
                        .init("isometric", "another start, from which signals pass any depth")
                        .rate("another rate: find-rate shows which ones learn", "other settings, or another method")
                        .all()));
    }

    /** Over the examples: the root of the mean variance of the columns. */
    private static double deviation(double[] values, int rows) {
        int columns = values.length / rows;
        double variance = 0;
        for (int j = 0; j < columns; j++) {
            double mean = 0;
            for (int i = 0; i < rows; i++) {
                mean += values[i * columns + j] / rows;
            }
            for (int i = 0; i < rows; i++) {
                variance += Math.pow(values[i * columns + j] - mean, 2) / (rows * (double) columns);
            }
        }
        return Math.sqrt(variance);
    }
}
