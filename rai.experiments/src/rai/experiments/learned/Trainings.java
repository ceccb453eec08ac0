package rai.experiments.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.api.study.Designs;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

/**
 * The trainings of the study, from three files. First, activations are learnt, and the base activations are trained in the same
 * networks; when that has ended, the curves that were learnt are trained as fixed activations on all tasks.
 */
final class Trainings {
    /** The stage in which activations are learnt. */
    static final String LEARN = "learn";
    /** The stage in which the rates of base activations are tuned; it has the rate of the source as well. */
    static final String PLAIN_TUNE = "plain-tune";
    /** The stage in which base activations are tested at their own rates. */
    static final String PLAIN = "plain";
    /** The stage in which the rates of fixed curves are tuned. */
    static final String TRANSFER_TUNE = "transfer-tune";
    /** The stage in which fixed curves are tested on all tasks. */
    static final String TRANSFER = "transfer";
    /** The sizes of which curves are transferred. */
    static final String MEDIUM = "medium";

    private static final String NAME = "learned-activation";
    /** These sizes are learnt with more seeds than one, to see how far a curve depends on the seed. */
    private static final List<String> REPEATED = List.of("small", MEDIUM);

    private static final int REPEATS = 3;
    private static final Map<String, List<String>> AXES = Map.of(
            LEARN, List.of("task", "base", "outer", "inner"),
            PLAIN, List.of("base", "outer", "rate"),
            TRANSFER, List.of("task", "activation", "rate"));
    /** What the quick form keeps of the axes. */
    private static final Map<String, List<String>> QUICK = Map.of(
            "task", List.of(Transfer.HOME, "moons"),
            "outer", REPEATED,
            "inner", List.of(MEDIUM));

    private static final String BASES = "  activation: [tanh, relu, gelu]\n";

    private final Designs designs;
    private final Texts texts;
    private final Curves curves;
    private Study learn;
    private Study plain;
    private Study last;
    private String lastText = "";

    /**
     * @param designs makes studies of files
     * @param texts brings the files
     * @param curves knows what trials have learnt
     */
    Trainings(Designs designs, Texts texts, Curves curves) {
        this.designs = designs;
        this.texts = texts;
        this.curves = curves;
    }

    /** The files are read when somebody asks for them: listing studies costs nothing. */
    private synchronized Study learn() {
        if (learn == null) {
            learn = designs.read(NAME, texts.of(NAME));
        }
        return learn;
    }

    private synchronized Study plain() {
        if (plain == null) {
            plain = designs.read(NAME + "-plain", texts.of(NAME + "-plain"));
        }
        return plain;
    }

    /** Brings the text of a design. */
    interface Texts {
        String of(String name);
    }

    List<Trial> plan(StudyRequest request, List<Outcome> ended) {
        requireAxes(request);
        List<Trial> trials = new ArrayList<>(learning(request));
        trials.addAll(
                inStages(plain().plan(of(PLAIN, request), outcomes(ended, PLAIN_TUNE, PLAIN)), PLAIN_TUNE, PLAIN));
        Set<Object> done = new LinkedHashSet<>();
        ended.forEach(outcome -> done.add(key(outcome.trial())));
        if (trials.stream().allMatch(trial -> done.contains(key(trial)))) {
            transfer(request, learnt(ended))
                    .ifPresent(study -> trials.addAll(inStages(
                            study.plan(of(TRANSFER, request), outcomes(ended, TRANSFER_TUNE, TRANSFER)),
                            TRANSFER_TUNE,
                            TRANSFER)));
        }
        return trials;
    }

    private static List<Object> key(Trial trial) {
        return List.of(trial.stage(), trial.factors());
    }

    /** All combinations with the first seed; then some of them with others. All runs are kept: their curves are read from them. */
    private List<Trial> learning(StudyRequest request) {
        StudyRequest own = of(LEARN, request);
        Set<Trial> trials = new LinkedHashSet<>(learn().plan(own, List.of()));
        if (request.seeds().isEmpty() && !request.quick()) {
            for (String size : REPEATED) {
                Map<String, List<String>> only = new LinkedHashMap<>(own.only());
                only.put("task", List.of("covertype"));
                only.put("outer", List.of(size));
                only.put("inner", List.of(size));
                boolean asked = own.only().entrySet().stream()
                        .allMatch(kept -> kept.getKey().equals("base")
                                || kept.getValue()
                                        .contains(only.get(kept.getKey()).get(0)));
                if (asked) {
                    trials.addAll(learn().plan(
                                    new StudyRequest(Optional.of(REPEATS), request.firstSeed(), false, only),
                                    List.of()));
                }
            }
        }
        return trials.stream()
                .map(trial -> new Trial(LEARN, trial.factors(), trial.request(), true))
                .toList();
    }

    int later(StudyRequest request, List<Trial> known) {
        int plainTests = known.stream().anyMatch(trial -> trial.stage().equals(PLAIN))
                ? 0
                : plain().later(
                                of(PLAIN, request),
                                known.stream()
                                        .filter(trial -> trial.stage().equals(PLAIN_TUNE))
                                        .map(trial -> new Trial("tune", trial.factors(), trial.request(), trial.keep()))
                                        .toList());
        if (known.stream().anyMatch(trial -> trial.stage().equals(TRANSFER))) {
            return plainTests;
        }
        boolean begun = known.stream().anyMatch(trial -> trial.stage().equals(TRANSFER_TUNE));
        return plainTests
                + transfer(request, expected(known))
                        .map(study -> {
                            List<Trial> tuning = study.plan(of(TRANSFER, request), List.of());
                            return (begun ? 0 : tuning.size()) + study.later(of(TRANSFER, request), tuning);
                        })
                        .orElse(0);
    }

    /** As many curves as there will be, with made-up values. */
    private static List<Learnt> expected(List<Trial> known) {
        return known.stream()
                .filter(trial -> trial.stage().equals(LEARN))
                .map(trial -> new Learnt(
                        Learnt.text(trial.factors(), "task"),
                        Learnt.text(trial.factors(), "base"),
                        Learnt.text(trial.factors(), "outer"),
                        Learnt.text(trial.factors(), "inner"),
                        ((Number) trial.factors().get("seed")).longValue(),
                        Double.NaN,
                        Shape.grid(),
                        ""))
                .toList();
    }

    /** @return what was learnt, in the order of the plan; trials without a curve are missing */
    List<Learnt> learnt(List<Outcome> ended) {
        List<Learnt> all = new ArrayList<>();
        for (Outcome outcome : ended) {
            if (outcome.trial().stage().equals(LEARN)) {
                curves.of(outcome).ifPresent(y -> all.add(Learnt.of(outcome, y)));
            }
        }
        return all;
    }

    /** The study that transfers curves; empty if there is none to transfer. */
    private synchronized Optional<Study> transfer(StudyRequest request, List<Learnt> learnt) {
        List<String> levels = new ArrayList<>();
        List<String> bases = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Learnt one : learnt) {
            boolean first =
                    one.outer().equals(MEDIUM) && one.inner().equals(MEDIUM) && seen.add(one.task() + " " + one.base());
            if (first) {
                levels.add(
                        "  - {label: \"" + FixedCurve.label(one) + "\", value: '" + FixedCurve.spec(one.y()) + "'}\n");
                if (!one.task().equals(Transfer.HOME)) {
                    elsewhere.add('"' + FixedCurve.label(one) + '"');
                }
                if (!bases.contains(one.base())) {
                    bases.add(one.base());
                }
            }
        }
        if (levels.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder axis = new StringBuilder("  activation:\n");
        bases.forEach(base -> axis.append("  - ").append(base).append('\n'));
        levels.forEach(axis::append);
        if (!elsewhere.isEmpty()) {
            axis.append("exclude:\n- {task: ")
                    .append(Transfer.HOME)
                    .append(", activation: ")
                    .append(elsewhere)
                    .append("}\n");
        }
        String text = texts.of(NAME + "-transfer").replace(BASES, axis.toString());
        if (!text.equals(lastText)) {
            last = designs.read(NAME + "-transfer", text);
            lastText = text;
        }
        return Optional.of(last);
    }

    /** What a caller has changed, as far as it concerns the axes of a stage. */
    private static StudyRequest of(String stage, StudyRequest request) {
        Map<String, List<String>> only = new LinkedHashMap<>(request.only());
        if (request.quick()) {
            QUICK.forEach(only::putIfAbsent);
        }
        only.keySet().retainAll(AXES.get(stage));
        return new StudyRequest(request.seeds(), request.firstSeed(), request.quick(), only);
    }

    private static void requireAxes(StudyRequest request) {
        List<String> known =
                AXES.values().stream().flatMap(List::stream).distinct().sorted().toList();
        request.only().keySet().stream()
                .filter(axis -> !known.contains(axis))
                .findFirst()
                .ifPresent(axis -> {
                    throw Words.unknown("axis", axis, known);
                });
    }

    /** Outcomes as the design knows them. */
    private static List<Outcome> outcomes(List<Outcome> ended, String tune, String test) {
        List<Outcome> own = new ArrayList<>();
        for (Outcome outcome : ended) {
            Trial trial = outcome.trial();
            if (trial.stage().equals(tune) || trial.stage().equals(test)) {
                String stage = trial.stage().equals(tune) ? "tune" : "test";
                own.add(new Outcome(
                        outcome.id(),
                        new Trial(stage, trial.factors(), trial.request(), trial.keep()),
                        outcome.state(),
                        outcome.result(),
                        outcome.curves(),
                        outcome.reason(),
                        outcome.seconds(),
                        outcome.directory(),
                        outcome.examples()));
            }
        }
        return own;
    }

    private static List<Trial> inStages(List<Trial> trials, String tune, String test) {
        return trials.stream()
                .map(trial -> new Trial(
                        trial.stage().equals("tune") ? tune : test, trial.factors(), trial.request(), trial.keep()))
                .toList();
    }

    void requireMetrics(Set<String> metrics) {
        plain().requireMetrics(metrics);
    }

    SpecException explain(Trial trial, SpecException refused) {
        return design(trial.stage()).explain(trial, refused);
    }

    private synchronized Study design(String stage) {
        return stage.equals(LEARN) ? learn() : stage.startsWith(PLAIN) || last == null ? plain() : last;
    }
}
