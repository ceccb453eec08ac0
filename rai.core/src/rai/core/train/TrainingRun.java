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
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.run.Change;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.network.FlatNetwork;
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

    private final Plan plan;
    private final FlatNetwork network;
    private final Services services;
    private final Workers workers;
    private final TrainedVector vector;
    private final RunState state;
    private final Examples train;
    private final Examples test;
    private final List<String> classNames;
    private final Standardization standardization;
    private final Batches batches;
    private final RunDirectory directory;
    private final List<Map<String, Object>> phases = new ArrayList<>();
    private final Set<String> failedMetrics = new HashSet<>();

    private final EarlyStopping stopping;
    /** The steps done when the state was last written, or the run began. */
    private long written;
    private long writtenAt = System.nanoTime();

    private volatile boolean stopRequested;
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

    TrainingRun(
            Plan plan, FlatNetwork network, Services services, Workers workers, TrainedVector vector, INDArray layers,
            Examples train, Examples test, List<String> classNames, Standardization standardization, RunDirectory directory) {
        this.plan = plan;
        this.network = network;
        this.services = services;
        this.workers = workers;
        this.vector = vector;
        this.train = train;
        this.test = test;
        this.classNames = classNames;
        this.standardization = standardization;
        this.directory = directory;
        batches = new Batches(train, plan.request().batch(), plan.request().seed());
        state = new RunState(network, vector, layers, services, workers, plan.request().seed());
        state.loss = services.loss(plan.loss());
        stopping = plan.request().control().stopEarly().map(EarlyStopping::parse).orElse(null);
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
        stopRequested = true;
    }

    @Override
    public void pause() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void proceed() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RunEvent.Swapped> swap(Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunResult train(Consumer<RunEvent> newListener) {
        listener = event -> {
            directory.record(event);
            newListener.accept(event);
        };
        Checkpoint from = directory.checkpoint().orElse(null);
        directory.begin(plan.request(), plan.describe(), services.providers(), plan.metrics().names());
        if (from != null) {
            takeUp(from);
        }
        listener.accept(new RunEvent.Started(completed, name(), plan.totalSteps(), plan.describe()));
        for (Plan.Stage stage : plan.phases().subList(phases.size(), plan.phases().size())) {
            if (stop == Stop.STEPS) {
                runPhase(stage, from);
                from = null;
            }
        }
        if (stop == Stop.STEPS && endedEarly) {
            stop = Stop.EARLY;
        }
        listener.accept(new RunEvent.Stopped(completed, stop, reason));
        RunResult result = result();
        directory.finish(result, arrays());
        return result;
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
        arraysOfPhase().forEach(from::restore);
        RunNumbers.restore(state.slots.numbers().all(), from.map("numbers"));
        state.reports().putAll(from.map("reports"));
    }

    /** Writes all that the next steps depend on, where it is time to. */
    private void checkpoint(boolean now) {
        long every = plan.request().checkpoints().every();
        boolean due = every > 0 ? completed % every == 0 : System.nanoTime() - writtenAt >= CHECKPOINT;
        if (!directory.isKept() || completed == written || !(due || now)) {
            return;
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("format", 1);
        numbers.put("step", completed);
        numbers.put("phase", state.phase);
        numbers.put("steps_of_phase", state.done);
        numbers.put("nanoseconds", nanos);
        numbers.put("reason", reason);
        numbers.put("phases", phases);
        numbers.put("numbers", state.slots.numbers().all());
        numbers.put("reports", state.reports());
        Map<String, INDArray> arrays = arraysOfPhase();
        if (best != null) {
            numbers.put("early_stopping", best.numbers());
            arrays.putAll(best.arrays());
        }
        directory.checkpoint(completed, numbers, arrays, plan.request().checkpoints().keep());
        written = completed;
        writtenAt = System.nanoTime();
    }

    private void runPhase(Plan.Stage stage, Checkpoint from) {
        TrainingMethod method = services.method(stage.method());
        List<String> trained = new ArrayList<>(List.of(TrainedVector.PARAMETERS));
        method.variables(network, train.count()).forEach(v -> trained.add(v.name()));
        OptimizerState slots = new OptimizerState(stage, services, network, vector, trained, plan.request().control());
        slots.init();
        state.slots = slots;
        state.phase = phases.size();
        startSchedule(stage, slots);
        state.done = from == null ? 0 : from.number("steps_of_phase");
        state.batch = batches.at(state.done);
        state.use(services.engine(plan.engine()));
        state.begin();
        long began = System.nanoTime();
        if (from == null) {
            start(stage, method);
        } else {
            restore(from);
        }
        state.snapshot = Snapshot.ofStart(vector, slots, state.layers, state.done);
        best = stopping == null
                ? null
                : new BestState(
                        stopping, stopping.larger(plan.metrics().now(services)), vector, slots, state.layers);
        if (from != null && best != null) {
            best.restore(from);
        }
        boolean early = false;
        endedEarly = false;
        boolean sameServices = true; // as those that did the steps since the snapshot
        while (state.done < stage.steps() && stop == Stop.STEPS) {
            boolean swapped = takeUpServices();
            nanos += System.nanoTime() - began;
            checkpoint(stopRequested);
            began = System.nanoTime();
            if (stopRequested) {
                stop = Stop.INTERRUPTED;
                reason = "stopped after step " + completed + " of " + plan.totalSteps();
                break;
            }
            if (swapped || state.done % SNAPSHOT == 0) {
                state.snapshotDue = true;
            }
            sameServices &= !swapped;
            oneStep(stage);
            if (failure != null || !state.finite) {
                comeBack(stage, sameServices);
                break;
            }
            sameServices |= !state.snapshotDue; // it was taken in this step
            state.done++;
            completed++;
            nanos += System.nanoTime() - began;
            tellStep(stage);
            began = System.nanoTime();
            if (best != null && best.isOver()) {
                early = true;
                break;
            }
        }
        nanos += System.nanoTime() - began;
        long done = state.done;
        Evaluation end = early ? last : evaluate(stage);
        if (!early && stop != Stop.FAILED) {
            observe(end);
        }
        if (best != null && goBackToBest(early)) {
            end = evaluate(stage);
        }
        Map<String, Object> phase = new LinkedHashMap<>();
        phase.put("method", stage.method().toString());
        phase.put("optimizer", stage.optimizer().toString());
        phase.put("steps", done);
        if (stopping != null) {
            phase.put("kept_step", completed - done + state.done);
            phase.put("stopped_early", early);
        }
        phase.put("train", end.train());
        phase.put("test", end.test());
        phase.put("report", end.method());
        phases.add(phase);
    }

    private void startSchedule(Plan.Stage stage, OptimizerState slots) {
        state.steps = stage.steps();
        state.schedule = stage.schedule() == null ? null : services.schedule(stage.schedule());
        if (state.schedule != null) {
            state.ofSchedule = slots.numbers().of("schedule", state.schedule.numbers());
            state.schedule.init(state.ofSchedule);
        }
    }

    /** Goes back to the state in which the watched metric was best; false where that is the present one. */
    private boolean goBackToBest(boolean early) {
        long phaseStart = completed - state.done;
        boolean back = best.restore(vector, state.slots, state.done);
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
        plan.phases().stream()
                .filter(stage -> stage.schedule() != null)
                .flatMap(stage -> services.schedule(stage.schedule()).watches().stream())
                .filter(figure -> !figure.equals(RunState.OBJECTIVE))
                .forEach(watched::add);
        if (!watched.isEmpty()) {
            Map<String, Double> ofEach = Evaluator.unknown(train.task(), plan.metrics().names());
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

    private void oneStep(Plan.Stage stage) {
        state.loss = services.loss(plan.loss());
        state.schedule = stage.schedule() == null ? null : services.schedule(stage.schedule());
        state.batch = batches.at(state.done);
        state.use(services.engine(plan.engine()));
        state.begin();
        state.finite = true;
        try {
            services.method(stage.method()).step(state);
        } catch (RuntimeException | LinkageError e) { // whatever an extension throws: what was trained so far is kept
            failure = e;
        }
    }

    private void start(Plan.Stage stage, TrainingMethod method) {
        try {
            method.start(state);
        } catch (RuntimeException | LinkageError e) {
            failure = e;
            stop = Stop.FAILED;
            reason = stage.method().name() + " could not start (" + told(e) + "): the run stopped after step " + completed;
        }
    }

    private static String told(Throwable e) {
        return e instanceof SpecException ? e.getMessage() : e.toString();
    }

    private void tellStep(Plan.Stage stage) {
        listener.accept(new RunEvent.Stepped(completed, stage.method().name(), state.objective));
        if (!batches.full() && state.done % batches.perEpoch() == 0) {
            listener.accept(new RunEvent.Epoch(completed, state.done / batches.perEpoch()));
        }
        long every = plan.request().evaluateEvery();
        if (every > 0 && completed % every == 0 && state.done < stage.steps()) {
            observe(evaluate(stage));
        }
    }

    /** Tells schedule and early stopping the metrics. */
    private void observe(Evaluation evaluation) {
        Map<String, Double> figures = figures(evaluation.train(), evaluation.test());
        if (best != null) {
            best.observe(figures.getOrDefault(best.metric(), Double.NaN), vector, state.slots, state.done);
        }
        if (state.schedule != null) {
            state.observe(figures);
            state.snapshotDue = true; // steps done again after a fall must find what the schedule has seen
        }
        last = evaluation;
    }

    /**
     * Takes up what the catalog holds now; waits where a service is gone.
     *
     * @return whether a service was replaced
     */
    private boolean takeUpServices() {
        if (!services.changed()) {
            return false;
        }
        boolean paused = false;
        while (true) {
            try {
                List<Services.Swap> swaps = services.refresh();
                if (paused) {
                    listener.accept(new RunEvent.Resumed(completed));
                }
                swaps.forEach(s -> listener.accept(
                        new RunEvent.Swapped(completed, s.kind(), s.from(), s.to(), "")));
                return !swaps.isEmpty();
            } catch (SpecException e) {
                if (!paused) {
                    listener.accept(new RunEvent.Paused(completed, e.getMessage()));
                    paused = true;
                }
                if (stopRequested || !sleep()) {
                    stopRequested = true;
                    return false;
                }
            }
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(LOOK);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Goes back to the last state whose objective was finite: from the last snapshot, doing its steps again; or to the
     * snapshot itself, where a service was swapped since and the steps can't be done again.
     */
    private void comeBack(Plan.Stage stage, boolean sameServices) {
        long bad = completed + 1;
        boolean objectiveWasBad = failure == null && !Double.isFinite(state.objective);
        String where = failure == null
                ? diagnose(objectiveWasBad)
                : "of " + stage.method().name() + " a service failed (" + told(failure) + ")";
        stop = failure == null ? Stop.NAN : Stop.FAILED;
        if (state.snapshot == null) {
            reason = String.format(
                    Locale.ROOT,
                    "at step %d %s: the run stopped; a state of %.1f GB is not copied, so it can't go back to the last"
                            + " good one",
                    bad, where, Snapshot.bytes(vector, state.slots) / 1e9);
            return;
        }
        long good = objectiveWasBad && !state.moved ? state.done - 1 : state.done;
        long phaseStart = completed - state.done;
        Throwable first = failure;
        doAgain(stage, sameServices ? good : 0);
        if (failure != first) { // it fails in steps that went well before: the snapshot is what can be had
            state.done = state.snapshot.restore(vector, state.slots, state.layers);
        }
        completed = phaseStart + state.done;
        reason = "at step " + bad + " " + where + ": the run stopped and kept its state after step " + completed;
    }

    /** From the last snapshot on, until so many steps are done or a service fails. */
    private void doAgain(Plan.Stage stage, long steps) {
        Throwable first = failure;
        state.done = state.snapshot.restore(vector, state.slots, state.layers);
        while (state.done < steps && failure == first) {
            oneStep(stage);
            state.done++;
        }
    }

    private String diagnose(boolean objectiveWasBad) {
        for (int map = 0; map < network.maps().size(); map++) {
            if (!Finite.all(state.weight(map)) || network.map(map).bias() && !Finite.all(state.bias(map))) {
                return "the parameters of " + layerName(network.maps().get(map)) + " became infinite or NaN";
            }
        }
        for (Network.Placed p : network.placed()) {
            if (!Finite.all(Views.of(vector.parameters(), p.offset(), p.tensor().length()))) {
                return "the " + p.tensor().name() + " of " + layerName(p.layer()) + " became infinite or NaN";
            }
        }
        for (Network.Placed p : network.placedState()) {
            if (!Finite.all(Views.of(state.layers, p.offset(), p.tensor().length()))) {
                return "the " + p.tensor().name() + " of " + layerName(p.layer()) + " became infinite or NaN";
            }
        }
        for (String name : vector.ranges().keySet()) {
            if (!Finite.all(vector.view(name, false))) {
                return "the " + name + " became infinite or NaN";
            }
        }
        INDArray at = train.inputs();
        for (int layer = 0; layer < network.layers().size(); layer = network.after(layer)) {
            at = state.forward(layer, network.after(layer), at);
            if (!Finite.all(at)) {
                return "the output of " + layerName(layer) + " on the training data became infinite or NaN";
            }
        }
        return objectiveWasBad
                ? "the objective became infinite or NaN, though the output of every layer is finite"
                : "the state became infinite or NaN";
    }

    private String layerName(int index) {
        return "layer " + (index + 1) + " of " + network.layers().size() + ", " + network.word(index) + ",";
    }

    private record Evaluation(Map<String, Double> train, Map<String, Double> test, Map<String, Object> method) {}

    private Evaluation evaluate(Plan.Stage stage) {
        Map<String, Double> onTrain = metrics(train);
        Map<String, Double> onTest = test == null ? Map.of() : metrics(test);
        if (failure == null) {
            services.method(stage.method()).report(state);
        }
        Map<String, Object> reports = state.takeReports();
        listener.accept(new RunEvent.Evaluated(completed, onTrain, onTest, reports));
        return new Evaluation(onTrain, onTest, reports);
    }

    /** The service that failed may be one that the forward pass needs. */
    private Map<String, Double> metrics(Examples examples) {
        try {
            return Evaluator.metrics(
                    network, state.pass(), state.loss, examples, plan.metrics().now(services), this::metricFailed);
        } catch (RuntimeException | LinkageError e) {
            if (failure == null) {
                throw e;
            }
            return Evaluator.unknown(examples.task(), plan.metrics().names());
        }
    }

    /** What was trained is kept; the run ends, since it can't do all that was asked for. */
    private void metricFailed(String name, Throwable e) {
        if (failedMetrics.add(name)) {
            String what = "after step " + completed + " the metric " + name + " failed (" + told(e) + ")";
            reason = reason.isEmpty() ? what : reason + "; " + what;
        }
        stop = stop == Stop.NAN ? stop : Stop.FAILED;
    }

    @SuppressWarnings("unchecked")
    private RunResult result() {
        Map<String, Object> last = phases.get(phases.size() - 1);
        Map<String, Object> method = new LinkedHashMap<>();
        method.put("name", plan.phases().get(phases.size() - 1).method().name());
        method.putAll((Map<String, Object>) last.get("report"));
        return new RunResult(
                name(),
                plan.describe(),
                plan.request().seed(),
                completed,
                nanos / 1e9,
                (Map<String, Double>) last.get("train"),
                (Map<String, Double>) last.get("test"),
                method,
                List.copyOf(phases),
                state.layers == null ? StateHash.of(vector.parameters()) : StateHash.of(vector.parameters(), state.layers),
                stop,
                reason);
    }

    private Map<String, INDArray> arraysOfPhase() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        vector.ranges().keySet().forEach(name -> arrays.put(name, vector.view(name, false)));
        if (state.slots != null) {
            state.slots.slots().forEach((slot, array) -> arrays.put("optimizer-" + slot, array));
        }
        if (state.layers != null) {
            arrays.put(DefaultTrainer.LAYERS, state.layers);
        }
        return arrays;
    }

    private Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = arraysOfPhase();
        if (state.slots != null) {
            state.slots.numbers().all().forEach((name, value) -> arrays.put(name, Nd4j.createFromArray(value.doubleValue())));
        }
        arrays.put(DefaultTrainer.FEATURE_MEAN, standardization.mean());
        arrays.put(DefaultTrainer.FEATURE_SD, standardization.sd());
        return arrays;
    }

    @Override
    public Model model() {
        return new TrainedModel(
                network,
                state.pass(),
                state.loss,
                vector.values.dataType(),
                train.task(),
                train.task() == Task.REGRESSION ? List.of() : classNames,
                standardization,
                plan.describe(),
                services.catalog());
    }

    @Override
    public void close() {
        workers.close();
        directory.close();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "run %s, step %d of %d", name(), completed, plan.totalSteps());
    }
}
