package rai.shell.console;

import java.io.IOException;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** What the standard streams of this process are connected to; asked without taking hold of the terminal. */
public final class Terminals {
    private static final int USUAL_WIDTH = 80;

    private Terminals() {}

    public static boolean isTerminal(SystemStream stream) {
        return new ExecTerminalProvider().isSystemStream(stream);
    }

    /** @return the columns of the terminal that stderr writes to */
    static int width() {
        try {
            int width = new ExecTerminalProvider()
                    .current(SystemStream.Error)
                    .getSize()
                    .getColumns();
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException | RuntimeException e) {
            return USUAL_WIDTH;
        }
    }
}
