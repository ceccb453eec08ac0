package rai.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.jline.Shell;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import rai.shell.run.DeleteCommand;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSession;

class QuestionTest {
    private final FakeRuns runs = new FakeRuns();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Captured delete(String answer, String... more) throws IOException {
        runs.keep("moons", "ended", 5);
        try (Terminal terminal = new DumbTerminal(
                "test",
                "ansi",
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                screen,
                StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(100, 30));
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
            Captured captured = new Captured(FakeSession.with(Map.of(Shell.VAR_READER, reader)));
            List<String> words = new java.util.ArrayList<>(List.of(more));
            words.add("moons");
            new DeleteCommand(runs).execute(captured.console, words);
            return captured;
        }
    }

    @Test
    void deleteAsksAtThePromptAndDeletesNothingWithoutAYes() throws IOException {
        assertThat(delete("\r").err()).contains("nothing was deleted");
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("delete the run moons? [y/N]");
        assertThat(runs.deleted).isEmpty();
    }

    @Test
    void aYesDeletes() throws IOException {
        delete("y\r");
        assertThat(runs.deleted).containsExactly(Path.of("runs/moons"));
    }

    @Test
    void withYesNothingIsAsked() throws IOException {
        delete("", "--yes");
        assertThat(runs.deleted).containsExactly(Path.of("runs/moons"));
    }
}
