package rai.core.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Task;
import rai.api.method.GradientMethod;
import rai.api.method.TrainingMethod;
import rai.api.run.Change;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Settings;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.store.Checkpoint;
import rai.core.store.RunDirectory;

/** A run: drives every method through the same step, whatever it is. */
final class TrainingRun implements Run {
    /** Steps between two snapshots: what has to be done again at most to come back to the last good state. */
    private static final long SNAPSHOT = 50;
    /** How often a paused run looks whether its services are back, in milliseconds. */
    private static final long LOOK = 50;
    /** How often the state is written where that goes by time, in nanoseconds. */
    private static final long CHECKPOINT = 60_000_000_000L;
    private static final long NEVER = -1;

    private final Workers workers;
    private final DataFacts data;
    private final Examples train;
    private final Examples test;
    private final Standardization standardization;
    private final Batches batches;
    private final RunDirectory directory;
    private final List<Map<String, Object>> phases = new ArrayList<>();
    private final Set<String> failedMetrics = new HashSet<>();
    /** The variables of methods that have been given their start values. */
    private final Set<String> started = new HashSet<>();

    private final EarlyStopping stopping;
    private final Wishes wishes = new Wishes();
    private final Object changing = new Object();
    private final Watchdog watchdog;

    // read by threads that ask for changes
    private volatile Setup setup;
    private volatile int phase;

    private RunState state;
    private Plan.Stage stage;
    /** The steps done when the state was last written, or the run began. */
    private long written;
    private long writtenAt = System.nanoTime();

    private Consumer<RunEvent> listener = event -> {};
    private long completed;
    private long nanos;
    private Stop stop = Stop.STEPS;
    private String reason = "";
    /** The best state of the present phase; null without early stopping. */
    private BestState best;
    /** The last evaluation. */
    private Evaluation last;
    private boolean endedEarly;
    /** What a service threw; null as long as all goes well. */
    private Throwable failure;
    /** The checksum of the training data as they came. */
    private final long whole;
    private boolean altered;

    TrainingRun(
            Setup setup, Workers workers, DataFacts data, Examples train, Examples test, Standardization standardization,
            RunDirectory directory) {
        this.setup = setup;
        this.workers = workers;
        this.data = data;
        this.train = train;
        this.test = test;
        whole = train.checksum();
        this.standardization = standardization;
        this.directory = directory;
        watchdog = new Watchdog(plan().request().supervision().stepLimit(), workers);
        batches = new Batches(train, plan().request().batch(), plan().request().seed());
        state = stateOf(setup);
        stopping = plan().request().control().stopEarly().map(EarlyStopping::parse).orElse(null);
    }

    private RunState stateOf(Setup of) {
        RunState made = new RunState(
                of.network(), of.vector(), of.layers(), of.services(), workers, of.plan().request().seed(),
                watchdog::undisturbed);
        made.loss = of.services().loss(of.plan().loss());
        return made;
    }

    private Plan plan() {
        return setup.plan();
    }

    private Services services() {
        return setup.services();
    }

    private TrainedVector vector() {
        return setup.vector();
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
    public void stop() {
        wishes.stop();
    }

    @Override
    public void pause() {
        wishes.pause();
    }

    @Override
    public void proceed() {
        wishes.proceed();
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        synchronized (changing) {
            wishes.requireOpen();
            Plan before = plan();
            int now = phase;
            RunRequest request = new Changes(services()).of(before, now, change);
            return wishes.ask(Planner.again(services().catalog(), request, before, data), now);
        }
    }

    @Override
    public RunResult train(Consumer<RunEvent> newListener) {
        listener = event -> {
            directory.record(event);
            newListener.accept(event);
        };
        return watchdog.watch("rai-run-" + name(), this::trainAll, wishes::stop, this::endWithout);
    }

    private RunResult trainAll() {
        try {
            Checkpoint from = directory.checkpoint().orElse(null);
            directory.begin(plan().request(), plan().describe(), services().providers(), plan().metrics().names());
            if (from != null) {
                takeUp(from);
            }
            listener.accept(new RunEvent.Started(completed, name(), plan().totalSteps(), plan().describe()));
            wishes.open();
            while (phases.size() < plan().phases().size() && stop == Stop.STEPS) {
                runPhase(from);
                from = null;
            }
            if (stop == Stop.STEPS && endedEarly) {
                stop = Stop.EARLY;
            }
            wishes.close();
            listener.accept(new RunEvent.Stopped(completed, stop, reason));
            RunResult result = result();
            directory.finish(result, arrays());
            return result;
        } finally {
            wishes.close();
        }
    }

    /** What does not belong to a single phase. */
    @SuppressWarnings("unchecked")
    private void takeUp(Checkpoint from) {
        completed = from.step();
        written = completed;
        nanos = from.number("nanoseconds");
        reason = (String) from.get("reason");
        phases.addAll((List<Map<String, Object>>) from.get("phases"));
    }

    /** What belongs to the phase that the run is in. */
    private void restore(Checkpoint from) {
        arraysOfPhase(vector().values, state.slots.slots(), state.layers).forEach(from::restore);
        RunNumbers.restore(state.slots.numbers().all(), from.map("numbers"));
        state.reports().putAll(from.map("reports"));
        state.movedSince = from.numberOr("moved_since", 0);
    }

    /** Writes all that the next steps depend on, where it is time to. */
    private void checkpoint(boolean now) {
        long every = plan().request().checkpoints().every();
        boolean due = every > 0 ? completed % every == 0 : System.nanoTime() - writtenAt >= CHECKPOINT;
        if (directory.isKept() && completed != written && (due || now)) {
            Map<String, INDArray> arrays = arraysOfPhase(vector().values, state.slots.slots(), state.layers);
            Map<String, Object> more = new LinkedHashMap<>();
            if (best != null) {
                more.put("early_stopping", best.numbers());
                arrays.putAll(best.arrays());
            }
            write(completed, state.done, state.slots.numbers().all(), more, arrays);
        }
    }

    private void write(
            long step, long ofPhase, Map<String, Double> ofServices, Map<String, Object> more, Map<String, INDArray> arrays) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("format", 1);
        numbers.put("step", step);
        numbers.put("phase", state.phase);
        numbers.put("steps_of_phase", ofPhase);
        numbers.put("moved_since", state.movedSince);
        numbers.put("nanoseconds", nanos);
        numbers.put("reason", reason);
        numbers.put("phases", phases);
        numbers.put("numbers", ofServices);
        numbers.put("reports", state.reports());
        numbers.putAll(more);
        directory.checkpoint(step, plan().request(), plan().describe(), numbers, arrays);
        written = step;
        writtenAt = System.nanoTime();
    }

    private void runPhase(Checkpoint from) {
        phase = phases.size();
        stage = plan().phases().get(phase);
        TrainingMethod method = services().method(stage.method());
        OptimizerState slots = optimizerState(setup, stage, method);
        state.slots = slots;
        state.movedSince = 0;
        startSchedule(state, services(), stage, null);
        state.phase = phase;
        state.done = from == null ? 0 : from.number("steps_of_phase");
        prepareStep(state);
        long began = System.nanoTime();
        if (from == null) {
            start(method);
        } else {
            restore(from);
        }
        method.variables(setup.network(), data.examples()).forEach(variable -> started.add(variable.name()));
        state.snapshot = Snapshot.ofStart(vector(), slots, state.layers, state.done);
        best = bestState();
        if (from != null && best != null) {
            best.restore(from);
        }
        boolean early = false;
        endedEarly = false;
        boolean sameServices = true; // as those that did the steps since the snapshot
        while (state.done < stage.steps() && stop == Stop.STEPS) {
            nanos += System.nanoTime() - began;
            boolean swapped = betweenSteps();
            began = System.nanoTime();
            if (stop != Stop.STEPS) {
                break;
            }
            if (swapped || state.done % SNAPSHOT == 0) {
                if (dataWereAltered()) {
                    comeBack(false);
                    break;
                }
                state.snapshotDue = true;
            }
            sameServices &= !swapped;
            oneStep();
            if (failure != null || !state.finite) {
                comeBack(sameServices);
                break;
            }
            sameServices |= !state.snapshotDue; // it was taken in this step
            state.done++;
            completed++;
            nanos += System.nanoTime() - began;
            tellStep();
            began = System.nanoTime();
            if (best != null && best.isOver()) {
                early = true;
                break;
            }
        }
        nanos += System.nanoTime() - began;
        if (failure == null && dataWereAltered()) {
            comeBack(false);
        }
        long done = state.done;
        Evaluation end = early ? last : evaluate();
        if (!early && stop != Stop.FAILED) {
            observe(end);
        }
        if (best != null && goBackToBest(early)) {
            end = evaluate();
        }
        Map<String, Object> ended = describe(done, end);
        if (stopping != null) {
            ended.put("kept_step", completed - done + state.done);
            ended.put("stopped_early", early);
        }
        phases.add(ended);
    }

    /** All services are handed the same examples: whoever alters them spoils whatever comes after. */
    private boolean dataWereAltered() {
        if (train.checksum() == whole) {
            return false;
        }
        altered = true;
        failure = new SpecException("it altered the training data");
        return true;
    }

    private Map<String, Object> describe(long steps, Evaluation end) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("method", stage.method().toString());
        ended.put("optimizer", stage.optimizer().toString());
        ended.put("steps", steps);
        ended.put("train", end.train());
        ended.put("test", end.test());
        ended.put("report", end.method());
        return ended;
    }

    private OptimizerState optimizerState(Setup of, Plan.Stage ofStage, TrainingMethod method) {
        List<String> trained = new ArrayList<>(List.of(TrainedVector.PARAMETERS));
        method.variables(of.network(), data.examples()).forEach(v -> trained.add(v.name()));
        OptimizerState slots = new OptimizerState(
                ofStage, of.services(), of.network(), of.vector(), trained, of.plan().request().control());
        slots.init();
        return slots;
    }

    private BestState bestState() {
        return stopping == null
                ? null
                : new BestState(
                        stopping, stopping.larger(plan().metrics().now(services())), vector(), state.slots, state.layers);
    }

    /** Begins a schedule, or goes on with one whose numbers so far are given. */
    private static void startSchedule(RunState of, Services services, Plan.Stage stage, RunNumbers before) {
        of.steps = stage.steps();
        of.schedule = stage.schedule() == null ? null : services.schedule(stage.schedule());
        if (of.schedule != null) {
            of.ofSchedule = of.slots.numbers().of("schedule", of.schedule.numbers());
            of.schedule.init(of.ofSchedule);
            if (before != null) {
                of.slots.numbers().adopt(before, "schedule");
            }
        }
    }

    /** Goes back to the state in which the watched metric was best; false where that is the present one. */
    private boolean goBackToBest(boolean early) {
        long phaseStart = completed - state.done;
        boolean back = best.restore(vector(), state.slots, state.done);
        if (!back && !early) {
            return false;
        }
        String sentence = best.metric() + " was best after step " + (phaseStart + best.at()) + " ("
                + String.format(Locale.ROOT, "%.4g", best.best()) + ")"
                + (early
                        ? " and has not improved in " + best.waited() + (best.waited() == 1 ? " evaluation" : " evaluations")
                                + " since: stopped after step " + completed
                        : "")
                + (back ? "; that state is kept" : "");
        if (back) {
            state.done = best.at();
            listener.accept(new RunEvent.WentBack(completed, phaseStart + best.at(), sentence));
        }
        reason = reason.isEmpty() ? sentence : reason + "; " + sentence;
        endedEarly = early;
        best = null; // what is evaluated from now on is the best state
        return back;
    }

    /**
     * Checks that evaluations give the metrics that early stopping and schedules watch.
     *
     * @throws SpecException where they do not
     */
    void requireWatched() {
        List<String> watched = new ArrayList<>();
        if (stopping != null) {
            watched.add(stopping.metric);
        }
        plan().phases().stream()
                .filter(planned -> planned.schedule() != null)
                .flatMap(planned -> services().schedule(planned.schedule()).watches().stream())
                .filter(figure -> !figure.equals(RunState.OBJECTIVE))
                .forEach(watched::add);
        if (!watched.isEmpty()) {
            Map<String, Double> ofEach = Evaluator.unknown(train.task(), plan().metrics().names());
            Map<String, Double> known = figures(ofEach, test == null ? Map.of() : ofEach);
            watched.forEach(figure -> ControlCheck.requireKnown(figure, known.keySet()));
        }
    }

    private static Map<String, Double> figures(Map<String, Double> onTrain, Map<String, Double> onTest) {
        Map<String, Double> figures = new LinkedHashMap<>();
        onTrain.forEach((name, value) -> figures.put("train." + name, value));
        onTest.forEach((name, value) -> figures.put("test." + name, value));
        return figures;
    }

    /** Gives a state what its next step works with. */
    private void prepareStep(RunState of) {
        of.loss = services().loss(plan().loss());
        of.schedule = stage.schedule() == null ? null : services().schedule(stage.schedule());
        of.batch = batches.at(of.done);
        of.use(services().engine(plan().engine()));
        of.begin();
    }

    private void oneStep() {
        prepareStep(state);
        state.finite = true;
        inServices(() -> services().method(stage.method()).step(state));
    }

    private void start(TrainingMethod method) {
        inServices(() -> method.start(state));
        if (failure != null) {
            stop = Stop.FAILED;
            reason = stage.method().name() + " could not start (" + told(failure) + "): the run stopped after step "
                    + completed;
        }
    }

    /** Lets services work. Whatever they throw, what was trained so far is kept. */
    private void inServices(Runnable work) {
        watchdog.begin();
        Throwable thrown = null;
        try {
            work.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            thrown = e;
        }
        Watchdog.Hang hang = watchdog.end();
        if (hang != null || thrown != null) {
            failure = hang != null ? hang : thrown;
        }
    }

    private static String told(Throwable e) {
        return e instanceof SpecException || e instanceof Watchdog.Hang ? e.getMessage() : e.toString();
    }

    private void tellStep() {
        listener.accept(new RunEvent.Stepped(completed, stage.method().name(), state.objective));
        if (!batches.full() && state.done % batches.perEpoch() == 0) {
            listener.accept(new RunEvent.Epoch(completed, state.done / batches.perEpoch()));
        }
        long every = plan().request().evaluateEvery();
        if (every > 0 && completed % every == 0 && state.done < stage.steps()) {
            observe(evaluate());
        }
    }

    /** Tells schedule and early stopping the metrics. */
    private void observe(Evaluation evaluation) {
        Map<String, Double> figures = figures(evaluation.train(), evaluation.test());
        if (best != null) {
            best.observe(figures.getOrDefault(best.metric(), Double.NaN), vector(), state.slots, state.done);
        }
        if (state.schedule != null) {
            state.observe(figures);
            state.snapshotDue = true; // steps done again after a fall must find what the schedule has seen
        }
        last = evaluation;
    }

    /**
     * Takes up what has changed since the last step, and waits where it must.
     *
     * @return whether the next step is done with other services than the last
     */
    private boolean betweenSteps() {
        boolean swapped = takeUpServices() | takeUpChange();
        if (wishes.isPaused() && !wishes.isStopped()) {
            swapped |= hold();
        }
        checkpoint(wishes.isStopped() || swapped);
        if (wishes.isStopped() && stop == Stop.STEPS) {
            stop = Stop.INTERRUPTED;
            reason = "stopped after step " + completed + " of " + plan().totalSteps();
        }
        return swapped;
    }

    /** Takes up what the catalog holds now; waits where a service is gone. */
    private boolean takeUpServices() {
        if (!services().changed()) {
            return false;
        }
        long since = System.nanoTime();
        boolean waited = false;
        boolean changed = false;
        while (true) {
            try {
                List<Services.Swap> swaps = services().refresh();
                if (waited) {
                    listener.accept(new RunEvent.Resumed(completed));
                }
                swaps.forEach(s -> listener.accept(
                        new RunEvent.Swapped(completed, s.kind(), s.from(), s.to(), "")));
                return changed || !swaps.isEmpty();
            } catch (SpecException e) {
                if (!waited) {
                    checkpoint(true);
                    listener.accept(new RunEvent.Paused(completed, e.getMessage()));
                    waited = true;
                }
                wishes.await(LOOK);
                changed |= takeUpChange();
                if (wishes.isStopped() || isPatienceOver(since, e)) {
                    return changed;
                }
            }
        }
    }

    private boolean isPatienceOver(long since, SpecException missing) {
        double patience = plan().request().supervision().patience();
        if (patience == 0 || System.nanoTime() - since < patience * 1e9) {
            return false;
        }
        stop = Stop.FAILED;
        reason = missing.getMessage() + ": the run waited for " + Settings.number(patience) + " s and stopped after step "
                + completed + " of " + plan().totalSteps();
        return true;
    }

    /** Stands still until somebody lets the run go on. */
    private boolean hold() {
        checkpoint(true);
        listener.accept(new RunEvent.Paused(completed, "somebody paused it"));
        boolean swapped = false;
        while (wishes.isPaused() && !wishes.isStopped()) {
            wishes.await(LOOK);
            swapped |= takeUpChange();
        }
        listener.accept(new RunEvent.Resumed(completed));
        return swapped | takeUpServices();
    }

    /** Makes the change that somebody asks for. */
    private boolean takeUpChange() {
        Wishes.Change change = wishes.takeChange();
        if (change == null) {
            return false;
        }
        try {
            if (change.phase() != phase) {
                throw new SpecException("the run has just begun its next method: look at it, and ask for the change again");
            }
            List<RunEvent.Swapped> events = changeTo(change.planned());
            change.made().complete(events);
            events.forEach(listener);
            written = NEVER; // what was asked for is another request now: it must not be lost
            checkpoint(true);
            return true;
        } catch (RuntimeException | LinkageError e) {
            change.made().completeExceptionally(e);
            return false;
        }
    }

    private List<RunEvent.Swapped> changeTo(Planner.Planned planned) {
        Plan.Stage next = planned.plan().phases().get(phase);
        Carry carry = Carry.of(setup, planned, plan().request().seed());
        HandSwap swap = new HandSwap(setup, carry.next(), stage, next);
        List<String> anew = new ArrayList<>(carry.anew());
        TrainingMethod method = planned.services().method(next.method());
        RunState changed = stateOf(carry.next());
        changed.slots = optimizerState(carry.next(), next, method);
        changed.phase = phase;
        changed.done = state.done;
        boolean slotsKept = changed.slots.adopt(state.slots, carry.kept(), swap.sameOptimizers());
        changed.movedSince = slotsKept ? state.movedSince : state.done;
        startSchedule(changed, planned.services(), next, swap.sameSchedule() ? state.slots.numbers() : null);

        Setup before = setup;
        Plan.Stage stageBefore = stage;
        setup = carry.next();
        stage = next;
        List<String> missing = method.variables(planned.network(), data.examples()).stream()
                .map(TrainingMethod.Variable::name)
                .filter(name -> !started.contains(name) || !carry.keeps(name))
                .toList();
        if (!missing.isEmpty()) {
            try {
                prepareStep(changed);
                method.start(changed);
            } catch (RuntimeException | LinkageError e) {
                setup = before;
                stage = stageBefore;
                throw e;
            }
            started.addAll(missing);
            anew.addAll(missing);
        }
        state = changed;
        state.snapshot = Snapshot.ofStart(vector(), state.slots, state.layers, state.done);
        best = bestState();
        return swap.events(completed, anew, changed.slots.slots().keySet(), slotsKept);
    }

    /**
     * Goes back to the last state whose objective was finite: from the last snapshot, doing its steps again; or to the
     * snapshot itself, where a service was swapped since and the steps can't be done again.
     */
    private void comeBack(boolean sameServices) {
        long bad = completed + 1;
        boolean objectiveWasBad = failure == null && !Double.isFinite(state.objective);
        String where = failure == null
                ? new NanDiagnosis(setup, state, train).sentence(objectiveWasBad)
                : "of " + stage.method().name() + " a service failed (" + told(failure) + ")";
        stop = failure == null ? Stop.NAN : Stop.FAILED;
        if (isUntouched()) {
            reason = "at step " + bad + " " + where + ": the run stopped and kept its state after step " + completed;
            return;
        }
        if (state.snapshot == null) {
            reason = "at step " + bad + " " + where + ": the run stopped; " + tooLarge();
            return;
        }
        long good = objectiveWasBad && !state.moved ? state.done - 1 : state.done;
        long phaseStart = completed - state.done;
        Throwable first = failure;
        doAgain(sameServices ? good : 0);
        if (failure != first) { // it fails in steps that went well before: the snapshot is what can be had
            state.done = state.snapshot.restore(vector(), state.slots, state.layers);
        }
        completed = phaseStart + state.done;
        reason = "at step " + bad + " " + where + ": the run stopped and kept its state after step " + completed;
    }

    /** A service that fails before the optimizer moves has done no harm: there is nothing to go back to. */
    private boolean isUntouched() {
        return failure != null && !altered && !state.touched
                && services().method(stage.method()) instanceof GradientMethod;
    }

    private String tooLarge() {
        return String.format(
                Locale.ROOT, "a state of %.1f GB is not copied, so it can't go back to the last good one",
                Snapshot.bytes(vector(), state.slots) / 1e9);
    }

    /** From the last snapshot on, until so many steps are done or a service fails. */
    private void doAgain(long steps) {
        Throwable first = failure;
        state.done = state.snapshot.restore(vector(), state.slots, state.layers);
        while (state.done < steps && failure == first) {
            oneStep();
            state.done++;
        }
    }

    /** The result where the thread of the run hangs in a service for good: that of the last copy of the state. */
    private RunResult endWithout(Watchdog.Hang hang) {
        long phaseStart = completed - state.done;
        Snapshot copy = state.snapshot;
        failure = hang;
        stop = Stop.FAILED;
        reason = "at step " + (completed + 1) + " of " + stage.method().name() + " a service failed (" + told(hang)
                + "): the run stopped and ";
        if (copy != null) {
            completed = phaseStart + copy.done();
            reason += "kept its state after step " + completed;
        } else {
            reason += tooLarge();
        }
        reason += "; the thread does not end and stays busy until the process ends";
        wishes.close();
        Evaluation unknown = new Evaluation(
                unknown(train), test == null ? Map.of() : unknown(test), Map.of());
        phases.add(describe(copy == null ? state.done : copy.done(), unknown));
        listener.accept(new RunEvent.Stopped(completed, stop, reason));
        INDArray parameters = vector().parameters();
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        if (copy != null) {
            parameters = Views.of(copy.values(), 0, parameters.length());
            arrays.putAll(arraysOfPhase(copy.values(), copy.slots(), copy.layers()));
            if (completed > written && directory.isKept()) {
                phases.remove(phases.size() - 1); // it goes on from there
                write(completed, copy.done(), copy.numbers(), Map.of(), arrays);
                phases.add(describe(copy.done(), unknown));
            }
            addNumbers(arrays, copy.numbers());
        }
        RunResult result = result(parameters, copy == null ? state.layers : copy.layers());
        directory.finish(result, arrays);
        return result;
    }

    private Map<String, Double> unknown(Examples examples) {
        return Evaluator.unknown(examples.task(), plan().metrics().names());
    }

    private record Evaluation(Map<String, Double> train, Map<String, Double> test, Map<String, Object> method) {}

    private Evaluation evaluate() {
        Map<String, Double> onTrain = metrics(train);
        Map<String, Double> onTest = test == null ? Map.of() : metrics(test);
        if (failure == null) {
            inServices(() -> services().method(stage.method()).report(state));
            endOnFailure("the report of " + stage.method().name());
        }
        Map<String, Object> reports = state.takeReports();
        listener.accept(new RunEvent.Evaluated(completed, onTrain, onTest, reports));
        return new Evaluation(onTrain, onTest, reports);
    }

    private Map<String, Double> metrics(Examples examples) {
        if (failure != null) { // the service that failed may be one that the forward pass needs
            return tryMetrics(examples);
        }
        Map<String, Double> metrics = tryMetrics(examples);
        endOnFailure("the evaluation");
        return metrics;
    }

    private Map<String, Double> tryMetrics(Examples examples) {
        Throwable before = failure;
        Map<String, Double> metrics = new LinkedHashMap<>(unknown(examples));
        if (altered || before instanceof Watchdog.Hang) {
            return metrics; // they would be those of other data, or never come
        }
        inServices(() -> metrics.putAll(Evaluator.metrics(
                setup.network(), state.pass(), state.loss, examples, plan().metrics().now(services()), this::metricFailed)));
        if (before != null) {
            failure = before;
        }
        return metrics;
    }

    /** What was trained is kept; the run ends, since it can't do all that was asked for. */
    private void endOnFailure(String what) {
        if (failure != null) {
            addReason("after step " + completed + " " + what + " failed (" + told(failure) + ")");
            stop = stop == Stop.NAN ? stop : Stop.FAILED;
        }
    }

    private void metricFailed(String name, Throwable e) {
        if (failedMetrics.add(name)) {
            addReason("after step " + completed + " the metric " + name + " failed (" + told(e) + ")");
        }
        stop = stop == Stop.NAN ? stop : Stop.FAILED;
    }

    private void addReason(String more) {
        reason = reason.isEmpty() ? more : reason + "; " + more;
    }

    private RunResult result() {
        return result(vector().parameters(), state.layers);
    }

    @SuppressWarnings("unchecked")
    private RunResult result(INDArray parameters, INDArray layers) {
        Map<String, Object> ended = phases.get(phases.size() - 1);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("name", plan().phases().get(phases.size() - 1).method().name());
        method.putAll((Map<String, Object>) ended.get("report"));
        return new RunResult(
                name(),
                plan().describe(),
                plan().request().seed(),
                completed,
                nanos / 1e9,
                (Map<String, Double>) ended.get("train"),
                (Map<String, Double>) ended.get("test"),
                method,
                List.copyOf(phases),
                layers == null ? StateHash.of(parameters) : StateHash.of(parameters, layers),
                stop,
                reason);
    }

    private Map<String, INDArray> arraysOfPhase(INDArray values, Map<String, INDArray> slots, INDArray layers) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        vector().ranges().forEach((name, range) -> arrays.put(name, Views.of(values, range.offset(), range.shape())));
        slots.forEach((slot, array) -> arrays.put("optimizer-" + slot, array));
        if (layers != null) {
            arrays.put(DefaultTrainer.LAYERS, layers);
        }
        return arrays;
    }

    private Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = arraysOfPhase(vector().values, state.slots.slots(), state.layers);
        addNumbers(arrays, state.slots.numbers().all());
        return arrays;
    }

    private void addNumbers(Map<String, INDArray> arrays, Map<String, Double> numbers) {
        numbers.forEach((name, value) -> arrays.put(name, Nd4j.createFromArray(value.doubleValue())));
        arrays.put(DefaultTrainer.FEATURE_MEAN, standardization.mean());
        arrays.put(DefaultTrainer.FEATURE_SD, standardization.sd());
    }

    @Override
    public Model model() {
        return new TrainedModel(
                setup.network(),
                state.pass(),
                state.loss,
                vector().values.dataType(),
                train.task(),
                train.task() == Task.REGRESSION ? List.of() : data.classNames(),
                standardization,
                plan().describe(),
                services().catalog());
    }

    @Override
    public void close() {
        workers.close();
        directory.close();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "run %s, step %d of %d", name(), completed, plan().totalSteps());
    }
}
