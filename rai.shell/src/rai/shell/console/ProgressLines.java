package rai.shell.console;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import rai.shell.text.Numbers;

/** Progress as a line now and then, for files and pipes. */
final class ProgressLines implements Progress {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final Console console;
    private final String unit;
    private final LongSupplier clock;
    private final boolean estimates;
    private final long began;
    private long told;

    ProgressLines(Console console, String unit, LongSupplier clock) {
        this(console, unit, clock, true);
    }

    ProgressLines(Console console, String unit, LongSupplier clock, boolean estimates) {
        this.estimates = estimates;
        this.console = console;
        this.unit = unit;
        this.clock = clock;
        began = clock.getAsLong();
        told = began;
    }

    @Override
    public void at(long done, long total, Supplier<String> now) {
        long time = clock.getAsLong();
        if (time - told < PAUSE) {
            return;
        }
        told = time;
        double seconds = (time - began) / 1e9;
        // a speed says something of many small pieces only
        String speed = estimates && done >= seconds ? ", " + Numbers.text(done / seconds) + "/s" : "";
        say(done + " of " + total + " " + unit + ", " + Math.round(seconds) + " s" + speed + ": " + now.get());
    }

    @Override
    public void say(String message) {
        console.say(message);
    }

    @Override
    public void close() {}
}
