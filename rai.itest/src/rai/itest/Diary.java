package rai.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import rai.api.run.RunEvent;

/** Writes down the events of a run, and does something when a certain step is done. */
final class Diary implements Consumer<RunEvent> {
    /** What a test does in the middle of a run. */
    interface Deed {
        void now() throws Exception;
    }

    final List<RunEvent> events = new ArrayList<>();
    private final long step;
    private final Deed atStep;
    private final Deed atPause;

    Diary(long step, Deed atStep, Deed atPause) {
        this.step = step;
        this.atStep = atStep;
        this.atPause = atPause;
    }

    Diary(long step, Deed atStep) {
        this(step, atStep, () -> {});
    }

    @Override
    public void accept(RunEvent event) {
        events.add(event);
        try {
            if (event instanceof RunEvent.Stepped && event.step() == step) {
                atStep.now();
            } else if (event instanceof RunEvent.Paused) {
                atPause.now();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    <T extends RunEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
