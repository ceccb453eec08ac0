package rai.core.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.run.RunEvent;
import rai.api.run.RunResult.Stop;
import rai.core.evaluate.Evaluation;
import rai.core.plan.Plan;
import rai.core.plan.PlannedPhase;
import rai.core.service.Services;
import rai.core.state.RunState;
import rai.core.state.Setup;
import rai.core.state.TrainedVector;
import rai.core.store.RunComparison;

/**
 * The current state of a run, which its parts share. Each change has a verb. All of it belongs to the thread of the run, except what
 * is volatile.
 */
final class RunContext {
    private static final List<String> OF_THE_OPTIMIZER =
            List.of("optimizer", "optimizer_for", "l1", "l2", "max_norm", "clip_value", "clip_norm");

    /** Read by threads that ask for changes. */
    private volatile Setup setup;
    /** The number of the present phase; read by threads that ask for changes. */
    private volatile int phaseNumber;

    private PlannedPhase phase;
    private RunState state;
    private long completed;
    private long nanos;
    private final List<Map<String, Object>> ended = new ArrayList<>();
    /** The variables of methods that have been given their start values. */
    private final Set<String> started = new HashSet<>();

    /** The parameters at the start of the run, flat; null if nobody compares with them. */
    private INDArray start;

    private BestState best;
    private Stop stop = Stop.STEPS;
    private String reason = "";
    private Throwable failure;
    private boolean dataAltered;
    private boolean distrusted;
    private Consumer<RunEvent> listener = event -> {};

    RunContext(Setup setup) {
        this.setup = setup;
    }

    Setup setup() {
        return setup;
    }

    /** @return the number of the present phase */
    int phaseNumber() {
        return phaseNumber;
    }

    /** @return the present phase */
    PlannedPhase phase() {
        return phase;
    }

    RunState state() {
        return state;
    }

    /** @return the steps done */
    long completed() {
        return completed;
    }

    /** @return the time spent in steps */
    long nanos() {
        return nanos;
    }

    /** @return what came out of the phases that are over */
    List<Map<String, Object>> ended() {
        return Collections.unmodifiableList(ended);
    }

    /** @return the best state of the present phase; null without early stopping */
    BestState best() {
        return best;
    }

    /** @return the parameters at the start of the run, flat; null if nobody compares with them */
    INDArray start() {
        return start;
    }

    Stop stop() {
        return stop;
    }

    String reason() {
        return reason;
    }

    /** @return what a service threw; null as long as all goes well */
    Throwable failure() {
        return failure;
    }

    /** @return whether the training data are no longer what they were */
    boolean isDataAltered() {
        return dataAltered;
    }

    /** @return whether the steps since the last copy of the state can't be trusted */
    boolean isDistrusted() {
        return distrusted;
    }

    boolean hasStarted(String variable) {
        return started.contains(variable);
    }

    void listenWith(Consumer<RunEvent> other) {
        listener = other;
    }

    /** Continues a run of which a checkpoint was written between two steps. */
    void resumeFrom(long step, long nanosBefore, String reasonBefore, List<Map<String, Object>> endedBefore) {
        completed = step;
        nanos = nanosBefore;
        reason = reasonBefore;
        ended.addAll(endedBefore);
    }

    /** Begins the first phase that is not over. */
    void beginPhase() {
        phaseNumber = ended.size();
        phase = plan().phases().get(phaseNumber);
    }

    void endPhase(Map<String, Object> outcome) {
        ended.add(outcome);
    }

    /** The next steps follow another plan of the present phase. */
    void change(Setup otherSetup, PlannedPhase otherPhase) {
        setup = otherSetup;
        phase = otherPhase;
    }

    void trainIn(RunState other) {
        state = other;
    }

    /** These variables have their start values. */
    void started(Collection<String> variables) {
        started.addAll(variables);
    }

    /** These are the parameters that later ones are compared with. */
    void keepStart(INDArray parameters) {
        start = parameters;
    }

    /** @param other null if the best state is of no interest any longer */
    void keepBest(BestState other) {
        best = other;
    }

    void completeStep() {
        state.completeStep();
        completed++;
    }

    /** The state is that after an earlier step. */
    void goBackTo(long step) {
        completed = step;
    }

    void worked(long time) {
        nanos += time;
    }

    /** Something that a service did failed. */
    void failed(Throwable thrown) {
        failure = thrown;
    }

    /** The steps since the last copy of the state can't be trusted. */
    void distrust(Throwable thrown) {
        distrusted = true;
        failure = thrown;
    }

    void dataAltered(Throwable thrown) {
        dataAltered = true;
        distrust(thrown);
    }

    /** The run does no further steps. */
    void stopFor(Stop why) {
        stop = why;
    }

    /** Says why the run stopped. */
    void because(String sentence) {
        reason = sentence;
    }

    Plan plan() {
        return setup.plan();
    }

    Services services() {
        return setup.services();
    }

    TrainedVector vector() {
        return setup.vector();
    }

    void tell(RunEvent event) {
        listener.accept(event);
    }

    void addReason(String more) {
        reason = reason.isEmpty() ? more : reason + "; " + more;
    }

    /** The run ends, because something in it failed; NaN is the better reason if it came first. */
    void fail() {
        stop = stop == Stop.NAN ? stop : Stop.FAILED;
    }

    /** What was asked for, and has no effect on a method that moves the parameters itself. */
    private List<String> ignored() {
        List<String> keys = new ArrayList<>(OF_THE_OPTIMIZER);
        keys.retainAll(phase.asked().settings().keySet());
        if (phase.schedule() != null && !state().asksForSchedule()) {
            keys.add("schedule");
        }
        return keys;
    }

    /** @return what came out of the present phase */
    Map<String, Object> describe(long steps, Evaluation end) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("method", phase.method().toString());
        ended.put("optimizer", phase.optimizer().toString());
        ended.put("steps", steps);
        if (state().movesItself()) {
            ended.put(RunComparison.IGNORED, ignored());
        }
        ended.put("train", end.train());
        if (!end.valid().isEmpty()) {
            ended.put("valid", end.valid());
        }
        ended.put("test", end.test());
        ended.put("report", end.method());
        return ended;
    }
}
