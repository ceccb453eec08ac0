package rai.shell.console;

import java.util.function.Supplier;
import org.jline.terminal.spi.SystemStream;

/** Shows on stderr how far the work is. */
public interface Progress extends AutoCloseable {
    /**
     * Reports the progress of the work; may be called at any rate.
     *
     * @param done how much is done
     * @param total of how much
     * @param now what is being done; asked only if it will be shown
     */
    void at(long done, long total, Supplier<String> now);

    /**
     * Prints something that must not be missed.
     *
     * @param message one line
     */
    void say(String message);

    @Override
    void close();

    /**
     * @param console where to
     * @param unit what is counted, such as {@code steps}
     * @return a bar on a terminal, else lines
     */
    static Progress on(Console console, String unit) {
        return on(console, unit, true);
    }

    /**
     * @param console where to
     * @param unit what is counted, such as {@code steps}
     * @param estimates whether to estimate speed and the time left; no if what is being done says them
     * @return a bar on a terminal, else lines
     */
    static Progress on(Console console, String unit, boolean estimates) {
        return Terminals.isTerminal(SystemStream.Error) && !Console.behind()
                ? new ProgressBars(console, unit, Terminals.width() - 1, estimates)
                : new ProgressLines(console, unit, System::nanoTime, estimates);
    }
}
