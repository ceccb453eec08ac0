package rai.studies.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may train which trial. */
@Timeout(60)
class SessionTest {
    private static final String TRIAL = Rows.id(1);

    @TempDir
    Path directory;

    private StudyDirectory study() {
        return new StudyDirectory(directory);
    }

    @Test
    void oneOfTwoHasATrial() {
        try (Session one = study().join();
                Session two = study().join()) {
            assertThat(one.take(TRIAL, "a trial")).hasValue(0);
            assertThat(two.take(TRIAL, "a trial")).isEmpty();
            assertThat(study().training()).containsEntry(TRIAL, "a trial");
            one.giveBack(TRIAL);
            assertThat(two.take(TRIAL, "a trial")).hasValue(0);
        }
        assertThat(study().processes()).isZero();
    }

    @Test
    void theTrialOfADeadProcessIsToBeHadAndItsDeathsAreCounted() {
        for (int deaths = 0; deaths < 3; deaths++) {
            try (Session next = study().join()) {
                assertThat(next.take(TRIAL, "a trial")).hasValue(deaths);
                next.die();
            }
        }
        assertThat(study().training()).isEmpty();
    }

    @Test
    void aProcessOfAnotherMachineLivesAsLongAsItGivesSignsOfLife() throws IOException {
        Workers here = new Workers(directory, "here");
        Workers there = new Workers(directory, "there");
        try (Workers.Worker worker = there.join()) {
            String name = worker.name();
            worker.die(); // its lock is not seen here
            assertThat(here.isAlive(name)).isTrue();
            Path file = directory.resolve("workers").resolve(name);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusMillis(Workers.DEAD_MILLIS + 5000)));
            assertThat(here.isAlive(name)).isFalse();
        }
    }

    /** Joins a study in a process of its own, takes a trial, and waits to be killed. */
    public static final class Other {
        public static void main(String[] arguments) throws InterruptedException {
            Session session = new StudyDirectory(Path.of(arguments[0])).join();
            System.out.println("took " + session.take(TRIAL, "a trial").isPresent());
            Thread.sleep(60_000);
        }
    }

    @Test
    void aTrialReturnsWhenAnotherProcessIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Optional.ofNullable(System.getProperty("java.home")).orElseThrow() + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(other.getInputStream()));
                Session here = study().join()) {
            assertThat(out.readLine()).isEqualTo("took true");
            assertThat(here.take(TRIAL, "a trial")).isEmpty();
            assertThat(study().processes()).isEqualTo(2);
            other.destroyForcibly().waitFor();
            assertThat(here.take(TRIAL, "a trial")).hasValue(1);
            assertThat(study().processes()).isEqualTo(1);
        } finally {
            other.destroyForcibly();
        }
    }
}
