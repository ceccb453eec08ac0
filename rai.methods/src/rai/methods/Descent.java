package rai.methods;

/** How far a sweep from the last map to the first has come, for those who work on what it leaves. */
final class Descent {
    private int reached;
    private boolean ended;

    /** @param maps how many maps lie before it */
    synchronized void begin(int maps) {
        reached = maps;
        ended = false;
    }

    /** The sweep is done with a map, and so with all above it. */
    synchronized void reach(int map) {
        reached = map;
        notifyAll();
    }

    /** Ends the sweep early: whoever waits for a map stops waiting. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits for the sweep, which another thread must have begun.
     *
     * @return whether it is done with the map; otherwise it failed before
     */
    synchronized boolean await(int map) {
        boolean interrupted = false;
        while (reached > map && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return reached <= map;
    }
}
