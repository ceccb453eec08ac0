package rai.core.state;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.engine.Engine;
import rai.api.loss.Loss;
import rai.api.method.Batch;
import rai.api.method.LinearAlgebra;
import rai.api.method.Trained;
import rai.api.method.Training;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.optimizer.Update;
import rai.api.schedule.Progress;
import rai.api.schedule.Schedule;
import rai.api.spec.SpecException;
import rai.api.state.Numbers;
import rai.core.compute.EngineLayers;
import rai.core.compute.Finite;
import rai.core.compute.ForwardPass;
import rai.core.compute.Segments;
import rai.core.compute.SharedAlgebra;
import rai.core.compute.Streams;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.data.Batches;
import rai.core.evaluate.Figures;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.service.Services;

/** The state of a run as its method sees it, set by the run before each step. */
public final class RunState implements Training {
    // Long because all that a method may ask of a run is one interface, and each member is a line or two over the same
    // arrays.

    private final FlatNetwork network;
    private final TrainedVector vector;
    private final long seed;
    private final Consumer<Runnable> copying;
    private final EngineLayers functions;
    private final Segments parts;
    private final ForwardPass pass;
    private final Workers workers;
    private final Map<String, INDArray> scratch = new HashMap<>();
    private final Map<Integer, INDArray> weights = new HashMap<>();
    private final Map<Integer, INDArray> biases = new HashMap<>();
    private final Map<String, Object> reports = new LinkedHashMap<>();
    private final Counts counts = new Counts();
    private final Map<String, Object> derived = new HashMap<>();
    private final SharedAlgebra shared;
    private LinearAlgebra algebra;
    private final ExampleRows rows;
    private boolean even;
    /** The running state of the layers as it was before the step; null if they have none. */
    private final INDArray layersBefore;

    /** The running state of the layers, flat; null if they have none. */
    private final INDArray layers;

    private Batches batches;
    private Batches.Batch batch;
    private Loss loss;
    private OptimizerState slots;
    /** The number of the present method among those of the run. */
    private int phase;
    /** The schedule; null without. */
    private Schedule schedule;
    /** The schedule's numbers. */
    private Numbers ofSchedule;
    /** Steps done with the present method. */
    private long done;
    /** Steps of the present method after which the optimizer's state was reinitialized; 0 without a change by hand. */
    private long movedSince;
    /** Steps that the present method will do. */
    private long steps;

    /** The way back from NaN; null if the state is too large to be copied. */
    private Snapshot snapshot;
    /** Whether the next state that proves good is to be copied. */
    private boolean snapshotDue;

    private double objective;
    /** Whether the last step left finite numbers only. */
    private boolean finite;
    /** Whether anything of the state may have changed in the present step. */
    private boolean touched;
    /** Whether the objective is that of the state after the step: the method moved before it reported. */
    private boolean moved;

    /** Who has moved the parameters in this phase: the optimizer, the method itself in steps that it reported, or both. */
    private final Set<Mover> movers = EnumSet.noneOf(Mover.class);
    /** Whether the method has asked for the factor of the schedule in this phase. */
    private boolean scheduled;

    /** @param copying makes copies of the state, while nobody takes the run away from this thread */
    public RunState(
            FlatNetwork network,
            TrainedVector vector,
            INDArray layers,
            Services services,
            Workers workers,
            long seed,
            Consumer<Runnable> copying) {
        this.copying = copying;
        this.network = network;
        this.vector = vector;
        this.layers = layers;
        this.layersBefore = layers == null ? null : layers.dup();
        this.seed = seed;
        this.workers = workers;
        shared = new SharedAlgebra(workers);
        algebra = shared;
        rows = new ExampleRows(vector);
        INDArray parameters = vector.parameters();
        functions = new EngineLayers(services);
        parts = new Segments(network, parameters, vector.view(Layout.PARAMETERS, true), layers, workers, functions);
        pass = new ForwardPass(network, parameters, layers, workers, functions);
    }

    /** Begins a phase, or continues it after some of its steps. */
    public void beginPhase(int number, long stepsDone, OptimizerState optimizer) {
        phase = number;
        done = stepsDone;
        slots = optimizer;
        movedSince = 0;
        movers.clear();
        scheduled = false;
        counts.restore(Map.of());
    }

    /**
     * Continues the phase of another state.
     *
     * @param optimizer the state of the optimizers from now on
     * @param kept whether it continues the one that the other state had
     */
    public void continuePhase(RunState other, OptimizerState optimizer, boolean kept) {
        phase = other.phase;
        done = other.done;
        slots = optimizer;
        movedSince = kept ? other.movedSince : other.done;
        movers.addAll(other.movers);
        scheduled = other.scheduled;
        counts.restore(other.counts.sums());
    }

    /**
     * Restores the rest of a checkpoint of the current phase.
     *
     * @param askedForSchedule whether the method has asked for the factor of the schedule
     * @param counted the sums of what was counted; none if an earlier version wrote the checkpoint
     */
    public void resumeFrom(
            long optimizerSince,
            Set<Mover> movedBy,
            boolean askedForSchedule,
            Map<String, Object> reported,
            Map<String, Double> counted) {
        counts.restore(counted);
        movedSince = optimizerSince;
        movers.addAll(movedBy);
        scheduled = askedForSchedule;
        reports.putAll(reported);
    }

    /**
     * Begins the schedule of a phase.
     *
     * @param begun the schedule, or null
     * @param stepsOfPhase the steps that the phase will do
     * @param before the numbers that the schedule continues with; null if it begins
     */
    public void startSchedule(Schedule begun, long stepsOfPhase, RunNumbers before) {
        steps = stepsOfPhase;
        schedule = begun;
        if (schedule != null) {
            ofSchedule = slots.numbers().of("schedule", schedule.numbers());
            schedule.init(ofSchedule);
            if (before != null) {
                slots.numbers().adopt(before, "schedule");
            }
        }
    }

    /** Takes another engine, from the next step on. */
    public void use(Engine engine) {
        functions.use(engine);
        pass.use(engine);
        shared.use(engine);
        parts.use(engine);
        algebra = engine.algebra(shared);
    }

    /** Takes another loss. */
    public void use(Loss other) {
        loss = other;
    }

    /** Takes another version of the schedule; null without one. */
    public void use(Schedule other) {
        schedule = other;
    }

    /** Begins a step: what layers draw at random in it follows from its number. */
    public void begin(Batches ofPhases, Batches.Batch examples) {
        batches = ofPhases;
        batch = examples;
        rows.turnTo(examples);
        finite = true;
        touched = layers != null; // they gather in every forward pass
        int ofPhase = phase;
        long step = done;
        parts.begin((layer, row) -> Streams.of(seed, "layers", ofPhase, step, layer, row));
        if (layers != null && snapshotDue) {
            layersBefore.assign(layers);
        }
    }

    /** The method has given its arrays their start values. */
    public void completeStart() {
        rows.writeBack();
    }

    /** What the method counts from now on belongs to its step. */
    public void beginCounting() {
        counts.begin();
    }

    /** The method has returned from its step. */
    public void endCounting() {
        counts.end();
    }

    public void completeStep() {
        counts.complete(done);
        done++;
        if (snapshot != null && snapshot.done() == done) { // copied before the method had counted all of this step
            snapshot.keepCounts(counts.sums());
        }
    }

    /** The state is that after an earlier step of the phase. */
    public void goBackTo(long stepsDone) {
        done = stepsDone;
    }

    /** Copies the state before the next step, unless it is too large. */
    public void takeSnapshot() {
        snapshot = Snapshot.ofStart(vector, slots, layers, done);
        if (snapshot != null) {
            snapshot.keepCounts(counts.sums());
        }
    }

    /** The next state that proves good is copied. */
    public void requestSnapshot() {
        snapshotDue = true;
    }

    public boolean isSnapshotDue() {
        return snapshotDue;
    }

    /** Goes back to the last copy. */
    public void restoreSnapshot() {
        done = snapshot.restore(vector, slots, layers);
        counts.restore(snapshot.counts());
        rows.turnTo(batch);
    }

    /** @return the way back from NaN; null if the state is too large to be copied */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** @return the number of the present phase */
    public int phase() {
        return phase;
    }

    /** @return the steps of the phase that have been done */
    public long done() {
        return done;
    }

    public OptimizerState slots() {
        return slots;
    }

    /** @return steps of the phase after which the optimizer's state began again; 0 without a change by hand */
    public long movedSince() {
        return movedSince;
    }

    /** @return the schedule; null without one */
    public Schedule schedule() {
        return schedule;
    }

    /** @return the running state of the layers, flat; null if they have none */
    public INDArray layers() {
        return layers;
    }

    /** @return the objective of the last step */
    public double objective() {
        return objective;
    }

    /** @return whether the last step left finite numbers only */
    public boolean isFinite() {
        return finite;
    }

    /** @return whether anything of the state may have changed in the present step */
    public boolean isTouched() {
        return touched;
    }

    /** @return whether the objective is that of the state after the step */
    public boolean isMoved() {
        return moved;
    }

    public ForwardPass pass() {
        return pass;
    }

    /** @return what the method reported since the last call, and what was counted in the phase */
    public Map<String, Object> takeReports() {
        Map<String, Object> taken = new LinkedHashMap<>(reports);
        reports.clear();
        counts.addTo(taken);
        return taken;
    }

    /** @return the sums of what was counted in the phase; NaN if one isn't known */
    public Map<String, Double> counts() {
        return counts.sums();
    }

    /** @return what the method has reported and nobody has taken yet */
    public Map<String, Object> reports() {
        return reports;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public INDArray inputs() {
        return batch.inputs();
    }

    @Override
    public INDArray targets() {
        return batch.targets();
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public long step() {
        return done;
    }

    @Override
    public INDArray parameters() {
        return vector.parameters();
    }

    @Override
    public INDArray parameterGradient() {
        return vector.view(Layout.PARAMETERS, true);
    }

    @Override
    public INDArray weight(int map) {
        return weights.computeIfAbsent(
                map,
                m -> Views.of(
                        parameters(),
                        network.weightOffset(m),
                        network.map(m).inputs(),
                        network.map(m).outputs()));
    }

    @Override
    public INDArray bias(int map) {
        return biases.computeIfAbsent(
                map,
                m -> network.map(m).bias()
                        ? Views.of(
                                parameters(),
                                network.biasOffset(m),
                                1,
                                network.map(m).outputs())
                        : null);
    }

    @Override
    public INDArray variable(String name) {
        return vector.view(name, false);
    }

    @Override
    public INDArray gradient(String name) {
        return vector.view(name, true);
    }

    @Override
    public INDArray variable(String name, long offset, long... shape) {
        return vector.view(name, false, offset, shape);
    }

    @Override
    public INDArray gradient(String name, long offset, long... shape) {
        return vector.view(name, true, offset, shape);
    }

    @Override
    public INDArray rows(String name) {
        rows.require(name);
        return batches.full() ? variable(name) : rows.of(name).shapedValues();
    }

    @Override
    public INDArray rows(String name, long offset, long... shape) {
        rows.require(name);
        return batches.full() ? variable(name, offset, shape) : rows.view(name, false, offset, shape);
    }

    @Override
    public INDArray rowsGradient(String name) {
        rows.require(name);
        return batches.full() ? gradient(name) : rows.of(name).shapedGradient();
    }

    @Override
    public INDArray rowsGradient(String name, long offset, long... shape) {
        rows.require(name);
        return batches.full() ? gradient(name, offset, shape) : rows.view(name, true, offset, shape);
    }

    @Override
    public INDArray scratch(String name, long... shape) {
        return scratch.computeIfAbsent(
                name + List.of(Arrays.toString(shape)), n -> Nd4j.create(vector.values.dataType(), shape));
    }

    @Override
    public Segment segment(int from, int to, int copies) {
        return parts.segment(from, to, copies, (int) inputs().size(0));
    }

    @Override
    public INDArray forward(int from, int to, INDArray input) {
        if (from == to) {
            return input;
        }
        INDArray output = nextOutput(input.size(0), network.layers().get(to - 1).outputs());
        if (output == input) {
            output = nextOutput(input.size(0), network.layers().get(to - 1).outputs());
        }
        pass.run(from, to, input, output);
        return output;
    }

    private INDArray nextOutput(long rows, long width) {
        even = !even;
        return scratch(even ? "forward, even" : "forward, odd", rows, width);
    }

    /** @return whether the method has moved the parameters itself in its steps, and has never asked the optimizer to */
    public boolean movesItself() {
        return movers.equals(EnumSet.of(Mover.METHOD));
    }

    /** @return whether the method has asked for the factor of the schedule itself, in a phase that may have none */
    public boolean asksForSchedule() {
        return scheduled;
    }

    /** @return who has moved the parameters in this phase */
    public Set<Mover> movers() {
        return EnumSet.copyOf(movers);
    }

    @Override
    public void minimize(DoubleSupplier evaluate) {
        movers.add(Mover.OPTIMIZER);
        DoubleSupplier all = () -> evaluate.getAsDouble() + slots.penalize(workers);
        if (good(all.getAsDouble())) {
            finite = slots.searches() ? slots.step(objective, all, next()) : slots.update(next(), workers, rows);
        }
    }

    @Override
    public void update(String counter, Trained part) {
        if (slots.searches()) {
            throw new SpecException(
                    "the optimizer evaluates the objective several times per step, which the method does"
                            + " not let it: choose another --optimizer");
        }
        touched = true;
        movers.add(Mover.OPTIMIZER);
        Numbers counters = slots.numbers().of("updates");
        long number = (long) counters.get(counter) + 1;
        counters.set(counter, number);
        slots.update(part, new Update(number, factor()), workers, rows);
    }

    /** Takes note of the objective before a move; the state is good where that is finite, as we have just learnt. */
    private boolean good(double value) {
        objective = value;
        moved = false;
        touched = true;
        finite = Double.isFinite(value);
        if (finite) {
            copyIfDue(done, layersBefore);
            observe(Map.of(Figures.OBJECTIVE, value));
        }
        return finite;
    }

    /** Passes the figure that the schedule watches to it, if it is among those given. */
    public void observe(Map<String, Double> figures) {
        if (schedule != null) {
            schedule.watches().map(figures::get).ifPresent(value -> schedule.observe(value, ofSchedule));
        }
    }

    private Update next() {
        return new Update(done - movedSince + 1, factor());
    }

    @Override
    public double scheduleFactor() {
        scheduled = true;
        return factor();
    }

    private double factor() {
        double factor = schedule == null ? 1 : schedule.factor(new Progress(done, steps), ofSchedule);
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new SpecException("the schedule multiplies the learning rate with " + factor
                    + ", but the factor must be a number of at least 0");
        }
        return factor;
    }

    @Override
    public Batch batch() {
        return new StepBatch(this);
    }

    Batches.Batch present() {
        return batch;
    }

    /** Shows the method another batch than that of the step, or that one again. */
    void see(Batches.Batch other) {
        rows.writeBack();
        batch = other;
        rows.turnTo(other);
    }

    /** The batches of the phase. */
    Batches batches() {
        return batches;
    }

    @Override
    public INDArray state(String name) {
        return vector.view(name, false);
    }

    @Override
    public Numbers numbers() {
        return slots.numbers().of("method");
    }

    @Override
    public LinearAlgebra algebra() {
        return algebra;
    }

    @Override
    public RandomGenerator random(String purpose, long... numbers) {
        long[] all = new long[numbers.length + 2];
        all[0] = phase;
        all[1] = done;
        System.arraycopy(numbers, 0, all, 2, numbers.length);
        return Streams.of(seed, "method " + purpose, all);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T derived(String key, Supplier<T> make) {
        T value = (T) derived.get(key);
        if (value == null) {
            value = make.get();
            derived.put(key, value);
        }
        return value;
    }

    /** Forgets what was derived from the network and a service: one of them is another now. */
    public void forgetDerived() {
        derived.clear();
    }

    @Override
    public void completed(double value) {
        rows.writeBack();
        objective = value;
        moved = true;
        movers.add(Mover.METHOD);
        touched = true;
        finite = Double.isFinite(value) && Finite.all(vector.values);
        if (finite) {
            observe(Map.of(Figures.OBJECTIVE, value));
            copyIfDue(done + 1, layers);
        }
    }

    private void copyIfDue(long steps, INDArray ofLayers) {
        if (snapshotDue && snapshot != null) {
            copying.accept(() -> {
                snapshot.take(vector, slots, ofLayers, steps);
                snapshot.keepCounts(steps > done ? counts.withStep(done) : counts.sums());
            });
            snapshotDue = false;
        }
    }

    @Override
    public void report(String name, double value) {
        reports.put(name, value);
    }

    @Override
    public void report(String name, List<Double> values) {
        reports.put(name, List.copyOf(values));
    }

    @Override
    public void count(String name, double amount) {
        counts.add(name, amount);
    }
}
