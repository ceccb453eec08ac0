package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import rai.shell.console.Failure;
import rai.shell.plot.PlotCommand;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeContext;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;
import rai.shell.train.TrainCommand;

class HelpCommandTest {
    /** A command of another bundle. */
    public static class Foreign {
        @Descriptor("Greets.")
        public String hello() {
            return "hello";
        }
    }

    private final BundleContext context = new FakeContext()
            .command("train", new TrainCommand(new FakeTrainer(), new FakeRuns(), new FakeRuns()))
            .command("plot", new PlotCommand(new FakeTrainer(), new FakeCatalog(), new FakeRuns(), new FakeSummaries()))
            .command("hello", new Foreign())
            .command("default", new Object())
            .context();
    private final HelpCommand help = new HelpCommand(context);

    @Test
    void everyCommandHasALine() {
        assertThat(Captured.of(help).out().lines())
                .contains(
                        "  hello    Greets.",
                        "  plot     Draw a picture of runs, of networks, or of activations.",
                        "  train    Train a network and evaluate its true forward pass.")
                .noneMatch(line -> line.contains("default"));
    }

    @Test
    void theExitCodesAreListed() {
        assertThat(Captured.of(help).out()).contains("  2  usage ").contains("130  interrupted ");
    }

    @Test
    void helpOfACommandIsItsUsage() {
        assertThat(Captured.of(help, "train").out()).startsWith("usage: train").contains("--activation=ACTIVATION");
    }

    @Test
    void theScopeMayBeGiven() {
        assertThat(Captured.of(help, "rai:train").out()).startsWith("usage: train");
    }

    @Test
    void helpOfASubcommandIsItsUsage() {
        assertThat(Captured.of(help, "plot", "landscape").out()).contains("--cells=N");
    }

    @Test
    void whatOtherProgramsCallAStudyLeadsToStudyRun() {
        BundleContext with = new FakeContext().command("study", new Object()).context();
        assertThatThrownBy(() -> new UnknownCommand(with).execute(null, java.util.List.of("sweep")))
                .hasMessage("unknown command 'sweep': study run trains whatever a study file combines and compares;"
                        + " help study lists what else there is");
    }

    @Test
    void helpOfAnUnknownCommandSuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(help, "trian"))
                .hasMessage("unknown command 'trian': did you mean 'train'? There are: hello, plot, train");
    }

    @Test
    void exportSaysWhatThereIs() {
        assertThatThrownBy(() -> new UnknownCommand(context).execute(null, java.util.List.of("export")))
                .hasMessageContaining("publish")
                .hasMessageContaining("numpy.load");
    }

    @Test
    void inAPipeHelpHasNoColours() {
        assertThat(Captured.of(help, "train").out()).doesNotContain("\u001b");
    }

    @Test
    void onATerminalHelpHasColours() {
        assertThat(rai.shell.command.ShellCommand.colours(80).ansi().enabled()).isTrue();
        assertThat(rai.shell.command.ShellCommand.colours(0).ansi().enabled()).isFalse();
    }

    @Test
    void theBeginningOfSeveralCommandsNamesThem() {
        BundleContext two = new FakeContext()
                .command("rerun", new Object())
                .command("resume", new Object())
                .context();
        assertThatThrownBy(() -> new UnknownCommand(two).execute(null, java.util.List.of("re")))
                .hasMessage("'re' is the beginning of several commands: rerun, resume");
    }

    @Test
    void theBeginningOfOneCommandRunsIt() throws Exception {
        StringBuilder got = new StringBuilder();
        org.apache.felix.service.command.Function plot = (session, words) -> got.append(words);
        new UnknownCommand(context)
                .execute(
                        rai.shell.testing.FakeSession.with(java.util.Map.of("rai:plot", plot)),
                        java.util.List.of("pl", "landscape"));
        assertThat(got).hasToString("[landscape]");
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        assertThatThrownBy(() -> new UnknownCommand(context).execute(null, java.util.List.of("polt", "landscape")))
                .isInstanceOf(Failure.class)
                .hasMessage("unknown command 'polt': did you mean 'plot'? There are: hello, plot, train");
    }
}
