package rai.core.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rai.api.method.GradientMethod;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.data.Examples;
import rai.core.guard.Watchdog;
import rai.core.state.RunState;
import rai.core.state.Snapshot;

/** Goes back to the last good state if a step failed, and says what happened. */
final class Recovery {
    /** How often services in use are looked at, in nanoseconds. */
    private static final long INTERVAL = 2_000_000_000L;

    private final RunContext run;
    private final Steps steps;
    private final Evaluations evaluations;
    private final Persistence persistence;
    private final FaultReport faults;
    private final Examples train;
    /** The checksum of the training data as they came. */
    private final long whole;
    /** When the services were last looked at. */
    private long lookedAt = System.nanoTime();

    Recovery(
            RunContext run,
            Steps steps,
            Evaluations evaluations,
            Persistence persistence,
            FaultReport faults,
            Examples train) {
        this.run = run;
        this.steps = steps;
        this.evaluations = evaluations;
        this.persistence = persistence;
        this.faults = faults;
        this.train = train;
        whole = train.checksum();
    }

    /** All services receive the same examples: one that alters them damages everything after it. */
    boolean dataWereAltered() {
        if (train.checksum() == whole) {
            return false;
        }
        run.dataAltered(new SpecException("it altered the training data"));
        return true;
    }

    /** Whether a service in use no longer keeps the rules of its kind; looked at now and then. */
    boolean isServiceBad() {
        if (System.nanoTime() - lookedAt < INTERVAL) {
            return false;
        }
        lookedAt = System.nanoTime();
        List<String> bad = run.services().condemnBad();
        if (!bad.isEmpty()) {
            run.distrust(new SpecException(String.join("; ", bad)));
        }
        return !bad.isEmpty();
    }

    /**
     * Goes back to the last state whose objective was finite: from the last snapshot, doing its steps again; or to the
     * snapshot itself, if a service was swapped since and the steps can't be repeated.
     *
     * @param sameServices whether the services are those of all steps since the snapshot
     */
    void comeBack(boolean sameServices) {
        RunState state = run.state();
        long bad = run.completed() + 1;
        boolean objectiveWasBad = run.failure() == null && !Double.isFinite(state.objective());
        String what = what(objectiveWasBad);
        String guilty = run.failure() == null ? faults.forNan() : "";
        String when = run.isDistrusted() ? "until step " + run.completed() : "at step " + bad;
        String where = when + " " + what + guilty + ": the run stopped";
        run.stopFor(run.failure() == null && guilty.isEmpty() ? Stop.NAN : Stop.FAILED);
        state.takeReports(); // figures of the step that is discarded; steps that are done again report theirs
        if (isUntouched()) {
            keep(where);
            return;
        }
        if (state.snapshot() == null) {
            run.because(where + "; " + tooLarge());
            return;
        }
        long good = objectiveWasBad && !state.isMoved() ? state.done() - 1 : state.done();
        long phaseStart = run.completed() - state.done();
        Throwable first = run.failure();
        doAgain(sameServices && guilty.isEmpty() ? good : 0); // not with a service that has turned bad
        if (run.failure() != first) { // it fails in steps that went well before: the snapshot is what can be had
            state.restoreSnapshot();
        }
        run.goBackTo(phaseStart + state.done());
        boolean mayBeSlope = run.failure() == null && guilty.isEmpty() && !objectiveWasBad;
        keep(
                mayBeSlope
                        ? badSlope()
                                .map(slope -> when + " " + slope + ": the run stopped")
                                .orElse(where)
                        : where);
    }

    /** Found in the last good state, since in the bad one all layers below have become NaN too. */
    private Optional<String> badSlope() {
        try {
            steps.prepare(run.state());
            return new NanDiagnosis(run.setup(), run.state(), train).badSlope();
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty(); // an engine may have no such pass, and the parameters have been named
        }
    }

    /** A run that failed can continue from here when its service is repaired; one that ran into NaN would do so again. */
    private void keep(String where) {
        if (run.stop() == Stop.FAILED) {
            persistence.checkpoint(true);
        }
        run.because(where + kept()); // after the checkpoint: a run that continues has not failed
    }

    private String what(boolean objectiveWasBad) {
        return run.failure() == null
                ? new NanDiagnosis(run.setup(), run.state(), train).sentence(objectiveWasBad)
                : (run.isDistrusted() ? "" : "of " + run.phase().method().name() + " ")
                        + faults.sentence(run.failure());
    }

    private String kept() {
        return " and kept its state after step " + run.completed();
    }

    /** A service that fails before the optimizer moves has done no harm: there is nothing to go back to. */
    private boolean isUntouched() {
        return run.failure() != null
                && !run.isDistrusted()
                && !run.state().isTouched()
                && run.services().method(run.phase().method()) instanceof GradientMethod;
    }

    private String tooLarge() {
        return String.format(
                Locale.ROOT,
                "a state of %.1f GB is not copied, so the run cannot return to the last good one",
                Snapshot.bytes(run.vector(), run.state().slots()) / 1e9);
    }

    /** From the last snapshot on, until so many steps are done or a service fails. */
    private void doAgain(long upTo) {
        RunState state = run.state();
        Throwable first = run.failure();
        state.restoreSnapshot();
        while (state.done() < upTo && run.failure() == first) {
            steps.one();
            state.completeStep();
        }
    }

    /** The result if the thread of the run hangs in a service for good: that of the last copy of the state. */
    RunResult endWithout(Watchdog.Hang hang) {
        long phaseStart = run.completed() - run.state().done();
        Snapshot copy = run.state().snapshot();
        run.failed(hang);
        run.stopFor(Stop.FAILED);
        String reason = "at step " + (run.completed() + 1) + " of "
                + run.phase().method().name() + " " + faults.sentence(hang) + ": the run stopped";
        if (copy == null) {
            reason += "; " + tooLarge();
        } else {
            run.goBackTo(phaseStart + copy.done());
            reason += kept();
        }
        run.because(reason + "; the thread does not end and stays busy until the process ends");
        if (copy != null) {
            persistence.checkpoint(copy);
        }
        run.endPhase(run.describe(copy == null ? run.state().done() : copy.done(), evaluations.unknown()));
        run.tell(new RunEvent.Stopped(run.completed(), run.stop(), run.reason()));
        return persistence.finish(copy);
    }
}
