package rai.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rai.api.run.RunEvent;
import rai.api.spec.Settings;

/**
 * Writes into the directory of a run. If there is an {@link Obstacle} that may go away, such as a full disk, it waits and
 * tries again every second until the run is stopped, or the patience of the disk is over.
 */
final class PatientWriter {
    /** How often it checks, while it waits, whether the run was stopped, in milliseconds. */
    private static final long LOOK = 50;

    /** May be tried again and again: it leaves nothing that the next attempt would write twice. */
    interface Writing {
        void to(Path directory) throws IOException;
    }

    /** Whether anything has been written: before that, the directory may never have been there. */
    private boolean written;

    private final Path dir;
    private final Disk disk;
    private final Consumer<RunEvent> log;
    private Consumer<RunEvent> listener = event -> {};
    private BooleanSupplier stopped = () -> false;
    private Consumer<String> ender = reason -> {};
    /** Whether it has waited in vain: from then on it tries once. */
    private boolean impatient;

    private Obstacle gaveUp;

    /** @param log records that the run waits, and that it continues */
    PatientWriter(Path dir, Disk disk, Consumer<RunEvent> log) {
        this.dir = dir;
        this.disk = disk;
        this.log = log;
    }

    /**
     * Until this is called nobody is notified.
     *
     * @param events receives the events
     * @param givesUp whether the run was stopped
     * @param ends ends the run, for a reason
     */
    void onFull(Consumer<RunEvent> events, BooleanSupplier givesUp, Consumer<String> ends) {
        listener = events;
        stopped = givesUp;
        ender = ends;
    }

    /**
     * Writes, and waits if it must.
     *
     * @param step the steps done
     * @param waits whether to wait for an obstacle to go away; otherwise it is an error
     * @return false if the run was stopped before it could be written
     * @throws UncheckedIOException if waiting would not help
     */
    boolean write(long step, Writing writing, Predicate<Obstacle> waits) {
        boolean paused = false;
        long since = System.nanoTime();
        while (true) {
            try {
                writing.to(dir);
                written = true;
                if (paused) {
                    tell(new RunEvent.Resumed(step));
                }
                return true;
            } catch (IOException e) {
                Obstacle obstacle = Obstacle.of(e, dir, disk).orElseThrow(() -> failed(e));
                if (!waits.test(obstacle)) {
                    throw new UncheckedIOException(blocked(obstacle) + ", or choose another one with --out", e);
                }
                tidy();
                if (!paused && !impatient && !stopped.getAsBoolean()) {
                    paused = true;
                    tell(new RunEvent.Paused(step, RunEvent.Paused.Cause.DISK, blocked(obstacle) + goesOn()));
                }
                if (isOver(since)) {
                    impatient = true;
                    ender.accept("the run waited " + seconds() + " s in vain: " + blocked(obstacle));
                }
                if (impatient || !waited()) {
                    gaveUp = obstacle;
                    return false;
                }
            }
        }
    }

    private boolean isOver(long since) {
        long patience = disk.patience();
        return !impatient && patience > 0 && System.nanoTime() - since >= patience * 1_000_000;
    }

    private String seconds() {
        return Settings.number(disk.patience() / 1000.0);
    }

    private String goesOn() {
        return ", and the run continues by itself"
                + (disk.patience() > 0 ? "; after " + seconds() + " s it ends (" + DiskPatience.VARIABLE + ")" : "");
    }

    /** @return what was in the way when the run was stopped; null if all could be written */
    Obstacle gaveUp() {
        return gaveUp;
    }

    private void tell(RunEvent event) {
        log.accept(event); // written with what comes next
        listener.accept(event);
    }

    /** What was begun takes room that others may wait for. */
    private void tidy() {
        try {
            Durable.tidy(dir.resolve(Checkpoint.FOLDER));
            Durable.tidy(dir);
        } catch (IOException e) {
            // then it stays until the next attempt
        }
    }

    /** Waits until the next attempt; false if the run is to end. */
    private boolean waited() {
        try {
            for (long left = disk.again(); left > 0; left -= LOOK) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                Thread.sleep(Math.min(LOOK, left));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String blocked(Obstacle obstacle) {
        return "the run directory " + dir + " can't be written, since " + obstacle.what() + ": " + obstacle.remedy();
    }

    /** @return what is thrown if waiting would not help */
    UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "the run directory " + dir
                        + (!written && isAboutPlace(e)
                                ? " can't be made: " + place()
                                : e instanceof NoSuchFileException
                                        ? " is gone, or a file of it: it was deleted or moved while the run was"
                                                + " training"
                                        : " could not be written: " + e),
                e);
    }

    private static boolean isAboutPlace(IOException e) {
        return e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException;
    }

    /** Why a directory can't be made there. */
    private String place() {
        Path there = dir.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return (Files.isDirectory(there)
                        ? "the system does not allow it in " + there
                        : there + " is a file, not a directory")
                + "; choose another one with --out";
    }
}
