package rai.studies.execution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import rai.api.run.Job;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.spec.SpecException;
import rai.studies.journal.StudyDirectory;

/** Trains trials in this process, in one thread each as long as there are enough of them. */
final class LocalWorkplace implements Workplace {
    /** A trial that is expected to take less trains without a directory: it has no checkpoint before it ends. */
    private static final double SHORT_SECONDS = 60;

    private final RunExecutor executor;
    private final Runs runs;
    private final StudyDirectory directory;
    private final int window;

    /** @param workers how many trials may train at once; 0 is one per thread of the executor */
    LocalWorkplace(RunExecutor executor, Runs runs, Path study, int workers) {
        this.executor = executor;
        this.runs = runs;
        directory = new StudyDirectory(study);
        window = workers > 0 ? workers : executor.threads();
    }

    @Override
    public int atOnce() {
        return window;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public double bytes() {
        return executor.bytes();
    }

    @Override
    public boolean isClosed() {
        return executor.isClosed();
    }

    @Override
    public String standing() {
        return "";
    }

    @Override
    public int threads(PlannedTrial next, Collection<Attempt> attempts, int left) {
        int free = executor.threads()
                - attempts.stream().mapToInt(Attempt::threads).sum();
        double fitting = Math.max(1, Math.floor(executor.bytes() / next.bytes()) - attempts.size());
        int upcoming = (int) Math.min(fitting, Math.min(window - attempts.size(), left + 1));
        return Math.max(1, free / Math.max(1, upcoming));
    }

    @Override
    public Optional<Path> leftover(PlannedTrial trial) {
        return Optional.of(directory.trial(trial.id())).filter(Files::exists);
    }

    /** A run of the trial that was begun is continued in its directory, whatever is expected now. Probes write into one. */
    private Optional<Path> directoryOf(PlannedTrial trial, double seconds) {
        Path path = directory.trial(trial.id());
        boolean isProbed = !trial.trial().request().evaluation().probes().isEmpty();
        return trial.trial().keep() || isProbed || !(seconds < SHORT_SECONDS) || Files.exists(path)
                ? Optional.of(path)
                : Optional.empty();
    }

    @Override
    public Optional<Attempt> begin(PlannedTrial trial, int threads, double seconds, Listener listener) {
        LocalAttempt attempt = new LocalAttempt(trial, directoryOf(trial, seconds), threads, runs);
        String before = attempt.directory().map(this::state).orElse("");
        if (before.equals("running")) {
            return Optional.empty();
        }
        if (!before.equals("ended")) {
            Job job = before.equals("interrupted") ? resumed(attempt, listener) : null;
            attempt.trainedBy(job != null ? job : submitted(attempt, listener));
        }
        if (attempt.hasEnded()) {
            listener.ended(attempt);
        }
        return Optional.of(attempt);
    }

    private String state(Path run) {
        if (!Files.exists(run)) {
            return "";
        }
        try {
            return runs.open(run).status().state();
        } catch (SpecException e) { // its process has died before the run had begun
            return "damaged";
        }
    }

    /** @return the job; null if the run can't continue */
    private Job resumed(LocalAttempt attempt, Listener listener) {
        try {
            Job job = executor.resume(attempt.directory().orElseThrow(), notice -> {});
            job.listen(event -> see(attempt, event, listener));
            return job;
        } catch (SpecException e) {
            listener.notice(
                    attempt.trial().name() + " can't continue where it was, and begins again: " + e.getMessage());
            return null;
        }
    }

    private Job submitted(LocalAttempt attempt, Listener listener) {
        attempt.directory().ifPresent(this::delete);
        RunRequest request = attempt.trial().trial().request();
        return executor.submit(
                request.toBuilder()
                        .directory(attempt.directory().orElse(null))
                        .threads(attempt.threads())
                        .build(),
                event -> see(attempt, event, listener));
    }

    private static void see(LocalAttempt attempt, RunEvent event, Listener listener) {
        attempt.see(event);
        if (event instanceof RunEvent.Stopped) {
            listener.ended(attempt);
        }
    }

    /** Whatever is sent out trains. */
    @Override
    public void finish() {}

    @Override
    public void delete(Path run) {
        if (Files.exists(run)) {
            runs.delete(run);
        }
    }
}
