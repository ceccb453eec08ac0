package rai.studies.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import rai.api.report.Report;
import rai.api.run.RefusalException;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.studies.document.StudyDocument;

/** The study that a file describes. */
public final class DesignedStudy implements Study {
    /** What every outcome has. */
    private static final Set<String> ALWAYS = Set.of("seconds", "steps");
    /** Of a larger study only so many cells are read at once; the others when they are planned. */
    private static final int CHECKED = 500;

    private final StudyDocument document;
    private final Judge judge;
    private final StudyServices services;
    private final AtomicReference<Design> last = new AtomicReference<>();

    /**
     * @param document the study
     * @param judge judges its outcomes
     * @param services what it asks of the services that exist
     * @throws SpecException if the run of a cell is wrong, or anything matches no cell; with file and line
     */
    public DesignedStudy(StudyDocument document, Judge judge, StudyServices services) {
        this.document = document;
        this.judge = judge;
        this.services = services;
        List<Cell> cells = Grid.whole(document);
        Requests requests = new Requests(document, false);
        cells.stream().limit(CHECKED).forEach(cell -> requests.of(cell, 0, OptionalInt.empty(), false));
        StudyRequest quick = new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of());
        Requests quickly = new Requests(document, true);
        Grid.of(document, quick).stream()
                .limit(CHECKED)
                .forEach(cell -> quickly.of(cell, 0, OptionalInt.empty(), false));
        SeedPlan seeds = SeedPlan.of(document, StudyRequest.AS_IT_IS);
        document.landscapes()
                .ifPresent(of -> of.seed().ifPresent(seed -> {
                    if (!seeds.test().contains(seed)) {
                        throw document.source()
                                .error(
                                        "landscapes.seed",
                                        "landscapes.seed is " + seed + ", which is not a seed of the test: there are "
                                                + seeds.test());
                    }
                }));
    }

    /** @return the study file */
    public StudyDocument document() {
        return document;
    }

    /**
     * @param request what the caller has changed
     * @return the cells, seeds and folds that follow
     * @throws SpecException if the request can't be met
     */
    public Design design(StudyRequest request) {
        Design design = last.get();
        if (design == null || !design.request().equals(request)) {
            design = new Design(document, request, services);
            last.set(design);
        }
        return design;
    }

    @Override
    public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        Design design = design(request);
        if (document.tune().isEmpty()) {
            Map<OptionalInt, List<Cell>> all = new LinkedHashMap<>();
            design.folds().forEach(fold -> all.put(fold, design.cells()));
            return design.test(all);
        }
        List<Trial> trials = new ArrayList<>(design.tuning());
        Map<List<Object>, Outcome> tuned = Outcomes.of(Design.TUNE, ended);
        if (trials.stream().allMatch(trial -> tuned.containsKey(Outcomes.key(trial.factors())))) {
            boolean larger = largerIsBetter(document.tune().get().metric());
            trials.addAll(design.test(new Tuning(document, design, tuned, larger).best()));
        }
        return trials;
    }

    @Override
    public int later(StudyRequest request, List<Trial> known) {
        boolean all = known.stream().anyMatch(trial -> trial.stage().equals(Design.TEST));
        return all ? 0 : design(request).testTrials();
    }

    private boolean largerIsBetter(String metric) {
        try {
            return services.largerIsBetter(metric);
        } catch (SpecException e) {
            throw document.source().error("tune.metric", "tune.metric: " + e.getMessage());
        }
    }

    @Override
    public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
        return judge.report(document, request, outcomes, models);
    }

    @Override
    public void requireMetrics(Set<String> available) {
        document.metrics().forEach((path, metric) -> {
            boolean reported = metric.startsWith(Outcome.METHOD); // by methods, which say so only while they train
            if (!reported && !ALWAYS.contains(metric) && !available.contains(metric)) {
                String part = metric.substring(0, metric.indexOf('.'));
                boolean hasPart = available.stream().anyMatch(other -> other.startsWith(part + "."));
                throw document.source()
                        .error(
                                path,
                                path + " is " + metric + ", but the runs have no "
                                        + (hasPart ? "such metric: " + advice(metric, available) : part(part)));
            }
        });
    }

    private static String advice(String metric, Set<String> available) {
        return Words.nearest(metric, available)
                        .map(nearest -> "did you mean " + nearest + "? ")
                        .orElse("")
                + "There are " + String.join(", ", new TreeSet<>(available))
                + "; base.evaluation.metrics adds others";
    }

    private static String part(String part) {
        return part.equals("valid")
                ? "validation data: base.data.split shares some out"
                : "test data: set base.data.test, or share some out with base.data.split";
    }

    @Override
    public SpecException explain(Trial trial, SpecException refused) {
        if (refused instanceof DocumentException at) {
            return located(trial, at);
        }
        String why = refused instanceof RefusalException by ? by.fact() + ": " + by.keys() : refused.getMessage();
        return document.source()
                .error("base", "the trial " + Outcomes.name(trial) + " can't be trained: " + why, refused);
    }

    private SpecException located(Trial trial, DocumentException refused) {
        Design design = last.get();
        return (design == null ? Stream.<Cell>empty() : design.cells().stream())
                .filter(cell ->
                        trial.factors().entrySet().containsAll(cell.factors().entrySet()))
                .findFirst()
                .map(cell -> design.requests().located(refused, cell))
                .orElseGet(() -> document.source().error("base." + refused.path(), refused.getMessage()));
    }
}
