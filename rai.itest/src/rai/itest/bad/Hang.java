package rai.itest.bad;

/** Hanging; a test ends it by the system property {@value #ENOUGH}, so that no thread is left behind. */
final class Hang {
    static final String ENOUGH = "rai.itest.enough";

    private Hang() {}

    /** Until it is interrupted. */
    static void asleep() {
        while (!Boolean.getBoolean(ENOUGH)) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException("woken", e);
            }
        }
    }

    /** Whether it is interrupted or not. */
    static void busy() {
        while (!Boolean.getBoolean(ENOUGH)) {
            Thread.onSpinWait();
        }
    }
}
