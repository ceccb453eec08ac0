package rai.shell.console;

import java.util.function.Supplier;
import org.jline.terminal.spi.SystemStream;

/** Tells on stderr how far the work is. */
public interface Progress extends AutoCloseable {
    /**
     * Tells where the work stands; may be called as often as one likes.
     *
     * @param done how much is done
     * @param total of how much
     * @param now what is going on; asked only when it will be shown
     */
    void at(long done, long total, Supplier<String> now);

    /**
     * Tells of something that must not be missed.
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
        return Terminals.isTerminal(SystemStream.Error) && !Console.behind()
                ? new ProgressBars(console, unit, Terminals.width() - 1)
                : new ProgressLines(console, unit, System::nanoTime);
    }
}
