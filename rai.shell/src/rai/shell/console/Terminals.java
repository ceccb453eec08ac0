package rai.shell.console;

import java.io.IOException;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jline.terminal.Terminal;
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
        return width(SystemStream.Error);
    }

    /**
     * @param session the session of a command, or null
     * @return the columns of the terminal that the command prints its results on; 0 if that is a file or a pipe
     */
    public static int outputWidth(CommandSession session) {
        Process process = Process.Utils.current();
        if (process != null && !process.isTty(1)) {
            return 0; // the next command of a pipe reads it
        }
        if (session != null && session.get(Shell.VAR_TERMINAL) instanceof Terminal terminal) {
            return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_WIDTH;
        }
        return isTerminal(SystemStream.Output) ? width(SystemStream.Output) : 0;
    }

    private static int width(SystemStream stream) {
        try {
            int width = new ExecTerminalProvider().current(stream).getSize().getColumns();
            return width > 0 ? width : USUAL_WIDTH;
        } catch (IOException | RuntimeException e) {
            return USUAL_WIDTH;
        }
    }
}
