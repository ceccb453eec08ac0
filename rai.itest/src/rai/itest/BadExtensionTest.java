package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Map<RunRequest, String> UNDISTURBED = new ConcurrentHashMap<>();

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    private Bundle victim;
    private Set<Thread> threads;

    @BeforeEach
    void installTheSoundOne() throws IOException, BundleException {
        System.clearProperty(ENOUGH);
        threads = threads();
        victim = Extensions.install(SOUND);
    }

    @AfterEach
    void noThreadIsLeft() throws BundleException {
        victim.uninstall();
        System.setProperty(ENOUGH, "true");
        Eventually.until("no thread is left", () -> threads.containsAll(threads()));
    }

    @ParameterizedTest
    @EnumSource
    void aBadUpdateInMidRunIsNamedAndWhenItIsRepairedTheRunEndsAsIfNothingHadBeen(Bad bad) throws Exception {
        String undisturbed = undisturbed(bad);
        String neighbourAlone = Neighbour.once(trainer);
        Outcome outcome = new Outcome();
        RunResult result;
        try (Neighbour neighbour = new Neighbour(trainer)) {
            Path directory = temp.resolve("run");
            try (Run run = trainer.prepare(bad.request(Optional.of(directory)))) {
                result = run.train(new Diary(20, () -> update(bad.jar())).andThen(event -> {
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
    @EnumSource
    void aBadExtensionIsNamedWhenARunBeginsAndARunWithTheRepairedOneWorks(Bad bad) throws Exception {
        String undisturbed = undisturbed(bad);
        String neighbourAlone = Neighbour.once(trainer);
        Outcome outcome = new Outcome();
        try (Neighbour neighbour = new Neighbour(trainer)) {
            update(bad.jar());
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
        assertThat(train(bad)).isEqualTo(undisturbed);
    }

    /** What a run said of its trouble, and the quarantine at that moment. */
    private final class Outcome {
        private String said = "";
        private String quarantined = "";

        void said(String reason) {
            if (said.isEmpty()) {
                said = reason;
                quarantined = catalog.quarantined().stream().map(Object::toString).collect(Collectors.joining("; "));
            }
        }

        void requireNamed(Bad bad) {
            assertThat(said).contains(PROVIDER).contains(bad.service()).contains(bad.fault).doesNotContain("\n");
            assertThat(quarantined).contains("victim").contains(PROVIDER).contains(bad.fault);
        }
    }

    private String undisturbed(Bad bad) {
        return UNDISTURBED.computeIfAbsent(bad.request(Optional.empty()), request -> train(bad));
    }

    private String train(Bad bad) {
        try (Run run = trainer.prepare(bad.request(Optional.empty()))) {
            RunResult result = run.train(event -> {});
            assertThat(result.stopped()).as(result.reason()).isEqualTo(Stop.STEPS);
            return result.stateHash();
        }
    }

    private void repairSoon() {
        CompletableFuture.runAsync(
                () -> update(REPAIRED), CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    }

    private void update(String jar) {
        try (InputStream in = Extensions.open(jar)) {
            victim.update(in);
        } catch (IOException | BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those of the pool that all share, and of the Java machine, come and go. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().matches("(ForkJoinPool.commonPool|CompletableFutureDelay|Common-Cleaner).*"))
                .filter(thread -> !thread.getThreadGroup().getName().equals("system"))
                .collect(Collectors.toSet());
    }
}
