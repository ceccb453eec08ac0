package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.Run;
import rai.api.run.RunExecutor;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyPlan;
import rai.api.study.StudyStatus;

/** Small studies, planned, trained, continued and reported by the service. */
@ExtendWith(ServiceExtension.class)
class StudiesTest {
    @InjectService(timeout = 10_000)
    Studies studies;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    RunExecutor executor;

    @InjectService(timeout = 10_000)
    Runs runs;

    @TempDir
    Path temp;

    private final Tiny tiny = new Tiny();
    private final List<StudyEvent> events = Collections.synchronizedList(new ArrayList<>());

    private StudyStatus run(StudyCall call) {
        return studies.run(call, events::add, new StudyControl());
    }

    private StudyCall call(String name) {
        return Tiny.call(tiny, temp.resolve(name));
    }

    private static Map<String, String> hashes(List<Outcome> outcomes) {
        Map<String, String> hashes = new TreeMap<>();
        outcomes.forEach(outcome -> hashes.put(
                outcome.trial().stage() + new TreeMap<>(outcome.trial().factors()),
                outcome.result().orElseThrow().stateHash()));
        return hashes;
    }

    private List<String> journal(String name) throws IOException {
        return Files.readAllLines(temp.resolve(name).resolve("journal.jsonl"));
    }

    @Test
    void aStudyIsTrainedStageByStage() {
        StudyStatus status = run(call("one"));
        assertThat(status.state()).isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(status.done()).isEqualTo(12);
        assertThat(events)
                .filteredOn(StudyEvent.NextStage.class::isInstance)
                .containsExactly(new StudyEvent.NextStage("test", 4));
        assertThat(events).filteredOn(StudyEvent.Ended.class::isInstance).hasSize(12);
    }

    @Test
    void anOutcomeHasTheNumbersOfATrainingByItself() {
        run(call("one"));
        for (Outcome outcome : studies.outcomes(temp.resolve("one"))) {
            try (Run run = trainer.prepare(outcome.trial().request())) {
                var alone = run.train(event -> {});
                assertThat(outcome.result().orElseThrow().stateHash()).isEqualTo(alone.stateHash());
                assertThat(outcome.metric("test.accuracy"))
                        .isEqualTo(alone.test().get("accuracy"));
                assertThat(outcome.curves().steps()).containsExactly(10, 20, 30);
            }
        }
    }

    @Test
    void aCompleteStudyTrainsNothingAgain() throws IOException {
        run(call("one"));
        List<String> before = journal("one");
        events.clear();
        run(call("one"));
        assertThat(journal("one")).isEqualTo(before);
        assertThat(events).noneMatch(StudyEvent.Ended.class::isInstance);
    }

    @Test
    void aStudyThatWasFinishedEarlyContinues() throws IOException {
        tiny.steps = 3000; // long enough that not all have ended when the first has been journalled
        StudyControl control = new StudyControl();
        StudyStatus stopped = studies.run(
                call("one"),
                event -> {
                    if (event instanceof StudyEvent.Ended) {
                        control.finish();
                    }
                },
                control);
        assertThat(stopped.state()).isEqualTo(StudyStatus.State.STOPPED);
        assertThat(stopped.ended()).isBetween(1, 11);
        assertThat(run(call("one")).state()).isEqualTo(StudyStatus.State.COMPLETE);
        run(call("two"));
        assertThat(hashes(studies.outcomes(temp.resolve("one"))))
                .isEqualTo(hashes(studies.outcomes(temp.resolve("two"))));
        assertThat(journal("one")).extracting(line -> line.substring(0, 72)).doesNotHaveDuplicates();
    }

    @Test
    void workersAndOrderChangeNoResult() {
        StudyCall call = call("a/one");
        studies.run(
                new StudyCall(call.study(), call.request(), call.directory(), 1, Optional.empty(), 0),
                event -> {},
                new StudyControl());
        Path other = temp.resolve("b/two");
        studies.run(
                new StudyCall(call.study(), call.request(), other, 2, Optional.of(7L), 0),
                event -> {},
                new StudyControl());
        assertThat(hashes(studies.outcomes(other))).isEqualTo(hashes(studies.outcomes(call.directory())));
    }

    @Test
    void outcomesOfAnotherStudyInTheSameFolderAreTakenOver() {
        run(call("one"));
        StudyPlan plan = studies.plan(call("two"));
        assertThat(plan.reused()).isEqualTo(12);
        events.clear();
        assertThat(run(call("two")).state()).isEqualTo(StudyStatus.State.COMPLETE);
        assertThat(events).noneMatch(StudyEvent.Ended.class::isInstance);
        assertThat(hashes(studies.outcomes(temp.resolve("two"))))
                .isEqualTo(hashes(studies.outcomes(temp.resolve("one"))));
    }

    @Test
    void aChangedPlanSaysWhatItDrops() {
        run(call("one"));
        tiny.steps = 40;
        StudyPlan plan = studies.plan(call("one"));
        assertThat(plan.done()).containsExactly(Map.entry("tune", 0));
        assertThat(plan.dropped()).containsExactly(Map.entry("phases[0].steps of the run changed", 8));
    }

    @Test
    void moreSeedsTrainOnlyWhatIsMissing() {
        run(call("one"));
        tiny.seeds = 3;
        events.clear();
        // those of seeds 0 and 1, and the two of seed 2 that were trained as tests
        assertThat(studies.plan(call("one")).done()).containsEntry("tune", 10);
        run(call("one"));
        assertThat(events)
                .filteredOn(StudyEvent.Ended.class::isInstance)
                .extracting(event ->
                        ((StudyEvent.Ended) event).outcome().trial().factors().get("seed"))
                .doesNotContain(0L, 1L);
    }

    @Test
    void runsThatAreToBeKeptAreKept() {
        tiny.keep = true;
        run(call("one"));
        List<Outcome> tested = studies.outcomes(temp.resolve("one")).stream()
                .filter(outcome -> outcome.trial().keep())
                .toList();
        assertThat(tested).hasSize(4).allSatisfy(outcome -> {
            assertThat(runs.open(outcome.directory().orElseThrow())
                            .result()
                            .orElseThrow()
                            .stateHash())
                    .isEqualTo(outcome.result().orElseThrow().stateHash());
            assertThat(outcome.curves().steps()).containsExactly(10, 20, 30);
        });
        assertThat(temp.resolve("one/trials"))
                .isDirectoryContaining("glob:**")
                .satisfies(folder -> assertThat(folder.toFile().list()).hasSize(4));
    }

    @Test
    void aKeptTrialThatWasStoppedContinuesAsIfNothingHadHappened() {
        tiny.keep = true;
        tiny.seeds = 1;
        tiny.steps = 60_000;
        run(call("a/whole"));
        StudyControl control = new StudyControl();
        studies.run(
                call("b/stopped"),
                event -> {
                    if (event instanceof StudyEvent.NextStage) {
                        new Thread(() -> stopWhenTraining(control, temp.resolve("b/stopped/trials"))).start();
                    }
                },
                control);
        assertThat(studies.status(temp.resolve("b/stopped")).state()).isEqualTo(StudyStatus.State.STOPPED);
        run(call("b/stopped"));
        List<Outcome> whole = studies.outcomes(temp.resolve("a/whole"));
        List<Outcome> stopped = studies.outcomes(temp.resolve("b/stopped"));
        assertThat(hashes(stopped)).isEqualTo(hashes(whole));
        for (int i = 0; i < whole.size(); i++) {
            assertThat(stopped.get(i).curves().steps())
                    .containsExactly(whole.get(i).curves().steps());
            assertThat(stopped.get(i).curves().metrics().get("test.loss"))
                    .containsExactly(whole.get(i).curves().metrics().get("test.loss"));
        }
    }

    private static void stopWhenTraining(StudyControl control, Path trials) {
        Eventually.until("a trial has been evaluated", () -> {
            try (var runs = Files.walk(trials)) {
                return runs.anyMatch(
                        file -> file.endsWith("history.csv") && file.toFile().length() > 5000);
            } catch (IOException | RuntimeException e) {
                return false;
            }
        });
        control.stopNow();
    }

    @Test
    void whatCannotBeTrainedIsRefusedBeforeAnythingIsWritten() {
        Study wrong = new Tiny() {
            @Override
            public rai.api.run.RunRequest request(String activation, String optimizer, long seed) {
                return super.request(activation.equals("tanh") ? "tahn" : activation, optimizer, seed);
            }
        };
        assertThatThrownBy(() -> run(Tiny.call(wrong, temp.resolve("one"))))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("activation=tanh", "tahn");
        assertThat(temp.resolve("one")).doesNotExist();
    }

    @Test
    void aStudyThatABundleProvidesIsFoundByItsName() {
        BundleContext context = FrameworkUtil.getBundle(StudiesTest.class).getBundleContext();
        ServiceRegistration<Study> registration =
                context.registerService(Study.class, tiny, new Hashtable<>(Map.of(Named.PROPERTY, "tiny")));
        try {
            Eventually.until(
                    "it is listed",
                    () -> studies.list().stream()
                            .anyMatch(source -> source.name().equals("tiny")));
            assertThat(studies.find("tiny").origin()).startsWith("rai.itest ");
            run(new StudyCall(
                    studies.find("tiny"), call("one").request(), temp.resolve("one"), 0, Optional.empty(), 0));
            assertThat(studies.report(temp.resolve("one")).about()).containsEntry("trials", 12);
        } finally {
            registration.unregister();
        }
        assertThatThrownBy(() -> studies.find("tiny")).isInstanceOf(SpecException.class);
    }

    @Test
    void noJobIsLeft() {
        run(call("one"));
        assertThat(executor.jobs()).isEmpty();
    }
}
