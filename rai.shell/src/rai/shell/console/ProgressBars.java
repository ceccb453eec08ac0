package rai.shell.console;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on a terminal, gone when the work is done. */
final class ProgressBars implements Progress {
    private static final int REDRAW_MILLIS = 200;
    /** What the bar and its numbers take at least. */
    private static final int BAR = 55;

    private static final int LEAST = 12;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(REDRAW_MILLIS);

    private final Console console;
    private final String unit;
    private final int width;
    private final boolean estimates;
    private ProgressBar bar;
    private long told;

    ProgressBars(Console console, String unit, int width, boolean estimates) {
        this.estimates = estimates;
        this.console = console;
        this.unit = unit;
        this.width = width;
    }

    @Override
    public void at(long done, long total, Supplier<String> now) {
        if (bar == null) {
            ProgressBarBuilder builder = new ProgressBarBuilder();
            if (!estimates) {
                builder.hideEta();
            }
            bar = builder.setTaskName(unit)
                    .setInitialMax(total)
                    .startsFrom(
                            Math.max(0, done - 1), Duration.ZERO) // what was done before says nothing of the time left
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    // the width is given: asking for it would have the library open the terminal for itself
                    .setConsumer(new ConsoleProgressBarConsumer(console.err(), width) {
                        @Override
                        public void accept(String line) {
                            super.accept(line);
                            console.err().flush();
                        }

                        @Override
                        public void close() {
                            clear();
                        }
                    })
                    .setMaxRenderedLength(width)
                    .build();
        }
        bar.stepTo(done);
        long time = System.nanoTime();
        if (time - told >= PAUSE) {
            told = time;
            bar.setExtraMessage(" " + fitted(now.get(), Math.max(LEAST, width - BAR)));
        }
    }

    /** What has no room is left out from its end, by whole parts if there are any: the bar needs room, too. */
    static String fitted(String message, int room) {
        if (message.length() <= room) {
            return message;
        }
        int part = message.lastIndexOf("; ", room);
        return message.substring(0, part > 0 ? part : room);
    }

    private void clear() {
        console.err().print("\r" + " ".repeat(width) + "\r");
        console.err().flush();
    }

    @Override
    public void say(String message) {
        clear();
        console.say(message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
