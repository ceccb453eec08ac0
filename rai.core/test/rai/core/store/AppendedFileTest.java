package rai.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.core.SmallDisk;

class AppendedFileTest {
    @TempDir
    Path folder;

    private SmallDisk disk;
    private Path path;
    private AppendedFile file;

    @BeforeEach
    void open() throws IOException {
        disk = new SmallDisk(folder, 10);
        path = folder.resolve("file");
        file = AppendedFile.open(path, disk);
        file.cut(0);
    }

    @Test
    void whatDoesNotFitLeavesNothingAndIsWrittenOnceThereIsSpace() throws IOException {
        file.append("one two\n");
        file.flush();
        file.append("three\n");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(file::flush).isInstanceOf(IOException.class);
            assertThat(path).hasContent("one two\n");
        }
        file.append("four\n");
        disk.capacity = 100;
        assertThat(file.sync()).isEqualTo(19);
        file.close();
        assertThat(path).hasContent("one two\nthree\nfour\n");
    }

    @Test
    void whatTheSystemDroppedSinceItWasLastOnTheDiskIsWrittenAgain() throws IOException {
        disk.capacity = 100;
        file.append("one\n");
        file.sync();
        file.append("two\n");
        file.flush();
        file.append("three\n");
        disk.failingSyncs = 2;
        assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
        assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
        assertThat(path).hasContent("one\n");
        assertThat(file.sync()).isEqualTo(14);
        assertThat(path).hasContent("one\ntwo\nthree\n");
        file.close();
    }

    @Test
    void aFileThatWasTakenAwayIsNotWrittenToUnseen() throws IOException {
        file.append("one\n");
        file.flush();
        Files.delete(path);
        file.append("two\n");
        assertThatThrownBy(file::flush).isInstanceOf(NoSuchFileException.class);
        Files.writeString(path, "of somebody else");
        assertThatThrownBy(file::sync).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(file::close).isInstanceOf(NoSuchFileException.class);
        assertThat(path).hasContent("of somebody else");
    }

    @Test
    void anInterruptedThreadContinuesWriting() throws IOException {
        disk.capacity = 100;
        Thread.currentThread().interrupt();
        try {
            file.append("one\n");
            file.sync();
            file.append("two\n");
            file.close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path).hasContent("one\ntwo\n");
    }
}
