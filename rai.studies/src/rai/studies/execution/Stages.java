package rai.studies.execution;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.api.study.StudyCall;
import rai.api.study.Trial;
import rai.studies.journal.Journal;
import rai.studies.journal.Plan;
import rai.studies.journal.Row;

/**
 * Goes through the stages of a study: asks it for trials, and when all of them have ended, again with their outcomes. The outcomes come
 * from the journal, in the order of the plan, so that nothing depends on when or where a trial ended.
 */
final class Stages {
    private final StudyCall call;
    private final TrialPlanner planner;
    private final Journal journal;
    private final Store store;
    private final Map<String, Row> taken = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private int reused;
    private List<PlannedTrial> trials;
    private boolean whole;

    /** What becomes of the journal. A study that is only planned changes nothing. */
    interface Store {
        /** Outcomes of other studies hold here; returns whether the journal has them now. */
        boolean takeOver(List<Row> rows);

        /** Trials have to be trained again, since their runs were not kept; returns whether the journal has lost them now. */
        boolean repeat(Set<String> ids);
    }

    Stages(StudyCall call, TrialPlanner planner, Journal journal, Store store) {
        this.call = call;
        this.planner = planner;
        this.journal = journal;
        this.store = store;
        plan(List.of());
    }

    private void plan(List<Outcome> ended) {
        List<PlannedTrial> next = planner.plan(call.study().study().plan(call.request(), ended).stream()
                .map(this::placed)
                .toList());
        if (next.isEmpty() && call.study().study().trains()) {
            throw new SpecException("the study " + call.study().name() + " plans no trial: change what is left out");
        }
        trials = next;
    }

    private Trial placed(Trial trial) {
        return new Trial(trial.stage(), trial.factors(), call.request().of(trial.request()), trial.keep());
    }

    /** Finds out which of the trials have ended, here or in other studies. */
    void settle() {
        journal.refresh();
        Set<String> unkept = unkept();
        if (!unkept.isEmpty() && !store.repeat(unkept)) {
            repeated.addAll(unkept);
        }
        Set<String> missing = new HashSet<>();
        for (PlannedTrial trial : trials) {
            if (!hasEnded(trial) && !trial.trial().keep()) {
                missing.add(trial.id());
            }
        }
        List<Row> others = Siblings.of(call.directory(), missing);
        reused += others.size();
        if (!others.isEmpty() && !store.takeOver(others)) {
            others.forEach(row -> taken.put(row.outcome().id(), row));
        }
        journal.refresh();
    }

    /** Trials whose runs are to be kept, and were not. */
    private Set<String> unkept() {
        Set<String> kept = new HashSet<>();
        for (PlannedTrial trial : trials) {
            State state = journal.state(trial.id());
            if (trial.trial().keep() && state != null && state != State.FAILED) {
                kept.add(trial.id());
            }
        }
        Set<String> unkept = new HashSet<>();
        if (!kept.isEmpty()) {
            journal.rows(kept::contains, row -> {
                if (row.outcome().directory().filter(Files::isDirectory).isEmpty()) {
                    unkept.add(row.outcome().id());
                }
            });
        }
        return unkept;
    }

    /** @return whether the journal, or that of another study, has it */
    boolean hasEnded(PlannedTrial trial) {
        return journal.state(trial.id()) != null && !repeated.contains(trial.id()) || taken.containsKey(trial.id());
    }

    /** @return the trials known so far, in the order of the plan */
    List<PlannedTrial> trials() {
        return trials;
    }

    /** @return whether all trials have ended, and no stage follows */
    boolean isWhole() {
        return whole;
    }

    /** @return the trials that have not ended */
    List<PlannedTrial> missing() {
        journal.refresh();
        Set<String> seen = new HashSet<>();
        return trials.stream()
                .filter(trial -> !hasEnded(trial) && seen.add(trial.id()))
                .toList();
    }

    /**
     * Plans as many stages as follow from what has ended.
     *
     * @param begun receives each stage that begins, with its trials
     */
    void advance(Consumer<List<PlannedTrial>> begun) {
        while (!whole && missing().isEmpty()) {
            List<PlannedTrial> before = trials;
            plan(outcomes());
            settle();
            if (missing().isEmpty() && trials.equals(before)) {
                whole = true;
                return;
            }
            List<PlannedTrial> fresh = new ArrayList<>(trials);
            fresh.removeAll(new HashSet<>(before));
            if (!fresh.isEmpty()) {
                begun.accept(fresh);
            } else if (missing().isEmpty()) {
                whole = true;
            }
        }
    }

    /** @return the outcomes of all trials of the plan that have ended, in its order */
    List<Outcome> outcomes() {
        Set<String> ids = new HashSet<>();
        trials.forEach(trial -> ids.add(trial.id()));
        Map<String, Outcome> ended = new HashMap<>();
        taken.values().forEach(row -> ended.put(row.outcome().id(), row.outcome()));
        journal.rows(ids::contains, row -> ended.put(row.outcome().id(), row.outcome()));
        List<Outcome> inOrder = new ArrayList<>();
        for (PlannedTrial trial : trials) {
            if (ended.containsKey(trial.id())) {
                inOrder.add(Row.as(ended.get(trial.id()), trial.trial()));
            }
        }
        return inOrder;
    }

    /** @return how many outcomes other studies had */
    int reused() {
        return reused;
    }

    /** @return the plan, with the estimated time of each trial */
    Plan plan(Times times) {
        return new Plan(
                trials.stream()
                        .map(trial -> new Plan.Planned(
                                trial.id(),
                                trial.trial().stage(),
                                trial.trial().factors(),
                                trial.trial().keep(),
                                times.of(trial)))
                        .toList(),
                whole);
    }
}
