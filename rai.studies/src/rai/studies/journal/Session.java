package rai.studies.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part that a process takes in a study: it is seen to live, and takes trials that nobody else is training. */
public final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Path directory;
    private final Workers.Worker worker;
    private final Claims claims;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "rai-study-heart");
        thread.setDaemon(true);
        return thread;
    });

    Session(StudyDirectory study, Workers workers) throws IOException {
        directory = study.path();
        workers.tidy();
        worker = workers.join();
        claims = new Claims(directory, workers);
        claims.tidy();
        heart.scheduleAtFixedRate(this::beat, Workers.BEAT_MILLIS, Workers.BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            worker.beat();
        } catch (IOException e) {
            LOG.debug("no sign of life", e); // the lock says it as well
        }
    }

    /**
     * Takes a trial, unless a process that lives is training it.
     *
     * @param id its identity
     * @param name how people call it
     * @return how many processes have died that were training it; empty if it is not to be had
     */
    public OptionalInt take(String id, String name) {
        return Durable.in(
                directory,
                () -> claims.take(id, worker.name(), name)
                        .map(claim -> OptionalInt.of(claim.losses()))
                        .orElse(OptionalInt.empty()));
    }

    /**
     * Gives a trial back: it has been journalled, or was not trained.
     *
     * @param id its identity
     */
    public void giveBack(String id) {
        Durable.in(directory, () -> {
            claims.giveUp(id);
            return null;
        });
    }

    /** Leaves the study as a process does that is killed. */
    void die() {
        heart.shutdownNow();
        Durable.in(directory, () -> {
            worker.die();
            return null;
        });
    }

    @Override
    public void close() {
        heart.shutdownNow();
        Durable.in(directory, () -> {
            worker.close();
            return null;
        });
    }
}
