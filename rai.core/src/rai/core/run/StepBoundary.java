package rai.core.run;

import java.util.ArrayList;
import java.util.List;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Paused.Cause;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;
import rai.core.plan.Planned;
import rai.core.plan.PlannedPhase;
import rai.core.service.Services;
import rai.core.state.OptimizerState;
import rai.core.state.RunState;
import rai.core.state.Setup;
import rai.core.state.StateTransfer;

/** Between two steps: applies what has changed, waits if it must, and writes the state. */
final class StepBoundary {
    /** How often a run that waits looks whether its services are back, in milliseconds. */
    private static final long LOOK = 50;

    private final RunContext run;
    private final Steps steps;
    private final Evaluations evaluations;
    private final Probing probing;
    private final Persistence persistence;
    private final PendingRequests requests;

    StepBoundary(
            RunContext run,
            Steps steps,
            Evaluations evaluations,
            Probing probing,
            Persistence persistence,
            PendingRequests requests) {
        this.run = run;
        this.steps = steps;
        this.evaluations = evaluations;
        this.probing = probing;
        this.persistence = persistence;
        this.requests = requests;
    }

    /**
     * Applies what has changed since the last step, and waits if it must.
     *
     * @return whether the next step is done with other services than the last
     */
    boolean check() {
        boolean swapped = takeUpServices() | takeUpChange();
        if (requests.isPaused() && !requests.isStopped()) {
            swapped |= hold();
        }
        persistence.checkpoint(requests.isStopped() || swapped);
        if (requests.isStopped() && run.stop() == Stop.STEPS) {
            run.stopFor(Stop.INTERRUPTED);
            run.because("stopped after step " + run.completed() + " of "
                    + run.plan().totalSteps());
        }
        return swapped;
    }

    /** Uses the services that the catalog holds now; waits if one is gone. */
    private boolean takeUpServices() {
        if (!run.services().changed()) {
            return false;
        }
        long since = System.nanoTime();
        boolean waited = false;
        boolean changed = false;
        while (true) {
            try {
                List<Services.Swap> swaps = run.services().refresh();
                if (waited) {
                    run.tell(new RunEvent.Resumed(run.completed()));
                }
                swaps.forEach(s -> run.tell(new RunEvent.Swapped(run.completed(), s.kind(), s.from(), s.to(), "")));
                return changed || !swaps.isEmpty();
            } catch (SpecException e) {
                if (!waited) {
                    persistence.checkpoint(true);
                    run.tell(new RunEvent.Paused(run.completed(), Cause.SERVICE, e.getMessage()));
                    waited = true;
                }
                requests.await(LOOK);
                changed |= takeUpChange();
                if (requests.isStopped() || isPatienceOver(since, e)) {
                    return changed;
                }
            }
        }
    }

    private boolean isPatienceOver(long since, SpecException missing) {
        double patience = run.plan().request().faults().waitLimit();
        if (patience == 0 || System.nanoTime() - since < patience * 1e9) {
            return false;
        }
        run.stopFor(Stop.FAILED);
        run.because(missing.getMessage() + ": the run waited for " + Settings.number(patience)
                + " s and stopped after step " + run.completed() + " of "
                + run.plan().totalSteps());
        return true;
    }

    /** Waits until a user continues the run. */
    private boolean hold() {
        persistence.checkpoint(true);
        run.tell(RunEvent.Paused.byRequest(run.completed()));
        boolean swapped = false;
        while (requests.isPaused() && !requests.isStopped()) {
            requests.await(LOOK);
            swapped |= takeUpChange();
        }
        run.tell(new RunEvent.Resumed(run.completed()));
        return swapped | takeUpServices();
    }

    /** Makes the change that somebody asks for. */
    private boolean takeUpChange() {
        PendingRequests.Change change = requests.takeChange();
        if (change == null) {
            return false;
        }
        Setup before = run.setup();
        List<RunEvent.Swapped> events;
        try {
            if (change.phase() != run.phaseNumber()) {
                throw new SpecException(
                        "the run has just started its next method: check it and request the change again");
            }
            events = changeTo(change.planned());
        } catch (RuntimeException | LinkageError e) { // the run continues unchanged, and whoever asked is notified
            change.made().completeExceptionally(e);
            return false;
        }
        change.made().complete(events);
        run.state().takeSnapshot();
        run.keepBest(evaluations.best());
        events.forEach(run::tell);
        probing.changedFrom(before);
        persistence.checkpointAgain(); // what was asked for is another request now: it must not be lost
        return true;
    }

    private List<RunEvent.Swapped> changeTo(Planned planned) {
        RunState before = run.state();
        Setup setupBefore = run.setup();
        PlannedPhase stageBefore = run.phase();
        PlannedPhase stage = planned.plan().phases().get(run.phaseNumber());
        StateTransfer transfer =
                StateTransfer.of(setupBefore, planned, run.plan().seed());
        Setup setup = transfer.next();
        HandSwap swap = new HandSwap(setupBefore, setup, stageBefore, stage);

        RunState state = steps.stateOf(setup);
        List<String> variables = steps.variables(setup, stage);
        boolean same = setup.vector() == setupBefore.vector()
                && swap.sameOptimizers()
                && variables.equals(steps.variables(setupBefore, stageBefore));
        OptimizerState slots =
                same ? before.slots().with(setup.services(), setup.network()) : steps.optimizerOf(setup, stage);
        boolean slotsKept = same || slots.adopt(before.slots(), transfer.kept(), swap.sameOptimizers());
        state.continuePhase(before, slots, slotsKept);
        steps.keepNumbers(slots, setup, stage, before.slots().numbers(), slotsKept);
        steps.startSchedule(
                state, setup, stage, swap.sameSchedule() ? before.slots().numbers() : null);

        run.change(setup, stage);
        List<String> reinitialized = new ArrayList<>(transfer.reinitialized());
        List<String> missing = steps.kept(setup, stage).stream()
                .filter(name -> !run.hasStarted(name) || !transfer.keeps(name))
                .toList();
        if (!missing.isEmpty()) {
            try {
                steps.prepare(state);
                setup.services().method(stage.method()).start(state);
                state.completeStart();
            } catch (RuntimeException | LinkageError e) {
                run.change(setupBefore, stageBefore);
                throw e;
            }
            run.started(missing);
            reinitialized.addAll(missing);
        }
        run.trainIn(state);
        return swap.events(run.completed(), reinitialized, slots.slots().keySet(), slotsKept);
    }
}
