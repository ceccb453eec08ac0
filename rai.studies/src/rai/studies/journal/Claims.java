package rai.studies.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is training which trial: a file per trial in {@code claims}, with the name of the worker. Only one process can make the file of
 * a trial. The claim of a worker whose process has died goes to the next that asks, under the lock of the study.
 */
final class Claims {
    private static final String PARTIAL = ".partial";

    private final Path folder;
    private final Path lock;
    private final Workers workers;

    Claims(Path study, Workers workers) {
        folder = study.resolve("claims");
        lock = study.resolve("lock");
        this.workers = workers;
    }

    /**
     * A claim that was taken.
     *
     * @param losses how many processes have died that had it before
     */
    record Claim(int losses) {}

    /** What a claim says. */
    private record Held(String worker, int losses, String what) {
        static Held of(Path file) throws IOException {
            Map<String, Object> document = Json.parse(Files.readString(file)).orElse(Map.of());
            return new Held(
                    String.valueOf(document.get("worker")),
                    (int) Json.number(document.getOrDefault("losses", 0L)),
                    String.valueOf(document.getOrDefault("trial", "")));
        }

        byte[] bytes() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("worker", worker);
            document.put("losses", losses);
            document.put("trial", what);
            return Json.line(document).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Takes a trial.
     *
     * @param what how people call it
     * @return the claim; empty if a process that lives has it
     */
    Optional<Claim> take(String id, String worker, String what) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(id);
        if (make(file, new Held(worker, 0, what))) {
            return Optional.of(new Claim(0));
        }
        return FolderLock.holding(lock, () -> {
            Held held;
            try {
                held = Held.of(file);
            } catch (NoSuchFileException e) { // given up at this moment
                return make(file, new Held(worker, 0, what)) ? Optional.of(new Claim(0)) : Optional.empty();
            }
            if (workers.isAlive(held.worker())) {
                return Optional.empty();
            }
            Held ours = new Held(worker, held.losses() + 1, what);
            Path partial = file.resolveSibling(id + "." + worker + PARTIAL);
            Files.write(partial, ours.bytes());
            Durable.replace(partial, file);
            return Optional.of(new Claim(ours.losses()));
        });
    }

    /** Whole from its first moment: nobody finds it without its content. */
    private boolean make(Path file, Held held) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + "." + held.worker() + PARTIAL);
        try {
            Files.write(partial, held.bytes(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.createLink(file, partial);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) { // no links there: the lock makes up for it
            return FolderLock.holding(lock, () -> {
                if (Files.exists(file)) {
                    return false;
                }
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
                return true;
            });
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Takes away what processes have left that died while they made a claim. */
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(PARTIAL)).toList()) {
                String name = file.getFileName().toString();
                int dot = name.indexOf('.');
                if (!workers.isAlive(name.substring(dot + 1, Math.max(dot + 1, name.length() - PARTIAL.length())))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    void giveUp(String id) throws IOException {
        Files.deleteIfExists(folder.resolve(id));
    }

    /** @return the identity of each trial that processes which live are training, with its name */
    Map<String, String> held() throws IOException {
        Map<String, String> held = new LinkedHashMap<>();
        Map<String, Boolean> alive = new LinkedHashMap<>();
        for (String id : ids()) {
            try {
                Held claim = Held.of(folder.resolve(id));
                if (!alive.containsKey(claim.worker())) {
                    alive.put(claim.worker(), workers.isAlive(claim.worker()));
                }
                if (alive.get(claim.worker())) {
                    held.put(id, claim.what());
                }
            } catch (NoSuchFileException e) {
                // given up at this moment
            }
        }
        return held;
    }

    private List<String> ids() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(PARTIAL))
                    .sorted()
                    .toList());
        }
    }
}
