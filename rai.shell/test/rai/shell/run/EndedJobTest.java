package rai.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.network.NamedTensor;
import rai.api.run.Job;
import rai.api.run.RecordedEvent;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunResult.Stop;
import rai.api.run.Runs.Kept;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeJob;
import rai.shell.testing.FakeRuns;

/** A job that could not begin hides no directory, and can be removed from the list. */
class EndedJobTest {
    private final FakeRuns runs = new FakeRuns();

    private FakeJob failed(String name, String reason) {
        FakeJob job = runs.job(name, Job.State.PREPARING);
        job.directory = Path.of("runs", name);
        job.spec = Map.of();
        job.end(Stop.FAILED, reason);
        return job;
    }

    private List<String> listed() {
        return Captured.of(new RunsCommand(runs)).out().lines().skip(1).toList();
    }

    @Test
    void aRunThatCouldNotBeginIsListedAsFailed() {
        failed("moons", "there is no file x.csv");
        assertThat(listed()).singleElement().asString().startsWith("moons  failed  ");
        assertThat(Captured.of(new ShowCommand(runs), "moons").out())
                .contains("state            failed: there is no file x.csv");
    }

    @Test
    void aJobThatCouldNotContinueShowsHowItsDirectoryStands() {
        runs.keep("moons", "running", 8200);
        failed("moons", "the run in runs/moons is being trained at this moment");
        assertThat(listed()).singleElement().asString().contains("running elsewhere", "8200/20");
        assertThatThrownBy(() -> Captured.of(new StopCommand(runs), "moons"))
                .hasMessage("the run moons is trained by another process: stop it there");
    }

    @Test
    void aRunThatCouldNotBeginCanBeDeleted() {
        failed("moons", "there is no file x.csv");
        assertThat(Captured.of(new DeleteCommand(runs), "moons").out()).isEqualTo("moons is deleted\n");
        assertThat(runs.jobs).isEmpty();
        assertThat(runs.deleted).isEmpty();
    }

    @Test
    void aRunThatWasNotSavedCanBeDeletedWhenItHasEnded() {
        FakeJob job = runs.job("unsaved", Job.State.RUNNING);
        assertThatThrownBy(() -> Captured.of(new DeleteCommand(runs), "unsaved"))
                .isInstanceOf(Failure.class);
        job.end(Stop.STEPS, "");
        Captured.of(new DeleteCommand(runs), "unsaved");
        assertThat(runs.jobs).isEmpty();
    }

    @Test
    void arraysAreNotShownAsIfTheyWereTensorsWithNames() {
        runs.job("old", Job.State.RUNNING).directory = Path.of("runs", "old");
        runs.reader(Path.of("runs", "old"))
                .with(List.of(new NamedTensor("parameters", List.of(348L), "parameters", 0)));
        assertThat(Captured.of(new ShowCommand(runs), "old", "--tensors").err())
                .contains("did not record the names of tensors: these are the whole arrays");
        runs.reader(Path.of("runs", "old"))
                .with(List.of(new NamedTensor("dense_1.weight", List.of(2L, 3L), "parameters", 0)));
        assertThat(Captured.of(new ShowCommand(runs), "old", "--tensors").err()).isEmpty();
    }

    @Test
    void aRunThatContinuesKeepsTheTimeOfItsBeginning() {
        runs.keep("moons", "running", 4);
        runs.job("moons", Job.State.RUNNING).directory = Path.of("runs", "moons");
        assertThat(Captured.of(new RunsCommand(runs), "--json").out())
                .contains("\"started\": \"2026-01-01T00:00:00Z\"")
                .doesNotContain("2026-01-02");
    }

    @Test
    void phasesAreNumberedAndSayFirstWhatTheyAre() {
        runs.keep("two", "ended", 20)
                .put(
                        "spec",
                        Map.of(
                                "method",
                                "rai",
                                "phases",
                                List.of(
                                        new TreeMap<>(Map.of("batch", 0, "method", "rai", "steps", 9)),
                                        new TreeMap<>(Map.of("batch", 5, "method", "backprop", "steps", 11)))));
        assertThat(Captured.of(new ShowCommand(runs), "two").out().lines())
                .containsSubsequence(
                        "trains with",
                        "  phase 1",
                        "    method       rai",
                        "    steps        9",
                        "    batch        0",
                        "  phase 2",
                        "    method       backprop",
                        "    steps        11",
                        "    batch        5")
                .doesNotContain("  method         rai");
    }

    @ParameterizedTest
    @CsvSource({"false, began with", "true, trains with"})
    void aChangedRunSaysWhetherWhatIsKeptIsItsBeginningOrWhatItWasStoppedWith(boolean written, String title) {
        Map<String, Object> document = new HashMap<>(Map.of("spec", Map.of("method", "backprop")));
        if (written) {
            document.put("result", Map.of());
        }
        RunEvent swap = new RunEvent.Swapped(3, "method", Used.NOTHING, Used.NOTHING, "kept: the parameters");
        Path directory = Path.of("runs", "changed");
        runs.kept.put(
                directory,
                new Kept(
                        "changed",
                        directory,
                        "interrupted",
                        5,
                        "backprop",
                        0.5,
                        document,
                        List.of(new RecordedEvent(Instant.EPOCH, swap))));
        assertThat(Captured.of(new ShowCommand(runs), "changed").out().lines()).contains(title);
    }
}
