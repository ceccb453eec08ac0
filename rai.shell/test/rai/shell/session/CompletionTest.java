package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import rai.api.run.Job;
import rai.publish.project.MavenProjects;
import rai.shell.catalog.DescribeCommand;
import rai.shell.catalog.ListCommand;
import rai.shell.data.DataCommand;
import rai.shell.extension.UninstallCommand;
import rai.shell.plot.PlotCommand;
import rai.shell.publish.NewCommand;
import rai.shell.run.WatchCommand;
import rai.shell.testing.FakeCatalog;
import rai.shell.testing.FakeContext;
import rai.shell.testing.FakeModel;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSummaries;
import rai.shell.testing.FakeTrainer;
import rai.shell.train.TrainCommand;

class CompletionTest {
    private final FakeTrainer trainer = new FakeTrainer();
    private final FakeRuns runs = new FakeRuns();
    private final FakeCatalog catalog =
            new FakeCatalog(new FakeCatalog.Cloud(), new FakeModel.Pair(), new FakeCatalog.Steps());
    private final Completion completion = new Completion(
            new FakeContext()
                    .command("train", new TrainCommand(trainer, runs, runs))
                    .command("plot", new PlotCommand(trainer, catalog, runs, new FakeSummaries()))
                    .command("watch", new WatchCommand(runs))
                    .command("data", new DataCommand(catalog))
                    .command("list", new ListCommand(catalog))
                    .command("describe", new DescribeCommand(catalog))
                    .command("new", new NewCommand(new MavenProjects(catalog, new Version("1.0.0"))))
                    .command("uninstall", new UninstallCommand(new FakeContext().context()))
                    .catalog(catalog)
                    .runs(runs)
                    .property("rai.bundles.dir", "examples/no-such-folder")
                    .context(),
            (CommandSession) java.lang.reflect.Proxy.newProxyInstance(
                    CommandSession.class.getClassLoader(),
                    new Class<?>[] {CommandSession.class},
                    (self, method, arguments) -> method.getName().equals("get")
                            ? java.util.Set.of("gogo:cat", "rai:train", "rai:default")
                            : null));

    private List<String> after(String line) {
        return candidates(line).stream().map(Candidate::value).toList();
    }

    private List<Candidate> candidates(String line) {
        List<Candidate> candidates = new ArrayList<>();
        completion.complete(null, new LineParser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates;
    }

    @Test
    void theFirstWordIsACommand() {
        assertThat(after("")).contains("train", "plot", "list", "cat").doesNotContain("default");
    }

    @Test
    void dataAreFetchedByTheirNames() {
        assertThat(after("data ")).containsExactly("list", "fetch");
        assertThat(after("data fetch ")).contains("cloud");
        assertThat(after("data fetch cloud --")).contains("--to", "--json");
    }

    @Test
    void aDashAsksForTheOptions() {
        assertThat(after("train --")).contains("--data", "--activation", "--help");
    }

    @Test
    void anOptionThatIsGivenIsNotOfferedAgainUnlessItMayBe() {
        assertThat(after("train --data cloud --then refit -"))
                .doesNotContain("--data")
                .contains("--then", "--test");
    }

    @Test
    void anOptionForADatasetTakesTheNamesThatAreThere() {
        assertThat(after("train --data ")).containsExactly("cloud", "pair");
    }

    @Test
    void theSizesOfPicturesAndTypeThatHaveANameAreOffered() {
        assertThat(after("plot history --size ")).containsExactly("column", "page");
        assertThat(after("plot history --font-size=sl"))
                .contains("--font-size=slides", "--font-size=paper", "--font-size=small", "--font-size=large");
    }

    @Test
    void theScopeMayBeGiven() {
        assertThat(after("rai:train --test ")).containsExactly("cloud", "pair");
    }

    @Test
    void anOptionWithFixedValuesTakesThose() {
        assertThat(after("train --precision ")).containsExactly("float32", "float64");
    }

    @Test
    void aParameterTakesWhatItsKindIs() {
        assertThat(after("list ")).contains("activation", "dataset", "study");
        assertThat(after("describe ")).containsExactly("steps", "cloud", "pair");
    }

    @Test
    void newTakesTheKindsThatThereAreTemplatesFor() {
        assertThat(after("new "))
                .containsExactlyInAnyOrder(
                        "activation",
                        "dataset",
                        "initializer",
                        "layer",
                        "loss",
                        "method",
                        "metric",
                        "optimizer",
                        "schedule");
    }

    @Test
    void anExtensionThatIsNotThereTakesNothing() {
        assertThat(after("uninstall ")).isEmpty();
    }

    @Test
    void aSecondParameterOfACommandWithOnlyOneTakesNothing() {
        assertThat(after("list dataset ")).isEmpty();
    }

    @Test
    void aCommandOfCommandsTakesTheirNamesAndThenTheirOptions() {
        assertThat(after("plot ")).contains("landscape");
        assertThat(after("plot landscape --")).contains("--cells", "--range");
    }

    @Test
    void aRunTakesTheNamesOfJobsAndOfKeptRuns() {
        runs.keep("moons", "ended", 5);
        runs.job("circles", Job.State.RUNNING);
        assertThat(after("watch ")).contains("moons", "circles");
    }

    @Test
    void anOptionWithAnEqualsSignTakesWhatTheOptionTakes() {
        assertThat(after("train --data=cl")).containsExactly("--data=cloud", "--data=pair");
    }

    @Test
    void settingsAreNamedInsideTheParenthesesOfASpec() {
        assertThat(after("train --data cloud(")).containsExactly("cloud(n=");
        assertThat(after("describe \"cloud(")).containsExactly("cloud(n=");
    }

    @Test
    void aSettingIsShownWithTypeRangeAndDefault() {
        assertThat(candidates("train --data \"cloud(").get(0).descr()).isEqualTo("integer >= 1, default 10: How many.");
    }

    @Test
    void theValueOfASettingIsItsDefaultAtFirst() {
        assertThat(after("train --data \"cloud(n=")).containsExactly("cloud(n=10");
    }

    @Test
    void afterAValueTheSpecCanEnd() {
        assertThat(after("train --data \"cloud(n=7")).containsExactly("cloud(n=7)");
    }

    @Test
    void layersOfANetworkAreCompletedOneByOne() {
        assertThat(after("train --network \"dense(4) ste")).contains("dense(4) steps", "dense(4) dense");
        assertThat(after("train --network \"dense(4) 3x(dense steps("))
                .containsExactly("dense(4) 3x(dense steps(height=");
    }

    @Test
    void aRunThatWasMadeElsewhereIsCompletedByItsDirectory(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/run.json"), "{}");
        Files.createDirectories(folder.resolve("other"));
        assertThat(after("watch " + folder + "/")).containsExactly(folder + "/mine", folder + "/other/");
        assertThat(after("plot landscape " + folder + "/")).containsExactly(folder + "/mine", folder + "/other/");
    }
}
