package rai.shell.train;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import rai.api.run.Archive.Again;
import rai.api.run.Change;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.shell.console.Failure;

/** Does to a run what was done to another by hand: changes it and stops it after the same steps. */
final class Repetition implements Consumer<RunEvent> {
    private final Run run;
    private final Again again;
    private final Set<Long> made = new HashSet<>();
    private volatile RuntimeException failure;

    Repetition(Run run, Again again) {
        this.run = run;
        this.again = again;
    }

    @Override
    public void accept(RunEvent event) {
        long step = event.step();
        boolean begun = event instanceof RunEvent.Started || event instanceof RunEvent.Stepped;
        if (begun && step == again.steps()) {
            run.stop();
        }
        if (begun && again.changes().containsKey(step)) {
            run.pause(); // a change is made from another thread, and at this very step
        } else if (event instanceof RunEvent.Paused && again.changes().containsKey(step) && made.add(step)) {
            new Thread(() -> make(again.changes().get(step)), "rai-repetition").start();
        }
    }

    private void make(List<Change> changes) {
        try {
            changes.forEach(run::swap);
        } catch (RuntimeException e) {
            failure = e;
            run.stop();
        } finally {
            run.proceed();
        }
    }

    /** @throws Failure if a change could not be made again */
    void requireMade() {
        if (failure != null) {
            throw new Failure("a change that was made by hand can't be made again: " + failure.getMessage());
        }
    }
}
