package rai.api.study;

import java.util.concurrent.atomic.AtomicInteger;

/** Stops a study that runs; may be called from any thread. */
public final class StudyControl {
    private static final int FINISH = 1;
    private static final int NOW = 2;

    private final AtomicInteger asked = new AtomicInteger();

    /** Begins no further trial; the study ends when those in training have ended. */
    public void finish() {
        asked.accumulateAndGet(FINISH, Math::max);
    }

    /** Ends the trials in training after their current steps; they are resumed or trained again later. */
    public void stopNow() {
        asked.set(NOW);
    }

    /** @return whether no further trial may begin */
    public boolean isFinishing() {
        return asked.get() >= FINISH;
    }

    /** @return whether the trials in training must end */
    public boolean isStopping() {
        return asked.get() == NOW;
    }
}
