package rai.core.jobs;

/**
 * Steps per second over the last seconds. One thread reports steps, which costs it next to nothing; any other may ask.
 *
 * <p>The time of a step is remembered now and then, so that what is asked for is the quotient of steps and time between the
 * oldest remembered moment and the last step.
 */
final class Pace {
    /** How far back it looks, in nanoseconds. */
    private static final long WINDOW = 5_000_000_000L;

    private static final int MARKS = 20;
    private static final long BETWEEN = WINDOW / MARKS;

    private final long[] times = new long[MARKS];
    private final long[] steps = new long[MARKS];
    private int marks;
    /** Known to the thread that reports steps. */
    private long nextMark;

    private volatile long lastTime;
    private volatile long lastStep;

    /** Forgets all: it begins after some step, or continues after a pause. */
    synchronized void begin(long step, long now) {
        marks = 0;
        lastStep = step;
        lastTime = now;
        mark(step, now);
    }

    /** A step is done. */
    void at(long step, long now) {
        lastStep = step;
        lastTime = now;
        if (now - nextMark >= 0) {
            mark(step, now);
        }
    }

    private synchronized void mark(long step, long now) {
        times[marks % MARKS] = now;
        steps[marks % MARKS] = step;
        marks++;
        nextMark = now + BETWEEN;
    }

    /** @return steps per second; 0 before the first */
    synchronized double perSecond(long now) {
        long toStep = lastStep;
        long toTime = lastTime;
        // steps that take longer than the window: from one to the next
        int from = Math.max(0, marks - MARKS);
        while (from < marks - 2 && now - times[from % MARKS] > WINDOW) {
            from++;
        }
        if (marks == 0) {
            return 0;
        }
        long time = toTime - times[from % MARKS];
        if (now - toTime > Math.max(time, WINDOW)) {
            time = now - times[from % MARKS]; // it takes longer than ever before
        }
        return time > 0 ? (toStep - steps[from % MARKS]) * 1e9 / time : 0;
    }
}
