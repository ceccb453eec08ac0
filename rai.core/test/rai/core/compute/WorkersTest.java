package rai.core.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a caller that waits cannot be interrupted
class WorkersTest {
    private final Cores two = new Cores(2);

    @AfterEach
    void everyProcessorIsFreeAgain() {
        assertThat(two.busy()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "5, 2", "5, 8"})
    void everyTaskIsDoneOnce(int threads, int cores) {
        AtomicIntegerArray done = new AtomicIntegerArray(100);
        try (Workers workers = new Workers(threads, new Cores(cores))) {
            workers.run(100, done::incrementAndGet);
        }
        assertThat(IntStream.range(0, 100).map(done::get)).containsOnly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureReachesTheCaller(int threads) {
        try (Workers workers = new Workers(threads, two)) {
            assertThatThrownBy(() -> workers.run(10, i -> {
                        if (i == 7) {
                            throw new IllegalArgumentException("seven");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("seven");
        }
    }

    @Test
    void aHelperStartsWhenAProcessorIsFree() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (Workers workers = new Workers(2, two)) {
            workers.run(2, task -> meet(both)); // one thread alone would wait for ever
        }
    }

    @Test
    void aFailureOfAHelperReachesTheCaller() {
        CyclicBarrier both = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        try (Workers workers = new Workers(2, two)) {
            assertThatThrownBy(() -> workers.run(2, task -> {
                        meet(both);
                        if (Thread.currentThread() != caller) {
                            throw new IllegalArgumentException("helper");
                        }
                    }))
                    .hasMessage("helper");
        }
    }

    @Test
    void helpersStayAwayIfOthersComputeOnEveryProcessor() throws InterruptedException {
        try (Other other = new Other(two);
                Workers workers = new Workers(4, two)) {
            assertThat(threadsOf(workers)).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void helpersGoWhenOtherCallersCome() throws InterruptedException {
        CyclicBarrier both = new CyclicBarrier(2);
        CountDownLatch came = new CountDownLatch(1);
        Set<Thread> later = ConcurrentHashMap.newKeySet();
        AtomicBoolean first = new AtomicBoolean(true);
        try (Workers workers = new Workers(2, two)) {
            Other[] other = new Other[1];
            workers.run(50, task -> {
                if (task < 2) {
                    meet(both);
                    if (first.compareAndSet(true, false)) {
                        other[0] = new Other(two);
                        came.countDown();
                    }
                    await(came);
                } else {
                    later.add(Thread.currentThread());
                    pause();
                }
            });
            other[0].close();
        }
        assertThat(later).containsExactly(Thread.currentThread());
    }

    @Test
    void moreCallersThanProcessorsAllGetTheirTasksDone() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(3, two)) {
            List<Thread> callers = IntStream.range(0, 8)
                    .mapToObj(c -> new Thread(() -> {
                        for (int call = 0; call < 50; call++) {
                            workers.run(5, task -> done.incrementAndGet());
                        }
                    }))
                    .toList();
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(done).hasValue(8 * 50 * 5);
    }

    @Test
    void tasksMayCallForWorkThemselves() {
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = new Workers(3, two)) {
            workers.run(6, outer -> workers.run(6, middle -> workers.run(6, inner -> done.incrementAndGet())));
        }
        assertThat(done).hasValue(6 * 6 * 6);
    }

    @Test
    void aCallWithinACallCountsOnce() {
        try (Workers workers = new Workers(1, two)) {
            workers.run(
                    1, outer -> workers.run(1, inner -> assertThat(two.busy()).isEqualTo(1)));
        }
    }

    @Test
    void anInterruptedCallerWaitsForItsHelpersAndStaysInterrupted() {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean done = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        try (Workers workers = new Workers(2, two)) {
            workers.run(2, task -> {
                meet(both);
                if (Thread.currentThread() == caller) {
                    caller.interrupt();
                } else {
                    pause();
                    done.set(true);
                }
            });
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).isTrue();
    }

    private static Set<Thread> threadsOf(Workers workers) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        workers.run(50, task -> {
            threads.add(Thread.currentThread());
            pause();
        });
        return threads;
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier others) {
        try {
            others.await(100, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A run that computes on the other processor as long as this is open. */
    private static final class Other implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread;

        Other(Cores cores) {
            CountDownLatch began = new CountDownLatch(1);
            Workers workers = new Workers(1, cores);
            thread = new Thread(() -> workers.run(1, task -> {
                began.countDown();
                WorkersTest.await(end);
            }));
            thread.start();
            WorkersTest.await(began);
        }

        @Override
        public void close() throws InterruptedException {
            end.countDown();
            thread.join();
        }
    }
}
