package rai.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import rai.api.spec.SpecException;

/** A Python that has PyTorch, and our script for it in a file of its own until this is closed. */
final class Python implements AutoCloseable {
    private static final String SCRIPT = "peer.py";
    private static final List<String> NAMES = List.of("python3", "python");
    private static final long PATIENCE_SECONDS = 60;

    private final String program;
    private final Path script;

    private Python(String program) {
        this.program = program;
        try (InputStream in = Python.class.getResourceAsStream(SCRIPT)) {
            script = Files.createTempFile("rai-bench-", ".py");
            Files.write(script, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks for one.
     *
     * @param asked the program to take, if any
     * @param path directories to look in, as in the variable PATH
     * @return the first that can import torch
     * @throws SpecException if the one asked for cannot
     */
    static Optional<Python> find(Optional<String> asked, String path) {
        if (asked.isPresent()) {
            if (!hasTorch(asked.get())) {
                throw new SpecException("'" + asked.get() + "' is not a Python that can import torch");
            }
            return asked.map(Python::new);
        }
        return candidates(path).stream().filter(Python::hasTorch).findFirst().map(Python::new);
    }

    /** @return every Python on the path, each once, in the order of the path */
    static List<String> candidates(String path) {
        Set<Path> seen = new LinkedHashSet<>();
        Set<String> programs = new LinkedHashSet<>();
        for (String directory : path.split(File.pathSeparator)) {
            for (String name : NAMES) {
                Path program = Path.of(directory, name);
                try {
                    if (!directory.isEmpty() && Files.isExecutable(program) && seen.add(program.toRealPath())) {
                        programs.add(program.toString());
                    }
                } catch (IOException e) {
                    continue; // gone in the meantime
                }
            }
        }
        return List.copyOf(programs);
    }

    private static boolean hasTorch(String program) {
        try {
            Process process = new ProcessBuilder(program, "-c", "import torch")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return how it is called */
    String program() {
        return program;
    }

    /** @return the script's file */
    Path script() {
        return script;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
