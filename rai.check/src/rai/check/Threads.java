package rai.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls from several threads at once. */
final class Threads {
    static final int COUNT = 4;

    private Threads() {}

    /** Runs all at once; throws the exception of the first that fails. */
    static void all(List<Callable<Void>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            List<Future<Void>> running = new ArrayList<>();
            calls.forEach(call -> running.add(threads.submit(call)));
            for (Future<Void> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } finally {
            threads.shutdownNow();
        }
    }
}
