package rai.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.run.Change;
import rai.api.run.Job;
import rai.api.run.Job.State;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunExecutor;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;

/** What every {@link RunExecutor} must keep, wherever it trains. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class RunExecutorContract {
    private static final double ROOM = 1e12;

    private RunExecutor executor;

    /** For subclasses. */
    protected RunExecutorContract() {}

    /**
     * @param threads how many threads all runs may have at once
     * @param bytes how much memory all runs may have at once
     * @return a new executor; the contract closes it
     */
    protected abstract RunExecutor executor(int threads, double bytes);

    /** @return what trains the same requests without an executor */
    protected abstract Trainer trainer();

    /**
     * @param seed its seed
     * @param threads how many threads it asks for
     * @return a run without a directory that ends by itself within a few seconds, after more than ten steps
     */
    protected abstract RunRequest brief(long seed, int threads);

    /**
     * @param seed its seed
     * @param threads how many threads it asks for
     * @return a run without a directory that trains until it is stopped
     */
    protected abstract RunRequest endless(long seed, int threads);

    /** @return a run that can't be trained, which shows only when its data are loaded */
    protected abstract RunRequest impossible();

    /**
     * @param request a brief or an endless run
     * @return at most how much memory the executor takes it to need, in bytes, and less than twice as much as that
     */
    protected abstract double bytes(RunRequest request);

    private RunExecutor with(int threads, double bytes) {
        executor = executor(threads, bytes);
        return executor;
    }

    /** Stops all that a test has begun. */
    @AfterEach
    protected void closeExecutor() {
        if (executor != null) {
            executor.close();
        }
    }

    private static void until(String what, BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; !reached.getAsBoolean(); i++) {
            assertTrue(i < 6000, () -> "waited a minute until " + what);
            Thread.sleep(10);
        }
    }

    private static void until(Job job, State state) throws InterruptedException {
        until(job.name() + " is " + state, () -> job.status().state() == state);
    }

    private static void untilItTrains(Job job) throws InterruptedException {
        until(job.name() + " trains", () -> job.status().step() > 0);
    }

    private static RunResult end(Job job) throws InterruptedException {
        assertTrue(job.await(60_000), () -> job.name() + " has not ended: " + job.status());
        return job.result().orElseThrow(() -> new AssertionError(job.status().reason()));
    }

    private static void ended(Job job, Stop how) throws InterruptedException {
        assertTrue(job.await(60_000), () -> job.name() + " has not ended: " + job.status());
        assertEquals(Optional.of(how), job.stopped());
        assertEquals(State.ENDED, job.status().state());
    }

    @Test
    void theResultIsThatOfTheTrainer() throws InterruptedException {
        RunRequest request = brief(3, 1);
        RunResult expected;
        try (Run run = trainer().prepare(request)) {
            expected = run.train(event -> {});
        }
        RunResult result = end(with(1, ROOM).submit(request));
        assertEquals(expected.stateHash(), result.stateHash());
        assertEquals(expected.steps(), result.steps());
        assertEquals(expected.train(), result.train());
        assertEquals(Stop.STEPS, result.stopped());
    }

    @Test
    void eventsComeInOrderFromTheStartToTheStop() throws InterruptedException {
        List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
        Job job = with(1, ROOM).submit(brief(3, 1), events::add);
        RunResult result = end(job);
        assertInstanceOf(RunEvent.Started.class, events.get(0));
        assertInstanceOf(RunEvent.Stopped.class, events.get(events.size() - 1));
        assertEquals(
                1, events.stream().filter(RunEvent.Stopped.class::isInstance).count());
        long step = 0;
        for (RunEvent event : events) {
            assertTrue(event.step() >= step, () -> "an event of step " + event.step() + " is late");
            step = event.step();
        }
        assertEquals(
                result.steps(),
                events.stream().filter(RunEvent.Stepped.class::isInstance).count());
    }

    @Test
    void aRunThatCannotBePreparedEndsAsFailedWithTheReason() throws InterruptedException {
        List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());
        Job job = with(1, ROOM).submit(impossible(), events::add);
        ended(job, Stop.FAILED);
        assertFalse(job.status().reason().isBlank());
        assertTrue(job.result().isEmpty());
        assertEquals(new RunEvent.Stopped(0, Stop.FAILED, job.status().reason()), events.get(events.size() - 1));
        end(executor.submit(brief(3, 1))); // its threads and its memory are free again
    }

    @Test
    void aQueuedRunIsCancelledAndLeavesTheQueue() throws InterruptedException {
        Job first = with(1, ROOM).submit(endless(1, 1));
        Job second = executor.submit(endless(2, 1));
        Job third = executor.submit(brief(3, 1));
        untilItTrains(first);
        assertEquals(State.QUEUED, second.status().state());
        assertFalse(second.status().reason().isBlank());
        second.stop();
        ended(second, Stop.INTERRUPTED);
        assertTrue(second.result().isEmpty());
        assertEquals(State.QUEUED, third.status().state());
        first.stop();
        end(third);
    }

    @Test
    void aRunInTrainingIsStoppedAfterItsStepWithAResult() throws InterruptedException {
        Job job = with(1, ROOM).submit(endless(1, 1));
        untilItTrains(job);
        job.stop();
        assertEquals(Stop.INTERRUPTED, end(job).stopped());
        ended(job, Stop.INTERRUPTED);
    }

    @Test
    void runsOfEqualNeedsTrainInTheOrderOfSubmission() throws InterruptedException {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        with(1, ROOM);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            jobs.add(executor.submit(brief(i, 1), event -> {
                if (event instanceof RunEvent.Started) {
                    order.add(number);
                }
            }));
        }
        for (Job job : jobs) {
            end(job);
        }
        assertEquals(List.of(0, 1, 2, 3, 4), order);
        assertEquals(jobs, executor.jobs());
    }

    @Test
    void noMoreThreadsAreGivenAtOnceThanTheLimit() throws InterruptedException {
        Job first = with(3, ROOM).submit(endless(1, 2));
        Job second = executor.submit(endless(2, 2));
        Job small = executor.submit(endless(3, 1));
        untilItTrains(first);
        untilItTrains(small); // it passes the second, for which there are too few
        assertEquals(State.QUEUED, second.status().state());
        assertEquals(0, second.status().step());
        first.stop();
        untilItTrains(second);
    }

    @Test
    void aRunThatAsksForMoreThreadsThanThereAreTrainsByItself() throws InterruptedException {
        Job first = with(2, ROOM).submit(endless(1, 1));
        Job all = executor.submit(brief(2, 64));
        untilItTrains(first);
        assertEquals(State.QUEUED, all.status().state());
        first.stop();
        end(all);
    }

    @Test
    void aLargeRunIsNotPassedForEver() throws InterruptedException {
        Job first = with(2, ROOM).submit(endless(1, 1));
        untilItTrains(first);
        List<Boolean> largeIsThere = Collections.synchronizedList(new ArrayList<>());
        Job large = executor.submit(endless(2, 2));
        List<Job> small = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            small.add(executor.submit(brief(i, 1), event -> {
                if (event instanceof RunEvent.Started) {
                    largeIsThere.add(large.status().state() != State.QUEUED);
                }
            }));
        }
        until(
                "no small run trains any more",
                () -> largeIsThere.size() > 0
                        && small.stream()
                                .limit(largeIsThere.size())
                                .allMatch(job -> job.status().state() == State.ENDED)
                        && small.stream()
                                .skip(largeIsThere.size())
                                .allMatch(job -> job.status().state() == State.QUEUED));
        assertTrue(largeIsThere.size() < 30, "all small runs have passed the large one");
        first.stop();
        untilItTrains(large);
        large.stop();
        for (Job job : small) {
            end(job);
        }
    }

    @Test
    void noMoreMemoryIsGivenAtOnceThanTheLimit() throws InterruptedException {
        RunRequest request = endless(1, 1);
        Job first = with(8, 1.5 * bytes(request)).submit(request);
        untilItTrains(first);
        Job second = executor.submit(endless(2, 1));
        Thread.sleep(300);
        assertEquals(State.QUEUED, second.status().state());
        assertTrue(second.status().reason().contains("memory"), second.status().reason());
        first.stop();
        untilItTrains(second);
    }

    @Test
    void aRunThatWaitsForMemoryIsCancelled() throws InterruptedException {
        RunRequest request = endless(1, 1);
        Job first = with(8, 1.5 * bytes(request)).submit(request);
        untilItTrains(first);
        Job second = executor.submit(endless(2, 1));
        until(
                second.name() + " waits for memory",
                () -> second.status().reason().contains("memory"));
        second.stop();
        ended(second, Stop.INTERRUPTED);
        assertEquals(State.RUNNING, first.status().state());
    }

    @Test
    void aRunThatNeedsMoreMemoryThanTheLimitFails() throws InterruptedException {
        RunRequest request = brief(1, 1);
        Job job = with(1, bytes(request) / 4).submit(request);
        ended(job, Stop.FAILED);
        assertTrue(job.status().reason().contains("memory"), job.status().reason());
    }

    @Test
    void aPausedRunStandsStillAndKeepsItsPlace() throws InterruptedException {
        CompletableFuture<Job> submitted = new CompletableFuture<>();
        Job job = with(1, ROOM).submit(brief(3, 1), event -> {
            if (event instanceof RunEvent.Stepped && event.step() == 5) {
                submitted.join().pause();
            }
        });
        submitted.complete(job);
        Job next = executor.submit(brief(4, 1));
        until(job, State.PAUSED);
        assertEquals(5, job.status().step());
        assertEquals(State.QUEUED, next.status().state());
        job.proceed();
        assertEquals(Stop.STEPS, end(job).stopped());
        end(next);
    }

    @Test
    void aQueuedRunIsPausedBeforeItsFirstStepButNotChanged() throws InterruptedException {
        Job first = with(1, ROOM).submit(endless(1, 1));
        Job second = executor.submit(brief(2, 1));
        second.pause();
        Change change =
                new Change(Optional.empty(), Optional.of("mse"), Optional.empty(), Optional.empty(), Optional.empty());
        assertThrows(SpecException.class, () -> second.swap(change));
        first.stop();
        until(second, State.PAUSED);
        assertEquals(0, second.status().step());
        second.proceed();
        assertEquals(Stop.STEPS, end(second).stopped());
    }

    @Test
    void closingStopsAllRunsAndRefusesNewOnes() throws InterruptedException {
        Job first = with(1, ROOM).submit(endless(1, 1));
        Job second = executor.submit(brief(2, 1));
        untilItTrains(first);
        executor.close();
        ended(first, Stop.INTERRUPTED);
        ended(second, Stop.INTERRUPTED);
        assertThrows(SpecException.class, () -> executor.submit(brief(3, 1)));
    }
}
