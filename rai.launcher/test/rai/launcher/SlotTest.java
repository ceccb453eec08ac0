package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotTest {
    @TempDir
    Path home;

    private Distribution distribution() {
        return new Distribution(home.resolve("dist"), List.of(), Map.of());
    }

    @Test
    void theFirstFreeSlotIsTakenAndFreedOnClose() throws Exception {
        Path first;
        try (Slot slot = Slot.take(distribution())) {
            first = slot.storage();
            // two threads of one process cannot try for the same lock: that it is held shows as an exception
            assertThatThrownBy(() -> Slot.take(distribution())).isInstanceOf(OverlappingFileLockException.class);
        }
        try (Slot slot = Slot.take(distribution())) {
            assertThat(slot.storage()).isEqualTo(first);
        }
    }

    @Test
    void aSlotIsCompleteFromItsMarkUntilItIsCleared() throws Exception {
        try (Slot slot = Slot.take(distribution())) {
            assertThat(slot.isWhole()).isFalse();
            slot.setWhole(true);
            Files.createDirectories(slot.storage().resolve("bundle1"));
            slot.clear();
            assertThat(slot.isWhole()).isFalse();
            assertThat(slot.storage()).doesNotExist();
        }
    }

    @Test
    void ifTheDistributionCannotBeWrittenTheSlotIsTemporary() throws Exception {
        Files.createDirectories(home.resolve("dist"));
        Files.writeString(home.resolve("dist/cache"), "a file where the folder should be");
        Path storage;
        try (Slot slot = Slot.take(distribution())) {
            storage = slot.storage();
            assertThat(storage.startsWith(home)).isFalse();
            Files.createDirectories(storage);
        }
        assertThat(storage.getParent()).doesNotExist();
    }
}
