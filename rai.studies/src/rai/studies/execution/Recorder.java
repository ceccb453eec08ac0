package rai.studies.execution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.spec.SpecException;
import rai.studies.journal.Journal;
import rai.studies.journal.Row;
import rai.studies.journal.Session;

/**
 * Journals what has ended, in a thread of its own: while the disk is written, trials train. What has come meanwhile is written
 * together.
 */
final class Recorder implements AutoCloseable {
    /**
     * A trial that has ended.
     *
     * @param unkept the directory of its run, to be deleted once it is journalled; empty if it has none, or is kept
     */
    record Ended(Row row, Optional<Path> unkept) {}

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST_ATTEMPTS = 10;

    private final Journal journal;
    private final Session session;
    private final Consumer<Path> delete;
    private final Consumer<Row> written;
    private final LinkedBlockingQueue<Ended> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();
    private final Thread thread = new Thread(this::work, "rai-study-journal");
    private volatile boolean closing;
    private volatile RuntimeException trouble;

    /**
     * @param journal this object's own, since it does not report the lines of other processes
     * @param delete deletes the directory of a run
     * @param written receives what is on the disk
     */
    Recorder(Journal journal, Session session, Consumer<Path> delete, Consumer<Row> written) {
        this.journal = journal;
        this.session = session;
        this.delete = delete;
        this.written = written;
        thread.setDaemon(true);
        thread.start();
    }

    void add(Ended ended) {
        unwritten.incrementAndGet();
        waiting.add(ended);
    }

    /** @throws SpecException if something could not be journalled */
    void requireSound() {
        if (trouble != null) {
            throw trouble;
        }
    }

    /** Waits until everything is on the disk. */
    void flush() throws InterruptedException {
        while (unwritten.get() > 0) {
            requireSound();
            Thread.sleep(1);
        }
        requireSound();
    }

    private void work() {
        List<Ended> some = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                Ended first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    some.add(first);
                    waiting.drainTo(some);
                    write(some);
                    unwritten.addAndGet(-some.size());
                    some.clear();
                }
            }
        } catch (InterruptedException e) {
            trouble = new SpecException("the study was interrupted while its journal was written", e);
        } catch (RuntimeException e) {
            trouble = e;
        } catch (Error e) {
            trouble = new SpecException("the journal could not be written: " + e, e);
        }
        waiting.drainTo(some);
        some.forEach(this::giveBack); // what is not journalled is trained again
    }

    private void write(List<Ended> some) throws InterruptedException {
        append(some.stream().map(Ended::row).toList()).forEach(written);
        for (Ended ended : some) {
            session.giveBack(ended.row().outcome().id());
            ended.unkept().ifPresent(delete);
        }
    }

    private void giveBack(Ended lost) {
        try {
            session.giveBack(lost.row().outcome().id());
        } catch (SpecException e) {
            LOG.debug("not given back", e); // the system does it, with the process
        }
    }

    /** A trial that needs more memory than there is fails by itself; until then, it may take it from others. */
    private List<Row> append(List<Row> rows) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return journal.append(rows);
            } catch (OutOfMemoryError e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(1000);
            }
        }
    }

    /** Writes what is waiting. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
