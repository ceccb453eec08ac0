package rai.core.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.run.RunEvent;
import rai.api.run.RunResult.Stop;
import rai.core.evaluate.Evaluation;
import rai.core.plan.Plan;
import rai.core.plan.PlannedPhase;
import rai.core.service.Services;
import rai.core.state.RunState;
import rai.core.state.Setup;
import rai.core.state.TrainedVector;

/** Where a run stands: what its parts share. All of it belongs to the thread of the run, but for what is volatile. */
final class RunContext {
    /** Read by threads that ask for changes. */
    volatile Setup setup;
    /** The number of the present phase; read by threads that ask for changes. */
    volatile int phase;

    PlannedPhase stage;
    RunState state;
    /** The steps done. */
    long completed;
    /** Time spent in steps. */
    long nanos;
    /** What came out of the phases that are over. */
    final List<Map<String, Object>> phases = new ArrayList<>();
    /** The variables of methods that have been given their start values. */
    final Set<String> started = new HashSet<>();
    /** The best state of the present phase; null without early stopping. */
    BestState best;

    Stop stop = Stop.STEPS;
    String reason = "";
    /** What a service threw; null as long as all goes well. */
    Throwable failure;
    /** Whether the training data are no longer what they were. */
    boolean altered;
    /** Whether the steps since the last copy of the state can't be trusted. */
    boolean distrusted;

    Consumer<RunEvent> listener = event -> {};

    RunContext(Setup setup) {
        this.setup = setup;
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

    /** The run ends, since something in it failed; NaN is the better reason where it came first. */
    void fail() {
        stop = stop == Stop.NAN ? stop : Stop.FAILED;
    }

    /** @return what came out of the present phase */
    Map<String, Object> describe(long steps, Evaluation end) {
        Map<String, Object> ended = new LinkedHashMap<>();
        ended.put("method", stage.method().toString());
        ended.put("optimizer", stage.optimizer().toString());
        ended.put("steps", steps);
        ended.put("train", end.train());
        ended.put("test", end.test());
        ended.put("report", end.method());
        return ended;
    }
}
