package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.data.DataException;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;

class ScriptTest {
    private final List<String> done = new ArrayList<>();
    private final ThreadIOImpl streams = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(streams);
    private final Captured captured = new Captured();
    private final CommandSession session = session();

    private CommandSession session() {
        streams.start();
        CommandSession made = processor.createSession(
                new ByteArrayInputStream(new byte[0]), captured.console.out(), captured.console.err());
        made.put(Console.LASTING, true);
        made.put("SCOPE", "*");
        made.put("note", (Function) (s, words) -> {
            done.addAll(words.stream().map(String::valueOf).toList());
            return null;
        });
        made.put("broken", (Function) (s, words) -> {
            throw new DataException("no number");
        });
        made.put("source", (Function) (s, words) -> new SourceCommand().execute(s, words));
        return made;
    }

    @AfterEach
    void stop() {
        streams.stop();
    }

    private void run(String text) throws Exception {
        new Script("a.rai", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .run(session, captured.console);
    }

    @Test
    void theCommandsAreRunOneAfterAnother() throws Exception {
        run("# what follows is noted\nnote a\n\nnote 'b\nc'\n");
        assertThat(done).containsExactly("a", "b\nc");
    }

    @Test
    void theFirstCommandThatFailsEndsTheScriptAndIsReportedWithItsLine() {
        assertThatThrownBy(() -> run("note a\n\nbroken\nnote b\n"))
                .hasMessage("a.rai, line 3: no number")
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.DATA));
        assertThat(done).containsExactly("a");
    }

    @Test
    void aQuoteThatIsNeverClosedIsReportedWithTheLineWhereItsCommandBegins() {
        assertThatThrownBy(() -> run("note a\nnote 'b\nnote c\n"))
                .hasMessageStartingWith("a.rai, line 2: the command cannot be read: ");
    }

    @Test
    void sourceRunsAFileInTheSameSession(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("b.rai"), "note inner\n");
        run("source '" + file + "'\nnote outer\n");
        assertThat(done).containsExactly("inner", "outer");
    }

    @Test
    void aMistakeInASourcedFileIsReportedWithBothLines(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.rai"), "note inner\nbroken\n");
        assertThatThrownBy(() -> run("\nsource '" + file + "'\n"))
                .hasMessage("a.rai, line 2: " + file + ", line 2: no number");
    }

    @Test
    void aLineInAnotherEncodingIsReportedWithFileAndLine(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("b.rai"), "note a\r\nnote '\u00fcber'\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> run("source '" + file + "'\n"))
                .hasMessage("a.rai, line 1: " + file
                        + ", line 2: the line is not in UTF-8: save the script as a text in UTF-8");
        assertThat(done).containsExactly("a");
    }

    @Test
    void aNulCharacterIsReportedWithItsLine() {
        assertThatThrownBy(() -> run("note a\n\nnote b\0c\n"))
                .hasMessage("a.rai, line 3: the line has a NUL character: save the script as a text in UTF-8");
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstCommand() throws Exception {
        run("\uFEFFnote a\r\nnote b\r\n");
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void aScriptThatRunsItselfIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("b.rai");
        Files.writeString(file, "source '" + file + "'\n");
        assertThatThrownBy(() -> run("source '" + file + "'"))
                .hasMessageEndingWith(file + " is being run already: a script cannot run itself");
    }
}
