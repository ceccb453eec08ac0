package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.core.SmallDisk;

class ObstacleTest {
    @TempDir
    Path folder;

    private Optional<String> of(IOException e, long room) {
        SmallDisk disk = new SmallDisk(folder, room);
        disk.telling = true;
        return Obstacle.of(e, folder.resolve("run"), disk).map(Obstacle::what);
    }

    @Test
    void aFullDiskIsKnownByWhatTheSystemSays() {
        assertThat(of(new IOException("No space left on device"), 1 << 30))
                .hasValue("there is no space left on its disk");
        assertThat(of(new IOException("run/x (No space left on device)"), 1 << 30))
                .isPresent();
        assertThat(of(new IOException("There is not enough space on the disk"), 1 << 30))
                .isPresent();
        assertThat(of(new IOException("Disk quota exceeded"), 1 << 30)).hasValue("its quota is used up");
    }

    @Test
    void aFullDiskIsKnownInAnyLanguageByTheRoomThatIsLeft() {
        IOException german = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
        assertThat(of(german, 4096)).hasValue("there is no space left on its disk");
        assertThat(of(german, 1 << 30)).isEmpty();
    }

    @Test
    void howMuchIsNeededIsReported() {
        assertThat(of(new NoRoomException(3 << 20, 1000), 1 << 30))
                .hasValue("there is no space left on its disk (3.0 MiB are needed, 1.0 KiB are left)");
    }

    @Test
    void whatTheUserCanAllowIsAnObstacle() {
        assertThat(of(new AccessDeniedException("run"), 1 << 30)).hasValue("the system denies access to it");
        assertThat(of(new IOException("run (Permission denied)"), 1 << 30)).isPresent();
        assertThat(of(new IOException("run (Read-only file system)"), 1 << 30))
                .hasValue("its file system is read-only");
    }

    @Test
    void whatWaitingDoesNotCureIsNotAnObstacle() {
        assertThat(of(new IOException("Input/output error"), 1 << 30)).isEmpty();
        assertThat(of(new NoSuchFileException("run"), 0)).isEmpty();
    }
}
