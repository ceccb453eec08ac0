package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;

/** Extensions that do harm: they harm nobody but the run that uses them, and not that for good. */
@ExtendWith(ServiceExtension.class)
class BadExtensionTest {
    private static final String SOUND = "sound-1.0.0";
    private static final String REPAIRED = "sound-3.0.0";
    private static final String PROVIDER = "extension.victim 2.0.0";
    /** What {@code rai.itest.bad.Hang} looks at. */
    private static final String ENOUGH = "rai.itest.enough";

    private static final Pattern PASSING =
            Pattern.compile("(ForkJoinPool.commonPool|CompletableFutureDelay|Common-Cleaner|FelixResolver).*");
    private static final Map<RunRequest, String> UNDISTURBED = new ConcurrentHashMap<>();

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    private Bundle victim;
    private WeakReference<ClassLoader> bad = new WeakReference<>(null);
    private Set<Thread> threads;

    @BeforeEach
    void installTheSoundOne() throws IOException, BundleException {
        System.clearProperty(ENOUGH);
        threads = threads();
        victim = Extensions.install(SOUND);
    }

    @AfterEach
    void nothingIsLeft() throws BundleException {
        victim.uninstall();
        System.setProperty(ENOUGH, "true");
        Eventually.until(() -> "no thread is left: " + left(), () -> left().isEmpty());
        Extensions.requireFreed(bad);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WIDENS_ITS_OUTPUT", "SLEEPS_IN_VALUE"}) // found as SPINS_IN_VALUE is
    void aBadUpdateInMidRunIsNamedAndWhenItIsRepairedTheRunEndsAsIfNothingHadBeen(Bad bad) throws Exception {
        String undisturbed = undisturbed(bad);
        String neighbourAlone = Neighbour.once(trainer);
        Outcome outcome = new Outcome();
        RunResult result;
        try (Neighbour neighbour = new Neighbour(trainer)) {
            Path directory = temp.resolve("run");
            try (Run run = trainer.prepare(bad.request(Optional.of(directory)))) {
                result = run.train(new Diary(20, () -> spoil(bad)).andThen(event -> {
                    if (event instanceof RunEvent.Paused paused) {
                        outcome.said(paused.reason());
                        repairSoon();
                    }
                }));
            }
            if (result.stopped() != Stop.STEPS) {
                assertThat(result.stopped()).as(result.reason()).isEqualTo(Stop.FAILED);
                outcome.said(result.reason());
                update(REPAIRED);
                try (Run run = trainer.resume(directory, notice -> {})) {
                    result = run.train(event -> {});
                }
            }
            assertThat(neighbour.outcomes()).containsOnly(neighbourAlone);
        }
        if (bad.isOfTheStart()) {
            assertThat(outcome.said).isEmpty();
        } else {
            outcome.requireNamed(bad);
        }
        assertThat(result.stateHash()).isEqualTo(undisturbed);
        assertThat(catalog.quarantined()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE, // what hangs takes seconds, and is found as it is in mid-run
            names = {"WIDENS_ITS_OUTPUT", "HANGS_IN_CONSTRUCTOR", "SPINS_IN_VALUE", "SPINS_LATER"})
    void aBadExtensionIsNamedWhenARunBeginsAndARunWithTheRepairedOneWorks(Bad bad) throws Exception {
        String undisturbed = undisturbed(bad);
        String neighbourAlone = Neighbour.once(trainer);
        Outcome outcome = new Outcome();
        try (Neighbour neighbour = new Neighbour(trainer)) {
            spoil(bad);
            try (Run run = trainer.prepare(bad.request(Optional.of(temp.resolve("run"))))) {
                RunResult result = run.train(event -> {});
                assertThat(result.stopped()).as(result.reason()).isEqualTo(Stop.FAILED);
                outcome.said(result.reason());
            } catch (SpecException e) {
                outcome.said(e.getMessage());
            }
            assertThat(neighbour.outcomes()).containsOnly(neighbourAlone);
        }
        outcome.requireNamed(bad);
        update(REPAIRED);
        assertThat(catalog.quarantined()).isEmpty();
        assertThat(train(bad.request(Optional.empty()))).isEqualTo(undisturbed);
    }

    @Test
    void aBadServiceWithTheNameOfABuiltInOneIsSkipped() throws Exception {
        RunRequest request = Moons.request("sigmoid", 200);
        String undisturbed = train(request);
        AtomicReference<String> quarantined = new AtomicReference<>();
        RunResult result;
        Diary diary = new Diary(20, () -> update("bad/throwing-sigmoid"));
        try (Run run = trainer.prepare(request)) {
            result = run.train(diary.andThen(
                    new Diary(40, () -> quarantined.set(catalog.quarantined().toString()))));
        }
        assertThat(result.reason()).isEmpty();
        assertThat(diary.all(RunEvent.Paused.class)).isEmpty();
        assertThat(diary.all(RunEvent.Swapped.class)).isEmpty();
        assertThat(result.stateHash()).isEqualTo(undisturbed);
        assertThat(quarantined.get()).contains("sigmoid").contains(PROVIDER).contains("no sigmoid today");
        assertThat(train(request)).as("a run that begins after that").isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad/needs-a-missing-package", "bad/needs-another-api"})
    void aRunWaitsWhileItsExtensionCannotWorkHere(String jar) {
        Diary diary = new Diary(20, () -> updateWithWhatCannotWork(jar), this::repairSoon);
        RunResult result;
        try (Run run = trainer.prepare(Bad.THROWS_IN_VALUE.request(Optional.empty()))) {
            result = run.train(diary);
        }
        assertThat(diary.all(RunEvent.Paused.class))
                .singleElement()
                .extracting(RunEvent.Paused::reason)
                .asString()
                .contains("activation")
                .contains("'victim'");
        assertThat(result.stateHash()).isEqualTo(undisturbed(Bad.THROWS_IN_VALUE));
    }

    @Test
    void aRunWaitsWhileTheLayerThatIsThereNeedsOtherWidths() {
        Diary diary = new Diary(20, () -> spoil(Bad.WIDENS_ITS_OUTPUT), this::repairSoon);
        RunResult result;
        try (Run run = trainer.prepare(Bad.WIDENS_ITS_OUTPUT.request(Optional.empty()))) {
            result = run.train(diary);
        }
        assertThat(diary.all(RunEvent.Paused.class))
                .singleElement()
                .extracting(RunEvent.Paused::reason)
                .asString()
                .contains("the layer victim-layer")
                .contains(PROVIDER)
                .contains("widths");
        assertThat(result.stateHash()).isEqualTo(undisturbed(Bad.WIDENS_ITS_OUTPUT));
    }

    /** What a run said of its trouble, and the quarantine at that moment. */
    private final class Outcome {
        private String said = "";
        private String quarantined = "";

        void said(String reason) {
            if (said.isEmpty()) {
                said = reason;
                quarantined =
                        catalog.quarantined().stream().map(Object::toString).collect(Collectors.joining("; "));
            }
        }

        void requireNamed(Bad bad) {
            assertThat(said).containsPattern(bad.named()).contains(bad.fault).doesNotContain("\n");
            assertThat(quarantined).contains("victim").contains(PROVIDER).contains(bad.fault);
        }
    }

    private String undisturbed(Bad bad) {
        return UNDISTURBED.computeIfAbsent(bad.request(Optional.empty()), this::train);
    }

    private String train(RunRequest request) {
        try (Run run = trainer.prepare(request)) {
            RunResult result = run.train(event -> {});
            assertThat(result.stopped()).as(result.reason()).isEqualTo(Stop.STEPS);
            return result.stateHash();
        }
    }

    private void repairSoon() {
        CompletableFuture.runAsync(
                () -> update(REPAIRED), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    }

    private void spoil(Bad with) {
        update(with.jar());
        bad = Extensions.loader(victim);
    }

    private void update(String jar) {
        try (InputStream in = Extensions.open(jar)) {
            victim.update(in);
            victim.start(); // if it could not be started before
        } catch (IOException | BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bundle cannot be started; file install would write that into the log. */
    private void updateWithWhatCannotWork(String jar) {
        assertThatThrownBy(() -> update(jar)).hasMessageContaining("Unable to resolve");
    }

    /** Those of the pool that all share, of the framework and of the Java machine come and go. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !PASSING.matcher(thread.getName()).matches())
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .collect(Collectors.toSet());
    }

    private Set<Thread> left() {
        Set<Thread> left = threads();
        left.removeAll(threads);
        return left;
    }
}
