package rai.itest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** Trains with services of the house alone, again and again, while others get into trouble. */
final class Neighbour implements AutoCloseable {
    private final Trainer trainer;
    private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();
    private final AtomicReference<Throwable> thrown = new AtomicReference<>();
    private final CountDownLatch training = new CountDownLatch(1);
    private final Thread thread = new Thread(this::work, "neighbour");
    private volatile boolean enough;

    Neighbour(Trainer trainer) throws InterruptedException {
        this.trainer = trainer;
        thread.start();
        training.await();
    }

    static String once(Trainer trainer) {
        return once(trainer, () -> {});
    }

    private static String once(Trainer trainer, Runnable atFirstEvent) {
        try (Run run = trainer.prepare(Moons.request("tanh", 300))) {
            RunResult result = run.train(event -> atFirstEvent.run());
            return result.stopped() + " " + result.stateHash() + result.reason();
        }
    }

    private void work() {
        try {
            do {
                outcomes.merge(once(trainer, training::countDown), 1, Integer::sum);
            } while (!enough);
        } catch (RuntimeException | Error e) {
            thrown.set(e);
        } finally {
            training.countDown();
        }
    }

    /** What its trainings have ended with, when the last one is over. */
    Iterable<String> outcomes() throws InterruptedException {
        close();
        if (thrown.get() != null) {
            throw new AssertionError("the neighbour failed", thrown.get());
        }
        return outcomes.keySet();
    }

    @Override
    public void close() throws InterruptedException {
        enough = true;
        thread.join();
    }
}
