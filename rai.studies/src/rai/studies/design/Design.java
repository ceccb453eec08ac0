package rai.studies.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import rai.api.run.RunRequest;
import rai.api.spec.DocumentException;
import rai.api.spec.SpecException;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.studies.document.Axis;
import rai.studies.document.StudyDocument;

/** A study as a caller asks for it: its cells, seeds and folds, and the trials that follow from them. */
public final class Design {
    /** The stage in which levels are tuned. */
    public static final String TUNE = "tune";
    /** The stage in which each cell is tested, at its best levels if any are tuned. */
    public static final String TEST = "test";
    /** The factor that is the seed. */
    public static final String SEED = "seed";
    /** The factor that is the fold. */
    public static final String FOLD = "fold";

    private final StudyDocument study;
    private final StudyRequest request;
    private final List<Cell> cells;
    private final SeedPlan seeds;
    private final List<OptionalInt> folds;
    private final Requests requests;

    Design(StudyDocument study, StudyRequest request, StudyServices services) {
        this.study = study;
        this.request = request;
        cells = Grid.of(study, request);
        seeds = SeedPlan.of(study, request);
        requests = new Requests(study, request.quick());
        folds = folds(services);
        long each = (long) cells.size() * folds.size();
        Grid.requireSize(
                study, Math.max(each * seeds.test().size(), each * seeds.tune().size()));
    }

    private List<OptionalInt> folds(StudyServices services) {
        if (study.folds().isEmpty()) {
            return List.of(OptionalInt.empty());
        }
        List<Integer> wanted = study.folds().get().numbers();
        Map<List<String>, Integer> known = new HashMap<>();
        for (Cell cell : cells) {
            RunRequest run = request.of(requests.of(cell, seeds.test().get(0), OptionalInt.empty(), false));
            String split = run.data()
                    .split()
                    .orElseThrow(() -> study.source()
                            .error("folds", "folds are given, but no split: set base.data.split, as in k-fold(k=10)"));
            int count = known.computeIfAbsent(List.of(run.data().train(), split), data -> count(services, run, cell));
            requireFolds(wanted, count, split);
        }
        if (wanted.isEmpty() && Set.copyOf(known.values()).size() > 1) {
            throw study.source()
                    .error(
                            "folds",
                            "folds is all, but the splits of this study have different numbers of"
                                    + " folds: list those that all of them have");
        }
        int count = known.values().iterator().next();
        return (wanted.isEmpty() ? IntStream.rangeClosed(1, count).boxed().toList() : wanted)
                .stream().map(OptionalInt::of).toList();
    }

    private int count(StudyServices services, RunRequest run, Cell cell) {
        try {
            return services.folds(run);
        } catch (DocumentException e) {
            throw requests.located(e, cell);
        } catch (SpecException e) {
            throw study.source().error("folds", "the folds can't be counted: " + e.getMessage());
        }
    }

    private void requireFolds(List<Integer> wanted, int count, String split) {
        if (wanted.isEmpty() && count == 1) {
            throw study.source().error("folds", "folds is all, but " + split + " has one fold only: leave folds out");
        }
        wanted.stream().filter(fold -> fold > count).findFirst().ifPresent(fold -> {
            throw study.source()
                    .error(
                            "folds",
                            "folds has " + fold + ", but " + split
                                    + (count == 1 ? " has one fold only" : " has the folds 1 to " + count));
        });
    }

    /** @return what the caller has changed */
    public StudyRequest request() {
        return request;
    }

    /** @return all cells, tuned levels included */
    public List<Cell> cells() {
        return cells;
    }

    /** @return the tuning seeds; none if nothing is tuned */
    public List<Long> tuningSeeds() {
        return seeds.tune();
    }

    /** @return the seeds of the test */
    public List<Long> testSeeds() {
        return seeds.test();
    }

    /** @return the axes that are not tuned, in their order */
    public List<String> untuned() {
        return study.axes().stream()
                .map(Axis::name)
                .filter(axis -> !study.tuned().contains(axis))
                .toList();
    }

    /** @return the folds; one that is empty if there are none */
    List<OptionalInt> folds() {
        return folds;
    }

    /** @return how many trials the test has */
    public int testTrials() {
        Set<Cell> tested = new LinkedHashSet<>();
        cells.forEach(cell -> tested.add(cell.on(untuned())));
        return tested.size() * folds.size() * seeds.test().size();
    }

    /** The trials that choose levels: seed by seed, so that those that are trained first are comparable. */
    List<Trial> tuning() {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seeds.tune()) {
            for (OptionalInt fold : folds) {
                for (Cell cell : cells) {
                    trials.add(new Trial(TUNE, factors(cell, seed, fold), requests.of(cell, seed, fold, false), false));
                }
            }
        }
        return trials;
    }

    /** The trials of the test: seed by seed. */
    List<Trial> test(Map<OptionalInt, List<Cell>> tested) {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seeds.test()) {
            for (OptionalInt fold : folds) {
                for (Cell cell : tested.get(fold)) {
                    trials.add(new Trial(
                            TEST,
                            factors(cell, seed, fold),
                            requests.of(cell, seed, fold, study.test().onValidation()),
                            isKept(seed, fold)));
                }
            }
        }
        return trials;
    }

    static Map<String, Object> factors(Cell cell, long seed, OptionalInt fold) {
        Map<String, Object> factors = new LinkedHashMap<>(cell.factors());
        fold.ifPresent(number -> factors.put(FOLD, (long) number));
        factors.put(SEED, seed);
        return factors;
    }

    private boolean isKept(long seed, OptionalInt fold) {
        return study.landscapes()
                .map(of -> seed == of.seed().orElse(seeds.test().get(0)) && fold.equals(folds.get(0)))
                .orElse(false);
    }

    Requests requests() {
        return requests;
    }
}
