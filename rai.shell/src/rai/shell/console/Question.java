package rai.shell.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;
import org.apache.felix.gogo.jline.Shell;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.spi.SystemStream;

/** A question to whoever sits at the terminal, before something that can't be undone. */
public final class Question {
    private Question() {}

    /**
     * Asks.
     *
     * @param text the question, such as {@code delete 2 runs?}
     * @param console where
     * @return whether the answer is yes; also if there is no terminal, since nobody can be asked
     */
    public static boolean agreed(String text, Console console) throws IOException {
        String question = text + " [y/N] ";
        if (console.session() != null && console.session().get(Shell.VAR_READER) instanceof LineReader reader) {
            return isYes(ask(reader, question));
        }
        if (!Terminals.isTerminal(SystemStream.Input) || !Terminals.isTerminal(SystemStream.Error)) {
            return true;
        }
        console.err().print(question);
        console.err().flush();
        return isYes(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
    }

    /** The answer is not a line of the history. */
    private static String ask(LineReader reader, String question) {
        Object before = reader.getVariable(LineReader.DISABLE_HISTORY);
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, before);
        }
    }

    private static boolean isYes(String answer) {
        return answer != null && (answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"));
    }
}
