package rai.itest;

import static org.assertj.core.api.Assertions.fail;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do. */
final class Eventually {
    private static final long PATIENCE_MILLIS = 60_000;

    private Eventually() {}

    /** Checks again and again; fails if the condition does not become true. */
    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    /** The same, with words that depend on how things stand in the end. */
    static void until(Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("after %d s it still does not hold that %s", PATIENCE_MILLIS / 1000, what.get());
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("interrupted while waiting until %s", what.get());
            }
        }
    }
}
