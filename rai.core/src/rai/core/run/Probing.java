package rai.core.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbedLayer;
import rai.api.run.RunEvent;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Workers;
import rai.core.data.Examples;
import rai.core.guard.FaultAttribution;
import rai.core.guard.Watchdog;
import rai.core.probe.ProbedState;
import rai.core.probe.SamplePass;
import rai.core.service.Services;
import rai.core.state.Setup;

/** Lets probes measure between two steps. One that fails is left out from then on, and the run continues. */
final class Probing {
    private static final long NEVER = -1;

    private final RunContext run;
    private final Workers workers;
    private final Examples train;
    private final Set<String> failed = new HashSet<>();
    /** Those whose bundle is gone, as far as that was reported. */
    private final Set<String> gone = new HashSet<>();

    private SamplePass pass;
    private Setup ofPass;
    /** The steps done at the last measurement. */
    private long last = NEVER;

    Probing(RunContext run, Workers workers, Examples train) {
        this.run = run;
        this.workers = workers;
        this.train = train;
    }

    /** Keeps the parameters as they are now, if a probe compares with them. */
    void keepStart() {
        if (run.plan().probes().compareWithStart(run.services())) {
            run.keepStart(run.vector().parameters().dup());
        }
    }

    /** The parameters may be others now, which start from the values that they have. */
    void changedFrom(Setup before) {
        if (run.start() != null && run.setup().vector() != before.vector()) {
            run.keepStart(run.vector().parameters().dup());
            run.tell(new RunEvent.Warned(
                    run.completed(),
                    "the layers have changed: probes compare the parameters with those after step " + run.completed()
                            + " from now on"));
        }
    }

    /** Measures if it is time to. */
    void measureIfDue(long perEpoch) {
        boolean due = !run.plan().probes().isEmpty()
                && run.plan()
                        .request()
                        .evaluation()
                        .probeInterval()
                        .isDue(run.completed(), run.state().done(), perEpoch);
        if (due) {
            measure();
        }
    }

    /** Measures, unless it did so after the same step, or something has failed that a probe may need. */
    void measure() {
        if (run.completed() <= last || run.failure() != null || run.isDataAltered()) {
            return;
        }
        last = run.completed();
        boolean fresh = true;
        for (var asked : run.plan().probes().specs().entrySet()) {
            String name = asked.getKey();
            Probe probe = run.services().get(Probe.class, asked.getValue());
            if (failed.contains(name) || isGone(name, asked.getValue(), probe)) {
                continue;
            }
            begin(fresh);
            fresh = false;
            RunEvent.Probed measured = measured(name, asked.getValue(), probe);
            if (measured != null) {
                run.tell(measured);
            }
        }
    }

    private boolean isGone(String name, Spec spec, Probe probe) {
        if (probe != null) {
            gone.remove(name);
            return false;
        }
        if (gone.add(name)) {
            run.tell(new RunEvent.Warned(
                    run.completed(),
                    "the probe " + spec
                            + " is gone: the run continues without it, and measures again when it is back"));
        }
        return true;
    }

    /** @param fresh whether the run has moved since the pass was last used */
    private void begin(boolean fresh) {
        boolean made = pass == null || ofPass != run.setup();
        if (made) {
            pass = new SamplePass(
                    run.setup().network(),
                    run.vector().parameters(),
                    run.state().layers(),
                    run.services(),
                    workers,
                    train,
                    run.plan().request().evaluation().probeRows(),
                    run.plan().seed());
            ofPass = run.setup();
        }
        if (made || fresh) {
            pass.begin(run.completed(), run.state().loss());
        }
    }

    /** @return null if the probe failed */
    private RunEvent.Probed measured(String name, Spec spec, Probe probe) {
        ProbedState state = null;
        try {
            ProbedState seen = new ProbedState(pass, probe.comparesWithStart() ? run.start() : null);
            state = seen;
            double limit = run.plan().request().faults().stepLimit();
            RunEvent.Probed measured = new Watchdog(limit, workers::threads)
                    .lend(
                            "rai-probe",
                            () -> new RunEvent.Probed(
                                    run.completed(), name, probe.columns(), List.copyOf(probe.measure(seen))));
            requireFit(measured, seen);
            return measured;
        } catch (RuntimeException | Error e) { // whatever it is, the training does not depend on it
            leaveOut(name, spec, e);
            return null;
        } finally {
            if (state != null) {
                state.close();
            }
        }
    }

    private static void requireFit(RunEvent.Probed measured, ProbedState state) {
        Set<String> layers =
                new HashSet<>(state.layers().stream().map(ProbedLayer::name).toList());
        layers.add(Measurement.NETWORK);
        for (Measurement row : measured.rows()) {
            if (row.values().size() != measured.columns().size()) {
                throw new SpecException("it returned " + row.values().size() + " numbers for its "
                        + measured.columns().size() + " columns");
            }
            if (!layers.contains(row.layer())) {
                throw new SpecException("it returned a row for '" + row.layer() + "', which is not a layer");
            }
        }
    }

    private void leaveOut(String name, Spec spec, Throwable failure) {
        failed.add(name);
        pass = null; // a thread that hangs may still use it
        Services.InUse used = run.services().inUse(Probe.class, spec);
        run.services().release(Probe.class, spec);
        boolean plain = failure instanceof SpecException || failure instanceof Watchdog.Hang;
        String what = plain ? failure.getMessage() : failure.toString();
        if (!plain
                && FaultAttribution.executing(Watchdog.traces(failure), List.of(used), Services.InUse::service)
                        .isPresent()) {
            run.services().condemn(used, "it failed in a run: " + what);
        }
        run.tell(new RunEvent.Warned(
                run.completed(),
                "the " + used + " failed after step " + run.completed() + " (" + what
                        + "): the run continues without it"));
    }
}
