package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** An extension is replaced under a training that uses it, and leaves nothing behind. */
@ExtendWith(ServiceExtension.class)
class SwapTest {
    private static final String JAR = "elliott.jar";

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @BeforeEach
    void install() throws IOException {
        Extensions.clear();
        drop("elliott-1.0.0", "1.0.0");
    }

    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    @Test
    void aRunUsesTheNewVersionAndSaysSo() {
        Diary diary = new Diary(20, () -> drop("elliott-1.0.1", "1.0.1"));
        train(diary);
        assertThat(diary.all(RunEvent.Swapped.class)).hasSize(1);
        RunEvent.Swapped swapped = diary.all(RunEvent.Swapped.class).get(0);
        assertThat(swapped.step()).isEqualTo(20);
        assertThat(swapped.kind()).isEqualTo("activation");
        assertThat(swapped.from().spec()).isEqualTo("elliott");
        assertThat(swapped.from().provider()).isEqualTo("extension.elliott 1.0.0");
        assertThat(swapped.to().provider()).isEqualTo("extension.elliott 1.0.1");
    }

    @Test
    void theSameFunctionInANewVersionGivesTheSameResult() {
        RunResult undisturbed = train(event -> {});
        RunResult swapped = train(new Diary(20, () -> drop("elliott-1.0.1", "1.0.1")));
        assertThat(swapped.stateHash()).isEqualTo(undisturbed.stateHash());
    }

    @Test
    void anotherFunctionUnderTheSameNameIsUsedFromTheNextStepOn() {
        Diary undisturbed = new Diary(20, () -> {});
        train(undisturbed);
        Diary swapped = new Diary(20, () -> drop("elliott-1.1.0", "1.1.0"));
        train(swapped);
        assertThat(objectives(swapped).subList(0, 20))
                .isEqualTo(objectives(undisturbed).subList(0, 20));
        assertThat(objectives(swapped).get(20))
                .isNotEqualTo(objectives(undisturbed).get(20));
    }

    @Test
    void aBundleThatIsUpdatedByTheShellIsUsedToo() {
        Diary diary = new Diary(20, () -> {
            try (InputStream jar = Extensions.open("elliott-1.0.1")) {
                Extensions.bundle(JAR).orElseThrow().update(jar);
            }
        });
        train(diary);
        assertThat(diary.all(RunEvent.Swapped.class)).hasSize(1);
    }

    @Test
    void theClassLoaderOfARemovedExtensionIsFreed() throws IOException {
        train(event -> {});
        WeakReference<ClassLoader> loader = loader();
        Extensions.delete(JAR);
        Extensions.requireFreed(loader);
    }

    @Test
    void theClassLoaderOfAReplacedExtensionIsFreedWhileTheRunContinues() {
        WeakReference<ClassLoader> loader = loader();
        train(new Diary(20, () -> drop("elliott-1.0.1", "1.0.1"))
                .andThen(new Diary(25, () -> Extensions.requireFreed(loader))));
    }

    private static WeakReference<ClassLoader> loader() {
        return Extensions.loader(Extensions.bundle(JAR).orElseThrow());
    }

    private static List<Double> objectives(Diary diary) {
        return diary.all(RunEvent.Stepped.class).stream()
                .map(RunEvent.Stepped::objective)
                .toList();
    }

    private RunResult train(Consumer<RunEvent> listener) {
        try (Run run = trainer.prepare(Moons.request("elliott", 40))) {
            return run.train(listener);
        }
    }

    private void drop(String extension, String version) throws IOException {
        Extensions.drop(extension, JAR);
        Eventually.until(
                "elliott " + version + " is listed",
                () -> catalog.list(Kind.ACTIVATION).stream()
                        .anyMatch(entry -> entry.name().equals("elliott")
                                && entry.version().equals(version)));
    }
}
