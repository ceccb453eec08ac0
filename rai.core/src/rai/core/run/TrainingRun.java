package rai.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.run.Change;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.core.compute.Workers;
import rai.core.data.ClassWeights;
import rai.core.data.DataFacts;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;
import rai.core.data.Preparation;
import rai.core.data.Standardization;
import rai.core.evaluate.Evaluation;
import rai.core.evaluate.TrainedModel;
import rai.core.guard.Watchdog;
import rai.core.network.NamedTensors;
import rai.core.plan.Changes;
import rai.core.plan.Keys;
import rai.core.plan.Plan;
import rai.core.plan.Planned;
import rai.core.plan.Planner;
import rai.core.state.RunState;
import rai.core.state.Setup;
import rai.core.store.Checkpoint;
import rai.core.store.RunDirectory;

/** A run: drives every method through the same step, whatever it is. */
public final class TrainingRun implements Run {
    /** Steps between two snapshots: what has to be done again at most to come back to the last good state. */
    private static final long SNAPSHOT = 50;

    private final RunContext now;
    private final Workers workers;
    private final DataFacts data;
    private final Preparation preparation;
    private final Map<String, Object> read;
    private final Standardization standardization;
    private final RunDirectory directory;
    private final PendingRequests requests = new PendingRequests();
    private final Object changing = new Object();
    private final Watchdog watchdog;
    private final Steps steps;
    private final FaultReport faults;
    private final Evaluations evaluations;
    private final Persistence persistence;
    private final StepBoundary boundary;
    private final Recovery recovery;
    private final Probing probing;
    /** Null if it does not start with the values of another run. */
    private RunEvent.StartedFrom startedFrom;

    private boolean untrained;

    private boolean endedEarly;

    public TrainingRun(
            Setup setup,
            Workers workers,
            DataFacts data,
            Preparation preparation,
            Map<String, Object> read,
            ExampleParts examples,
            Standardization standardization,
            RunDirectory directory) {
        now = new RunContext(setup);
        this.workers = workers;
        this.data = data;
        this.preparation = preparation;
        this.read = read;
        Examples train = examples.train();
        this.standardization = standardization;
        this.directory = directory;
        watchdog = new Watchdog(setup.plan().request().faults().stepLimit(), workers::threads);
        steps = new Steps(now, watchdog, workers, data, train, examples.weights());
        faults = new FaultReport(now);
        evaluations = new Evaluations(now, steps, faults, examples);
        persistence = new Persistence(
                now, directory, standardization, new Judgement(examples, preparation, evaluations::watchedHint));
        probing = new Probing(now, workers, train);
        boundary = new StepBoundary(now, steps, evaluations, probing, persistence, requests);
        recovery = new Recovery(now, steps, evaluations, persistence, faults, train);
        now.trainIn(steps.stateOf(setup));
    }

    /** Reports when the run begins that it starts with the values of another one. */
    public void startsFrom(RunEvent.StartedFrom event) {
        startedFrom = event;
    }

    /** The run ends as it starts: with parameters that were trained elsewhere. */
    public void takesNoSteps() {
        untrained = true;
    }

    /**
     * Checks that evaluations give the metrics that early stopping and schedules watch.
     *
     * @throws rai.api.spec.SpecException if they do not
     */
    public void requireWatched() {
        evaluations.requireWatched(now.setup().planned());
    }

    @Override
    public String name() {
        return directory.name();
    }

    @Override
    public Optional<Path> directory() {
        return directory.path();
    }

    @Override
    public Map<String, Object> data() {
        return read;
    }

    @Override
    public void stop() {
        requests.stop();
    }

    @Override
    public void pause() {
        requests.pause();
    }

    @Override
    public void proceed() {
        requests.proceed();
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        synchronized (changing) {
            requests.requireOpen();
            int phase = now.phaseNumber();
            Setup setup = now.setup();
            RunRequest request = new Changes(setup.services()).of(setup.plan(), phase, change);
            Planned planned = Planner.again(setup.services().catalog(), request, setup.plan(), data);
            Keys.unnamed(() -> {
                evaluations.requireWatched(planned);
                return null;
            });
            return requests.ask(planned, phase);
        }
    }

    @Override
    public RunResult train(Consumer<RunEvent> listener) {
        now.listenWith(event -> {
            directory.record(event);
            listener.accept(event);
        });
        directory.onFull(listener, requests::isStopped, this::endUnkept);
        return watchdog.watch("rai-run-" + name(), this::trainAll, thread -> requests.stop(), hang -> {
            requests.close();
            return recovery.endWithout(hang);
        });
    }

    /** In the thread of the run, when its directory could not be written for too long. */
    private void endUnkept(String reason) {
        if (now.stop() == Stop.STEPS) {
            now.stopFor(Stop.FAILED);
            now.addReason(reason);
        }
        requests.stop();
    }

    private RunResult trainAll() {
        try {
            Plan plan = now.plan();
            Checkpoint from = directory.checkpoint().orElse(null);
            directory.begin(
                    plan.request(),
                    plan.describe(),
                    now.services().providers(),
                    plan.metrics().names(),
                    plan.probes().columns(now.services()),
                    () -> NamedTensors.of(now.setup().network()));
            if (from != null) {
                persistence.takeUp(from);
                plan.phases()
                        .subList(0, now.ended().size())
                        .forEach(over -> now.started(steps.kept(now.setup(), over)));
            }
            now.tell(new RunEvent.Started(now.completed(), name(), plan.totalSteps(), plan.describe()));
            if (startedFrom != null && from == null) {
                now.tell(startedFrom);
            }
            probing.keepStart();
            requests.open();
            while (now.ended().size() < plan.phases().size() && now.stop() == Stop.STEPS) {
                runPhase(from);
                from = null;
            }
            if (now.stop() == Stop.STEPS && endedEarly) {
                now.stopFor(Stop.EARLY);
            }
            requests.close();
            now.tell(new RunEvent.Stopped(now.completed(), now.stop(), now.reason()));
            return persistence.finish();
        } finally {
            requests.close();
        }
    }

    /** @param from where the run continues; null if the phase begins */
    private void runPhase(Checkpoint from) {
        long began = System.nanoTime();
        begin(from);
        if (now.completed() == 0 && now.ended().isEmpty()) {
            now.worked(System.nanoTime() - began);
            probing.measure();
            began = System.nanoTime();
        }
        boolean early = false;
        boolean sameServices = true; // as those that did the steps since the snapshot
        while (!untrained && now.state().done() < now.phase().steps() && now.stop() == Stop.STEPS) {
            now.worked(System.nanoTime() - began);
            boolean swapped = boundary.check();
            began = System.nanoTime();
            if (now.stop() != Stop.STEPS) {
                break;
            }
            if (swapped || now.state().done() % SNAPSHOT == 0) {
                if (recovery.dataWereAltered() || recovery.isServiceBad()) {
                    recovery.comeBack(false);
                    break;
                }
                now.state().requestSnapshot();
            }
            sameServices &= !swapped;
            steps.one();
            if (now.failure() != null || !now.state().isFinite()) {
                recovery.comeBack(sameServices);
                break;
            }
            sameServices |= !now.state().isSnapshotDue(); // it was taken in this step
            now.completeStep();
            now.worked(System.nanoTime() - began);
            tellStep();
            began = System.nanoTime();
            if (now.best() != null && now.best().isOver()) {
                early = true;
                break;
            }
        }
        now.worked(System.nanoTime() - began);
        end(early);
    }

    private void begin(Checkpoint from) {
        now.beginPhase();
        steps.startBatches(now.phase());
        RunState state = now.state();
        state.beginPhase(
                now.phaseNumber(),
                from == null ? 0 : from.number("steps_of_phase"),
                steps.optimizerOf(now.setup(), now.phase()));
        steps.startSchedule(state, now.setup(), now.phase(), null);
        steps.prepare(state);
        if (from == null) {
            start();
        } else {
            persistence.restore(from);
        }
        now.started(steps.kept(now.setup(), now.phase()));
        state.takeSnapshot();
        now.keepBest(evaluations.best());
        if (from != null && now.best() != null && from.has("early_stopping")) {
            now.best().restore(from);
        }
    }

    private void start() {
        steps.inServices(() -> {
            now.services().method(now.phase().method()).start(now.state());
            now.state().completeStart();
        });
        if (now.failure() != null) {
            now.stopFor(Stop.FAILED);
            now.because(now.phase().method().name() + " could not start: " + faults.sentence(now.failure())
                    + "; the run stopped after step " + now.completed());
        }
    }

    private void tellStep() {
        now.tell(new RunEvent.Stepped(
                now.completed(), now.phase().method().name(), now.state().objective()));
        if (!steps.batches.full() && now.state().done() % steps.batches.perEpoch() == 0) {
            now.tell(new RunEvent.Epoch(now.completed(), now.state().done() / steps.batches.perEpoch()));
        }
        boolean due = now.plan()
                .request()
                .evaluation()
                .every()
                .isDue(now.completed(), now.state().done(), steps.batches.perEpoch());
        if (due && now.state().done() < now.phase().steps()) {
            evaluations.observe(evaluations.now());
        }
        probing.measureIfDue(steps.batches.perEpoch());
    }

    /** @param early whether early stopping ends the phase */
    private void end(boolean early) {
        if (now.failure() == null && recovery.dataWereAltered()) {
            recovery.comeBack(false);
        }
        long done = now.state().done();
        Evaluation end = early ? evaluations.last() : evaluations.now();
        if (!early && now.stop() != Stop.FAILED) {
            evaluations.observe(end);
        }
        probing.measure();
        endedEarly = early;
        if (now.best() != null && evaluations.goBackToBest(early)) {
            end = evaluations.now();
        }
        Map<String, Object> ended = now.describe(done, end);
        if (evaluations.stopsEarly()) {
            ended.put("kept_step", now.completed() - done + now.state().done());
            ended.put("stopped_early", early);
        }
        now.endPhase(ended);
    }

    @Override
    public Model model() {
        Setup setup = now.setup();
        return new TrainedModel(
                setup.network(),
                now.state().pass(),
                ClassWeights.without(now.state().loss()),
                setup.vector().values.dataType(),
                preparation,
                standardization,
                setup.plan().describe(),
                setup.services());
    }

    @Override
    public void close() {
        workers.close();
        directory.close();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "run %s, step %d of %d",
                name(),
                now.completed(),
                now.plan().totalSteps());
    }
}
