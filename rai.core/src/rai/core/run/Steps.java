package rai.core.run;

import java.util.ArrayList;
import java.util.List;
import rai.api.method.TrainingMethod;
import rai.core.compute.Workers;
import rai.core.data.Batches;
import rai.core.data.ClassWeights;
import rai.core.data.DataFacts;
import rai.core.data.Examples;
import rai.core.guard.Watchdog;
import rai.core.plan.Layout;
import rai.core.plan.PlannedPhase;
import rai.core.state.OptimizerState;
import rai.core.state.RunNumbers;
import rai.core.state.RunState;
import rai.core.state.Setup;

/** Makes the state of a phase, and does its steps. */
final class Steps {
    private final RunContext run;
    private final Watchdog watchdog;
    private final Workers workers;
    private final DataFacts data;
    private final Examples train;
    /** Those of the present phase. */
    Batches batches;
    /** That of the present step; it was found for a state and a stage, and when services had been replaced that many times. */
    private TrainingMethod method;

    private final ClassWeights weights;
    private RunState ofState;
    private PlannedPhase ofStage;
    private long taken;

    Steps(RunContext run, Watchdog watchdog, Workers workers, DataFacts data, Examples train, ClassWeights weights) {
        this.run = run;
        this.watchdog = watchdog;
        this.workers = workers;
        this.data = data;
        this.train = train;
        this.weights = weights;
    }

    RunState stateOf(Setup setup) {
        RunState state = new RunState(
                setup.network(),
                setup.vector(),
                setup.layers(),
                setup.services(),
                workers,
                setup.plan().seed(),
                watchdog::undisturbed);
        state.use(weights.weigh(setup.services().loss(setup.plan().loss())));
        return state;
    }

    OptimizerState optimizerOf(Setup setup, PlannedPhase stage) {
        List<String> trained = new ArrayList<>(List.of(Layout.PARAMETERS));
        trained.addAll(variables(setup, stage));
        OptimizerState slots = new OptimizerState(
                stage,
                setup.services(),
                setup.network(),
                setup.vector(),
                trained,
                stage.asked().isMiniBatch(data.examples()));
        slots.init();
        TrainingMethod ofStage = setup.services().method(stage.method());
        slots.numbers().of("method", ofStage.numbers());
        slots.numbers().of("updates", ofStage.counters());
        return slots;
    }

    /** @return the names of the variables and the state of a phase */
    List<String> kept(Setup setup, PlannedPhase stage) {
        List<String> kept = new ArrayList<>(variables(setup, stage));
        setup.services()
                .method(stage.method())
                .state(setup.network(), data.examples())
                .forEach(array -> kept.add(array.name()));
        return kept;
    }

    /** Begins the batches of a phase. */
    void startBatches(PlannedPhase stage) {
        batches = new Batches(train, stage.asked().batch(), run.plan().seed());
    }

    /** @return the names of the variables that a phase trains */
    List<String> variables(Setup setup, PlannedPhase stage) {
        return setup.services().method(stage.method()).variables(setup.network(), data.examples()).stream()
                .map(TrainingMethod.Variable::name)
                .toList();
    }

    /** Takes over the numbers of a method, and with the optimizer's vectors the counters of its updates. */
    void keepNumbers(OptimizerState slots, Setup setup, PlannedPhase stage, RunNumbers before, boolean slotsKept) {
        TrainingMethod ofStage = setup.services().method(stage.method());
        RunNumbers numbers = slots.numbers();
        numbers.of("method", ofStage.numbers());
        numbers.of("updates", ofStage.counters());
        numbers.adopt(before, "method");
        if (slotsKept) {
            numbers.adopt(before, "updates");
        }
    }

    /** Begins the schedule of a phase, or continues one whose numbers so far are given. */
    void startSchedule(RunState state, Setup setup, PlannedPhase stage, RunNumbers before) {
        state.startSchedule(
                stage.schedule() == null ? null : setup.services().schedule(stage.schedule()), stage.steps(), before);
    }

    /** Gives a state what its next step works with. */
    void prepare(RunState state) {
        if (state != ofState
                || run.phase() != ofStage
                || taken != run.services().taken()) {
            takeServices(state);
        }
        state.begin(batches, batches.at(state.done()));
    }

    private void takeServices(RunState state) {
        state.use(weights.weigh(run.services().loss(run.plan().loss())));
        state.use(
                run.phase().schedule() == null
                        ? null
                        : run.services().schedule(run.phase().schedule()));
        state.use(run.services().engine(run.plan().engine()));
        state.forgetDerived();
        method = run.services().method(run.phase().method());
        ofState = state;
        ofStage = run.phase();
        taken = run.services().taken();
    }

    /** One step; what failed in it is in the failure of the run. */
    void one() {
        RunState state = run.state();
        prepare(state);
        state.beginCounting();
        inServices(() -> method.step(state));
        state.endCounting();
    }

    /** Lets services work. Whatever they throw, what was trained so far is kept. */
    void inServices(Runnable work) {
        watchdog.begin();
        Throwable thrown = null;
        try {
            work.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            thrown = e;
        }
        Watchdog.Hang hang = watchdog.end();
        if (hang != null || thrown != null) {
            run.failed(hang != null ? hang : thrown);
        }
    }
}
