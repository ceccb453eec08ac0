package rai.studies.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The processes that run a study: a file each in {@code workers}, locked while its process lives, and written again every few
 * seconds. On the same machine the lock says whether a process lives, also while it is suspended; on another machine, which may not
 * see the lock, the time of the last writing does.
 */
final class Workers {
    /** How often a worker gives a sign of life. */
    static final long BEAT_MILLIS = 10_000;
    /** After how long a worker of another machine is taken for dead. */
    static final long DEAD_MILLIS = 60_000;

    /** Files that this process has locked: to open and close one of them would give up the lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final String host;

    Workers(Path study) {
        this(study, Host.NAME);
    }

    Workers(Path study, String host) {
        folder = study.resolve("workers");
        this.host = host;
    }

    /** A worker of this process, until it is closed. */
    final class Worker implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;
        private long beats;

        private Worker(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        String name() {
            return file.getFileName().toString();
        }

        /** A sign of life. */
        synchronized void beat() throws IOException {
            if (channel.isOpen()) {
                channel.write(ByteBuffer.wrap(("alive " + ++beats + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            }
        }

        /** Ends as a process ends that is killed: the system gives up its lock, and everything else stays. */
        synchronized void die() throws IOException {
            OURS.remove(file);
            channel.close(); // which releases the lock
        }

        @Override
        public synchronized void close() throws IOException {
            Files.deleteIfExists(file);
            die();
        }
    }

    Worker join() throws IOException {
        Files.createDirectories(folder);
        String name = host + "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        Path file = folder.toRealPath().resolve(name);
        OURS.add(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock(); // for as long as the channel is open
        Worker worker = new Worker(file, channel);
        worker.beat();
        return worker;
    }

    /** @return whether the process of a worker lives, as far as that can be known here */
    boolean isAlive(String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        Path file = folder.toRealPath().resolve(name);
        if (OURS.contains(file)) {
            return true;
        }
        try {
            if (!name.startsWith(host + "-")) {
                return now() - Files.getLastModifiedTime(file).toMillis() < DEAD_MILLIS;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                FileLock free = channel.tryLock();
                return free == null;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The time by the clock of the disk, which all machines share. */
    private long now() throws IOException {
        Path probe = Files.createTempFile(folder, ".", ".clock");
        try {
            return Files.getLastModifiedTime(probe).toMillis();
        } finally {
            Files.delete(probe);
        }
    }

    /** @return the workers whose processes live */
    List<String> alive() throws IOException {
        List<String> alive = new ArrayList<>();
        for (String name : names()) {
            if (isAlive(name)) {
                alive.add(name);
            }
        }
        return alive;
    }

    /** Takes away what dead processes have left. */
    void tidy() throws IOException {
        for (String name : names()) {
            if (!isAlive(name)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
