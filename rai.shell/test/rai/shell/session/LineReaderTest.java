package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.shell.catalog.DescribeCommand;
import rai.shell.run.WatchCommand;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeContext;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSession;
import rai.shell.testing.FakeTrainer;
import rai.shell.train.TrainCommand;

/** Keys go in, a line comes out: what JLine, the parser and the completion do together. */
class LineReaderTest {
    /** A dataset with two settings. */
    @Named("ring")
    @About("A ring.")
    public static class Ring extends FakeCatalog.Cloud {
        @Setting(value = "How wide.", min = 0, max = 1)
        double width = 0.5;
    }

    private final FakeRuns runs = new FakeRuns();
    private final FakeCatalog catalog = new FakeCatalog(new FakeCatalog.Cloud(), new FakeModel.Pair(), new Ring());
    private final Completion completion = new Completion(
            new FakeContext()
                    .command("train", new TrainCommand(new FakeTrainer(), runs, runs))
                    .command("describe", new DescribeCommand(catalog))
                    .command("watch", new WatchCommand(runs))
                    .catalog(catalog)
                    .runs(runs)
                    .context(),
            FakeSession.with(Map.of()));

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private String line(String keys) throws IOException {
        return line(keys, Optional.empty());
    }

    private String line(String keys, Optional<Path> history) throws IOException {
        try (Terminal terminal = new DumbTerminal(
                "test",
                "ansi",
                new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
                screen,
                StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(160, 50));
            LineReader reader = Interactive.reader(terminal, completion, history);
            return reader.readLine("rai> ");
        }
    }

    @Test
    void aNameInsideAnOpenQuoteIsCompletedAndTheQuoteClosed() throws IOException {
        assertThat(line("train --data \"pa\t\r").strip()).isEqualTo("train --data \"pair\"");
    }

    @Test
    void aNameThatTakesSettingsStaysOpenForThem() throws IOException {
        assertThat(line("train --data \"clo\t(\t7)\"\r")).isEqualTo("train --data \"cloud(n=7)\"");
    }

    @Test
    void aSettingInsideAnOpenQuoteIsCompleted() throws IOException {
        assertThat(line("train --data \"cloud(\t7)\"\r")).isEqualTo("train --data \"cloud(n=7)\"");
    }

    @Test
    void aSettingIsCompletedWithItsDefaultAndTheSpecWithItsParenthesis() throws IOException {
        assertThat(line("train --data \"cloud(\t\t\t\"\r")).isEqualTo("train --data \"cloud(n=10)\"");
    }

    @Test
    void aSpecThatWasBegunWithoutAQuoteGetsOneWithItsSettings() throws IOException {
        assertThat(line("train --data cloud(\t7)\"\r")).isEqualTo("train --data \"cloud(n=7)\"");
    }

    @Test
    void anApostropheQuotesAsWell() throws IOException {
        assertThat(line("train --data 'pa\t\r").strip()).isEqualTo("train --data 'pair'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "describe \"", "train --data \"", "nothing \"", "runs | \""})
    void theTabKeyAfterAnOpenQuoteKeepsTheLine(String begun) throws IOException {
        assertThat(line(begun + "\t\"\r")).startsWith(begun.replace("\"", "").strip());
    }

    @Test
    void severalSettingsAreListedWithTheirTypesRangesAndDefaults() throws IOException {
        line("train --data \"ring(\tn=4)\"\r");
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("integer >= 1, default 10: How many")
                .contains("number [0, 1], default 0.5: How wide");
    }

    @Test
    void aRunInADirectoryWithASpaceIsQuoted(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("my run"));
        Files.writeString(folder.resolve("my run/run.json"), "{}");
        assertThat(line("watch " + folder + "/m\t\r").strip()).isEqualTo("watch \"" + folder + "/my run\"");
    }

    @Test
    void linesAreThereAgainInTheNextSession(@TempDir Path folder) throws IOException {
        Optional<Path> history = History.file(Map.of(), folder);
        line("watch moons\r", history);
        String up = "\u001b[A";
        assertThat(line(up + "\r", history)).isEqualTo("watch moons");
    }

    @Test
    void anEmptyVariableMeansThatNoHistoryIsKept(@TempDir Path folder) {
        assertThat(History.file(Map.of("RAI_HISTORY", ""), folder)).isEmpty();
    }
}
