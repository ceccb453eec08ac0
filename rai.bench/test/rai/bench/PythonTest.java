package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.spec.SpecException;

class PythonTest {
    @TempDir
    Path dir;

    private Path program(String directory, String name) throws IOException {
        Path file = Files.createDirectories(dir.resolve(directory)).resolve(name);
        Files.writeString(file, "#!/bin/sh\nexit 1\n");
        file.toFile().setExecutable(true);
        return file;
    }

    @Test
    void everyPythonOnThePathIsTriedInItsOrder() throws IOException {
        Path first = program("a", "python3");
        Path second = program("b", "python3");
        assertThat(Python.candidates(dir.resolve("a") + File.pathSeparator + dir.resolve("b")))
                .containsExactly(first.toString(), second.toString());
    }

    @Test
    void aLinkToOneThatWasTriedIsNotTriedAgain() throws IOException {
        Path first = program("a", "python3");
        Files.createDirectories(dir.resolve("b"));
        Files.createSymbolicLink(dir.resolve("b/python3"), first);
        assertThat(Python.candidates(dir.resolve("a") + File.pathSeparator + dir.resolve("b")))
                .containsExactly(first.toString());
    }

    @Test
    void aPythonWithoutTorchIsSkipped() throws IOException {
        program("a", "python3");
        assertThat(Python.find(Optional.empty(), dir.resolve("a").toString())).isEmpty();
    }

    @Test
    void theOneAskedForMustHaveTorch() throws IOException {
        String asked = program("a", "python3").toString();
        assertThatThrownBy(() -> Python.find(Optional.of(asked), ""))
                .isInstanceOf(SpecException.class)
                .hasMessage("'" + asked + "' is not a Python that can import torch");
    }
}
