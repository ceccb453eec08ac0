package rai.shell.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.run.Change;
import rai.api.run.Job.State;
import rai.api.run.RunEvent;
import rai.api.run.RunEvent.Used;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.shell.console.Failure;
import rai.shell.console.JobNotices;
import rai.shell.console.LinesAbove;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeRuns;
import rai.shell.testing.FakeSession;
import rai.shell.train.Background;

/** The commands for runs in the background and in directories. */
@Timeout(120)
class JobCommandsTest {
    private final FakeRuns runs = new FakeRuns();

    private static JsonObject json(Captured captured) {
        return JsonParser.parseString(captured.out()).getAsJsonObject();
    }

    @Test
    void stopTakesSeveralRuns() {
        var a = runs.job("circles", State.RUNNING);
        var b = runs.job("spirals", State.PAUSED);
        Captured.of(new StopCommand(runs), "circ", "spirals");
        assertThat(a.asked).contains("stop");
        assertThat(b.asked).contains("stop");
    }

    @Test
    void runsListsWhatIsKeptAndThenTheJobs() {
        runs.keep("old", "interrupted", 5);
        runs.job("moons", State.RUNNING);
        List<String> lines = Captured.of(new RunsCommand(runs)).out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).split(" {2,}"))
                .containsExactly(
                        "run", "state", "step", "method", "objective", "train", "test", "steps/s", "left", "started");
        assertThat(lines.get(1)).matches("old +interrupted +5/20 +backprop +0.1250 +rmse 1.5000 +.*");
        assertThat(lines.get(2))
                .matches("moons +running +3/10 +rai +0.5000 +accuracy 0.7500 +accuracy 0.6250 +2 +4 s +.*");
    }

    @Test
    void aRunThatIsAJobIsListedOnce() {
        runs.keep("moons", "running", 3);
        runs.job("moons", State.RUNNING).directory = Path.of("runs/moons");
        assertThat(Captured.of(new RunsCommand(runs)).out().lines()).hasSize(2);
    }

    @Test
    void runsAsJsonHoldsWhatTheTableDoes() {
        runs.job("moons", State.WAITING).reason = "unknown loss 'mse'";
        var all = JsonParser.parseString(
                        Captured.of(new RunsCommand(runs), "--json").out())
                .getAsJsonArray();
        JsonObject run = all.get(0).getAsJsonObject();
        assertThat(run.get("state").getAsString()).isEqualTo("waiting");
        assertThat(run.get("reason").getAsString()).isEqualTo("unknown loss 'mse'");
        assertThat(run.get("here").getAsBoolean()).isTrue();
        assertThat(run.get("total_steps").getAsLong()).isEqualTo(10);
        assertThat(run.get("seconds_left").isJsonNull()).isTrue();
        assertThat(run.getAsJsonObject("test").get("accuracy").getAsDouble()).isEqualTo(0.625);
    }

    @Test
    void whatAnotherProcessTrainsIsRunningElsewhere() {
        runs.keep("moons", "running", 3);
        assertThat(Captured.of(new RunsCommand(runs)).out()).contains("running elsewhere");
    }

    @Test
    void ifThereIsNoRunTheTableIsLeftOut() {
        Captured captured = Captured.of(new RunsCommand(runs), "--dir", "other");
        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains("there is no run in this process, nor in other");
        assertThat(Captured.of(new RunsCommand(runs), "--json").out().strip()).isEqualTo("[]");
    }

    @Test
    void aRunIsFoundByNameDirectoryAndBeginning() {
        runs.keep("moons-1", "ended", 5);
        runs.keep("moons-12", "ended", 6);
        runs.job("circles", State.RUNNING).directory = Path.of("elsewhere/circles");
        RunFinder finder = new RunFinder(runs);
        assertThat(finder.find("moons-1").name()).isEqualTo("moons-1");
        assertThat(finder.find("runs/moons-12").name()).isEqualTo("moons-12");
        assertThat(finder.find("ci").name()).isEqualTo("circles");
        assertThat(finder.find("elsewhere/circles/").job()).isPresent();
        assertThatThrownBy(() -> finder.find("moo"))
                .isInstanceOf(Failure.class)
                .hasMessage("'moo' is the beginning of several runs: moons-1, moons-12");
        assertThatThrownBy(() -> finder.find("cirlces"))
                .hasMessage("there is no run 'cirlces': did you mean 'circles'? the command runs lists all");
        assertThatThrownBy(() -> finder.find("a\0b")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> new RunFinder(new FakeRuns()).find("x"))
                .hasMessage("there is no run 'x': this process has no runs, and neither has the folder runs");
    }

    @Test
    void showPrintsTheStatusOfAJobAndWhatHasHappened() {
        runs.job("unsaved", State.RUNNING);
        String out = Captured.of(new ShowCommand(runs), "unsaved").out();
        assertThat(out)
                .contains(
                        "state            running\n", "step             3/10\n", "2 steps/s, 4 s left", "no directory")
                .contains("trains with\n  loss           mse\n")
                .contains("after step 2  paused: unknown loss 'mse'");
    }

    @Test
    void showOfAKeptRunAsJsonHoldsItsDocument() {
        runs.keep("moons", "ended", 5).put("spec", Map.of("loss", "mae"));
        JsonObject document = json(Captured.of(new ShowCommand(runs), "moons", "--json"));
        assertThat(document.getAsJsonObject("spec").get("loss").getAsString()).isEqualTo("mae");
        assertThat(document.getAsJsonObject("provenance").get("java").getAsString())
                .isEqualTo("17");
        assertThat(document.getAsJsonArray("history")).hasSize(1); // evaluations are not history
        assertThat(document.get("directory").getAsString()).isEqualTo("runs/moons");
    }

    @Test
    void showSaysThatARunIsDamaged() {
        runs.keep("moons", "damaged", 0).clear();
        assertThat(Captured.of(new ShowCommand(runs), "moons").out()).contains("state            damaged");
    }

    @Test
    void pauseReportsTheStepOfTheRun() {
        var job = runs.job("moons", State.RUNNING);
        assertThat(Captured.of(new PauseCommand(runs), "moons").out()).isEqualTo("moons is paused after step 3\n");
        assertThat(job.asked).containsExactly("pause");
        assertThatThrownBy(() -> Captured.of(new PauseCommand(runs), "moons"))
                .hasMessage("the run moons is paused already");
    }

    @Test
    void aRunThatWaitsIsPausedLater() {
        var job = runs.job("moons", State.WAITING);
        job.deaf = true;
        job.reason = "unknown loss 'mse'";
        assertThat(Captured.of(new PauseCommand(runs), "moons").out())
                .isEqualTo("moons is waiting, and will be paused after that: unknown loss 'mse'\n");
    }

    @Test
    void onlyWhatIsTrainedHereCanBePausedStoppedOrChanged() {
        runs.keep("old", "interrupted", 5);
        runs.keep("over", "ended", 5);
        runs.keep("far", "running", 5);
        assertThatThrownBy(() -> Captured.of(new PauseCommand(runs), "old"))
                .hasMessage("the run old is not being trained, so there is nothing to pause; resume continues it");
        assertThatThrownBy(() -> Captured.of(new StopCommand(runs), "over"))
                .hasMessage("the run over is not being trained, so there is nothing to stop");
        assertThatThrownBy(() -> Captured.of(new SwapCommand(runs), "far", "--loss", "mse"))
                .hasMessage("the run far is trained by another process: change it there");
    }

    @Test
    void stopWaitsForTheEndAndReportsIt() {
        var job = runs.job("moons", State.RUNNING);
        job.directory = Path.of("runs/moons");
        assertThat(Captured.of(new StopCommand(runs), "moons").out())
                .isEqualTo("moons was stopped after step 3 of 10, kept in runs/moons; resume moons continues it\n");
    }

    @Test
    void whatACommandHasReportedIsNotReportedAgainAtThePrompt() {
        JobNotices notices = new JobNotices();
        var job = runs.job("moons", State.RUNNING);
        notices.follow(job);
        Captured captured = new Captured(FakeSession.with(Map.of(JobNotices.VARIABLE, notices)));
        new StopCommand(runs).execute(captured.console, List.of("moons"));
        List<String> told = new ArrayList<>();
        notices.open(told::add);
        assertThat(told).isEmpty();
    }

    @Test
    void deleteTakesWholeNamesAndRefusesWhatTrains() {
        runs.keep("moons", "ended", 5);
        runs.keep("circles", "damaged", 0);
        runs.job("spirals", State.PAUSED).directory = Path.of("runs/spirals");
        assertThatThrownBy(() -> Captured.of(new DeleteCommand(runs), "moo"))
                .hasMessage("there is no run 'moo': did you mean 'moons'? the command runs lists all");
        assertThatThrownBy(() -> Captured.of(new DeleteCommand(runs), "moons", "spirals"))
                .hasMessage("the run spirals is being trained: stop it, then delete it");
        assertThat(runs.deleted).isEmpty();
        assertThat(Captured.of(new DeleteCommand(runs), "moons", "runs/circles").out())
                .isEqualTo("moons is deleted\ncircles is deleted\n");
        assertThat(runs.deleted).containsExactly(Path.of("runs/moons"), Path.of("runs/circles"));
    }

    @Test
    void swapReportsWhatHasChangedAndWhichStateWasKept() {
        var job = runs.job("moons", State.RUNNING);
        job.swaps = List.of(new RunEvent.Swapped(
                3, "loss", new Used("mse", "a", "1", ""), new Used("mae", "b", "2", "ff"), "kept: the parameters"));
        assertThat(Captured.of(new SwapCommand(runs), "moons", "--loss", "mae", "--schedule", "none")
                        .out())
                .isEqualTo("from step 4 on, the loss is mae of b 2, no longer mse; kept: the parameters\n");
        assertThat(job.asked)
                .containsExactly(new Change(
                                Optional.empty(),
                                Optional.of("mae"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(""))
                        .toString());
        JsonObject swapped = json(Captured.of(new SwapCommand(runs), "moons", "--loss", "mae", "--json"))
                .getAsJsonArray("swapped")
                .get(0)
                .getAsJsonObject();
        assertThat(swapped.get("from_step").getAsLong()).isEqualTo(4);
        assertThat(swapped.getAsJsonObject("to").get("sha256").getAsString()).isEqualTo("ff");
    }

    @Test
    void aSwapThatChangesNothingIsReported() {
        var job = runs.job("moons", State.RUNNING);
        assertThatThrownBy(() -> Captured.of(new SwapCommand(runs), "moons"))
                .hasMessage("nothing is to change: give --activation, --loss, --method, --optimizer or --schedule");
        assertThat(Captured.of(new SwapCommand(runs), "moons", "--loss", "mse").out())
                .isEqualTo("nothing has changed: moons already uses that\n");
        job.trouble = new SpecException("unknown loss 'msee': did you mean 'mse'?");
        assertThatThrownBy(() -> Captured.of(new SwapCommand(runs), "moons", "--loss", "msee"))
                .hasMessage("unknown loss 'msee': did you mean 'mse'?");
    }

    @Test
    void watchReportsEventsUntilTheEnd() throws InterruptedException {
        var job = runs.job("moons", State.RUNNING);
        Captured captured = new Captured();
        Thread watching = new Thread(() -> new WatchCommand(runs).execute(captured.console, List.of("moons")));
        watching.start();
        while (job.listeners.isEmpty()) {
            Thread.sleep(5);
        }
        job.tell(new RunEvent.Paused(2, RunEvent.Paused.Cause.SERVICE, "unknown loss 'mse'"));
        job.tell(new RunEvent.Resumed(2));
        job.end(Stop.STEPS, "");
        watching.join();
        assertThat(captured.err())
                .contains("moons waits after step 2: unknown loss 'mse'", "moons continues after step 2");
        assertThat(captured.out()).isEqualTo("moons has ended after step 3\n");
        assertThat(job.listeners).isEmpty();
    }

    @Test
    void whatDoesNotTrainIsNotWatched() {
        runs.keep("moons", "interrupted", 5);
        assertThat(Captured.of(new WatchCommand(runs), "moons").out())
                .isEqualTo("the run moons is not being trained: interrupted after step 5\n");
    }

    @Test
    void noticesComeAtThePromptOrBeforeTheNext() {
        JobNotices notices = new JobNotices();
        List<String> told = new ArrayList<>();
        var job = runs.job("moons", State.RUNNING);
        notices.follow(job);
        job.tell(new RunEvent.Paused(2, RunEvent.Paused.Cause.SERVICE, "unknown loss 'mse'"));
        assertThat(told).isEmpty();
        notices.open(told::add);
        assertThat(told).containsExactly("rai: moons waits after step 2: unknown loss 'mse'");
        job.tell(new RunEvent.Resumed(2));
        job.tell(RunEvent.Paused.byRequest(2)); // who did it knows
        job.tell(new RunEvent.Resumed(2));
        notices.close();
        job.end(Stop.NAN, "at step 3 layer 2 became NaN");
        assertThat(told).hasSize(2).last().isEqualTo("rai: moons continues after step 2");
        notices.open(told::add);
        assertThat(told).hasSize(3).last().isEqualTo("rai: moons failed: at step 3 layer 2 became NaN");
    }

    @Test
    void aJobThatEndedBeforeAnybodyListenedIsReported() {
        JobNotices notices = new JobNotices();
        notices.follow(runs.job("moons", State.ENDED));
        List<String> told = new ArrayList<>();
        notices.open(told::add);
        assertThat(told).containsExactly("rai: moons has ended after step 3");
    }

    @Test
    void theEndOfAScriptWaitsForTheJobsAndFailsWithThem() throws InterruptedException {
        Captured captured = new Captured();
        Background.awaitAll(runs, captured.console);
        assertThat(captured.err()).isEmpty();
        var job = runs.job("moons", State.RUNNING);
        Thread other = new Thread(() -> job.end(Stop.FAILED, "a service failed"));
        other.start();
        assertThatThrownBy(() -> Background.awaitAll(runs, captured.console))
                .isInstanceOf(Failure.class)
                .hasMessage("moons failed: a service failed");
        other.join();
    }

    @Test
    void leavingStopsTheJobsAndSaysSo() {
        runs.job("over", State.ENDED);
        var job = runs.job("moons", State.PAUSED);
        Captured captured = new Captured();
        Background.stopAll(runs, captured.console);
        assertThat(captured.err()).isEqualTo("rai: stopping after its step: moons\n");
        assertThat(job.asked).containsExactly("stop");
    }

    @Test
    void whatIsWrittenInTheBackgroundAppearsAboveThePromptLineByLine() {
        List<String> lines = new ArrayList<>();
        var out = LinesAbove.stream(lines::add);
        out.print("mo");
        out.println("öns");
        out.print("rest");
        assertThat(lines).containsExactly("moöns");
    }
}
