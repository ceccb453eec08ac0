package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.spec.SpecException;
import rai.studies.journal.Json;
import rai.studies.journal.Placements;
import rai.studies.journal.StudyDirectory;

/**
 * Trains trials by workers elsewhere. A share of the trials is trained twice, by different workers if there are several, and compared
 * to the bit.
 */
final class RemoteWorkplace implements Workplace {
    /** More than train at once, so that a worker that is free need not wait. */
    private static final int AHEAD = 3;

    /** What a line of cluster.jsonl has of an answer. */
    private static final List<String> KEPT = List.of(
            Placements.WORKER,
            Placements.EXECUTOR,
            Placements.ATTEMPT,
            Placements.MACHINE,
            Placements.SECONDS,
            Placements.FAILED);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWorkplace.class);
    private static final int FEWEST = 8;
    private static final long LOOK_NANOS = 300_000_000L;
    /** A trial may take so many times as long as is expected here; and at least an hour. */
    private static final double MOST_TIMES = 50;

    private static final double LEAST_LIMIT = 3600;

    private final Elsewhere elsewhere;
    private final StudyDirectory directory;
    private final Placements placements;
    private final int workers;
    private final double share;
    private final Parcel parcel = new Parcel();
    private Standing standing = new Standing(0, 1, "", false);
    private long looked;

    private record Standing(int slots, int threads, String text, boolean isClosed) {}

    /**
     * @param workers how many trials may train at once; 0 is as many as there is room for
     * @param share the share of trials to be trained twice, from 0 to 1
     */
    RemoteWorkplace(Elsewhere elsewhere, Path study, int workers, double share) {
        this.elsewhere = elsewhere;
        this.workers = workers;
        this.share = share;
        directory = new StudyDirectory(study);
        placements = new Placements(study);
    }

    private synchronized Standing look() {
        if (looked == 0 || System.nanoTime() - looked > LOOK_NANOS) {
            looked = System.nanoTime();
            Map<String, Object> now = Json.parse(elsewhere.standing()).orElse(Map.of());
            standing = new Standing(
                    now.get("slots") instanceof Number slots ? slots.intValue() : 0,
                    now.get("threads") instanceof Number threads ? threads.intValue() : 1,
                    String.valueOf(now.getOrDefault("standing", "")),
                    Boolean.TRUE.equals(now.get("closed")));
        }
        return standing;
    }

    @Override
    public int atOnce() {
        int slots = Math.max(1, look().slots());
        return workers > 0 ? Math.min(workers, slots) : slots;
    }

    @Override
    public int window() {
        return workers > 0 ? workers : Math.max(FEWEST, AHEAD * look().slots());
    }

    @Override
    public double bytes() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean isClosed() {
        return look().isClosed();
    }

    @Override
    public String standing() {
        return look().text();
    }

    @Override
    public int threads(PlannedTrial next, Collection<Attempt> attempts, int left) {
        return look().threads();
    }

    @Override
    public Optional<Path> leftover(PlannedTrial trial) {
        return Optional.of(directory.trial(trial.id())).filter(Files::exists);
    }

    @Override
    public void delete(Path run) {
        try {
            new RunArchive(run).delete();
        } catch (IOException e) {
            throw new SpecException("the run in " + run + " can't be deleted: " + e, e);
        }
    }

    @Override
    public void finish() {
        elsewhere.withdraw();
    }

    @Override
    public Optional<Attempt> begin(PlannedTrial trial, int threads, double seconds, Listener listener) {
        RemoteAttempt attempt = new RemoteAttempt(trial, directory.trial(trial.id()), listener::ended);
        Order order = order(trial, threads, seconds, "");
        elsewhere.train(order.text(), text -> answered(attempt, text, order, seconds, listener));
        return Optional.of(attempt);
    }

    private Order order(PlannedTrial trial, int threads, double seconds, String apart) {
        double limit = Math.max(LEAST_LIMIT, Double.isFinite(seconds) ? MOST_TIMES * seconds : 0);
        return new Order(
                trial.id(),
                trial.trial(),
                trial.basis(),
                threads,
                limit,
                parcel.of(trial.trial().request()),
                Map.of(),
                apart);
    }

    private void answered(RemoteAttempt attempt, String text, Order order, double seconds, Listener listener) {
        if (attempt.isStopped()) {
            return;
        }
        Answer answer = Answer.of(text);
        if (answer.isWithdrawn()) {
            attempt.stop();
            return;
        }
        attempt.answered(answer);
        if (attempt.answer().row().isPresent() && isChosen(attempt.trial().id())) {
            String apart = attempt.answer().executor();
            Order again = order(attempt.trial(), order.threads(), seconds, apart);
            elsewhere.train(again.text(), other -> compared(attempt, Answer.of(other), listener));
        } else {
            write(attempt, null);
            listener.ended(attempt);
        }
    }

    /** Always the same trials, whoever runs the study. */
    private boolean isChosen(String id) {
        return Integer.parseInt(id.substring(0, Math.min(7, id.length())), 16) < share * (1 << 28);
    }

    private void compared(RemoteAttempt attempt, Answer other, Listener listener) {
        if (other.isWithdrawn()) {
            write(attempt, null);
            listener.ended(attempt);
            return;
        }
        RemoteAttempt second = new RemoteAttempt(
                attempt.trial(), directory.trial(attempt.trial().id()), ended -> {});
        second.answered(other);
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put(Placements.WORKER, other.worker());
        comparison.put(Placements.EXECUTOR, other.executor());
        comparison.put(Answer.MACHINE, other.map(Answer.MACHINE).orElse(Map.of()));
        if (other.row().isEmpty()) {
            comparison.put(Answer.FAILED, other.failed());
        } else {
            boolean equal = attempt.hash().equals(second.hash());
            comparison.put(Placements.EQUAL, equal);
            if (!equal) {
                listener.notice(differ(attempt, other));
            }
        }
        write(attempt, comparison);
        listener.ended(attempt);
    }

    private static String differ(RemoteAttempt attempt, Answer other) {
        Answer first = attempt.answer();
        boolean sameKind = first.processor().equals(other.processor());
        return attempt.trial().name() + " has other bits on " + other.worker() + " (" + other.processor() + ") than on "
                + first.worker() + (sameKind ? "" : " (" + first.processor() + ")") + ": "
                + (sameKind
                        ? "a service does not give the same result twice, or a worker is faulty"
                        : "study run --portable gives the same on all processors");
    }

    private void write(RemoteAttempt attempt, Map<String, Object> comparison) {
        Map<String, Object> line = new LinkedHashMap<>();
        Answer answer = attempt.answer();
        line.put(Placements.ID, attempt.trial().id());
        line.put(Placements.TRIAL, attempt.trial().name());
        for (String key : KEPT) {
            if (answer.document().get(key) != null) {
                line.put(key, answer.document().get(key));
            }
        }
        line.put(Answer.LOG, answer.log());
        if (comparison != null) {
            line.put(Placements.AGAIN, comparison);
        }
        try {
            placements.add(line);
        } catch (SpecException e) {
            LOG.warn("who trained {} is not written down: {}", attempt.trial().name(), e.getMessage());
        }
    }
}
