package rai.studies.execution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import rai.api.run.RunResult;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Outcome.State;
import rai.studies.journal.Pool;
import rai.studies.journal.Row;

/** A trial that a worker elsewhere trains. */
final class RemoteAttempt implements Attempt {
    private final PlannedTrial trial;
    /** Where its run is put, if it is to be kept. */
    private final Path directory;

    private final Runnable ended;
    private final long begun = System.nanoTime();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean stopped;
    private volatile Answer answer;

    /** @param ended is called when it is stopped */
    RemoteAttempt(PlannedTrial trial, Path directory, Consumer<RemoteAttempt> ended) {
        this.trial = trial;
        this.ended = () -> ended.accept(this);
        this.directory = directory;
    }

    @Override
    public PlannedTrial trial() {
        return trial;
    }

    @Override
    public int threads() {
        return 0;
    }

    @Override
    public Optional<Path> directory() {
        return Optional.empty();
    }

    /** The worker may still be training the trial; its answer is ignored. */
    @Override
    public void stop() {
        if (!stopped) {
            stopped = true;
            end.countDown();
            ended.run();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    void answered(Answer with) {
        answer = with;
        end.countDown();
    }

    Answer answer() {
        return answer;
    }

    @Override
    public void await(long millis) throws InterruptedException {
        if (!end.await(millis, TimeUnit.MILLISECONDS)) {
            throw new SpecException("the trial " + trial.name() + " is still being trained");
        }
    }

    @Override
    public String waitsFor() {
        return "";
    }

    @Override
    public void forget() {}

    @Override
    public Optional<Outcome> outcome() {
        if (answer == null) {
            return Optional.empty();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (answer.row().isEmpty()) {
            return Optional.of(Attempt.failed(trial, answer.failed(), seconds));
        }
        Outcome theirs = theirs();
        return Optional.of(new Outcome(
                trial.id(),
                trial.trial(),
                theirs.state(),
                theirs.result(),
                theirs.curves(),
                theirs.reason(),
                theirs.seconds(),
                trial.trial().keep() && theirs.state() != State.FAILED ? kept() : Optional.empty(),
                trial.examples()));
    }

    private Optional<Path> kept() {
        try {
            new RunArchive(directory).unpack(answer.text(Answer.RUN));
            return Optional.of(directory);
        } catch (IOException e) {
            throw new SpecException("the run of " + trial.name() + " can't be kept in " + directory + ": " + e, e);
        }
    }

    /** The outcome as the worker has it; there is one. */
    private Outcome theirs() {
        return Row.of(answer.row().orElseThrow(), directory, new Pool()).outcome();
    }

    /** @return the hash of the trained network, of a trial with an outcome; empty if it has none */
    String hash() {
        return theirs().result().map(RunResult::stateHash).orElse("");
    }
}
