package rai.bench;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The matrix products of a step and nothing else: OpenBLAS on memory allocated beforehand, every factor and every result in a
 * place of its own, which it shares only with maps so far away that no cache remembers them. Threads share whole maps where the
 * method lets them (rai), otherwise the rows of each result; nobody waits for anybody before the end, so this is less than any
 * real step can take with the same products.
 */
final class Floor implements AutoCloseable {
    /** Maps a thread must have for the sharing of whole maps to be even. */
    private static final int MAPS_A_THREAD = 4;
    /** Floats of all factors and results together, at most: 1 GiB, more than caches hold. */
    static final long MOST = 1L << 28;

    private record Gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            FloatPointer a,
            int lda,
            FloatPointer b,
            int ldb,
            FloatPointer c,
            int ldc) {
        void run() {
            cblas_sgemm(
                    CblasRowMajor,
                    transposeA ? CblasTrans : CblasNoTrans,
                    transposeB ? CblasTrans : CblasNoTrans,
                    m,
                    n,
                    k,
                    1,
                    a,
                    lda,
                    b,
                    ldb,
                    0,
                    c,
                    ldc);
        }
    }

    private final FloatPointer memory;
    private final List<List<Gemm>> tasks = new ArrayList<>();
    private final int threads;
    private final ExecutorService others;
    private long used;

    /**
     * @param work the step
     * @param threads how many threads share it
     */
    Floor(Work work, int threads) {
        this.threads = threads;
        memory = new FloatPointer(elements(work, MOST));
        fill();
        boolean wholeMaps = threads == 1 || work.relaxed() && work.maps() >= MAPS_A_THREAD * threads;
        for (int map = 0; map < work.maps(); map++) {
            add(work, map, wholeMaps ? 1 : threads);
        }
        others = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, task -> {
                    Thread thread = new Thread(task, "rai-bench-floor");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * @param work the step
     * @param most how many are enough; the largest map has its place in any case
     * @return floats that the factors and results of all products take
     */
    static long elements(Work work, long most) {
        long sum = 0;
        long largest = 0;
        for (int map = 0; map < work.maps(); map++) {
            long elements = elements(work, map);
            sum += elements;
            largest = Math.max(largest, elements);
        }
        return Math.min(sum, Math.max(largest, most));
    }

    private static long elements(Work work, int map) {
        long in = work.in(map);
        long out = work.out(map);
        return 2 * (work.rows() * in + in * out + work.rows() * out);
    }

    /** Small numbers of both signs: products of denormal numbers would take longer. */
    private void fill() {
        float[] some = new float[1 << 16];
        for (int i = 0; i < some.length; i++) {
            some[i] = (i % 17 - 8) / 100f;
        }
        long all = memory.limit();
        for (long from = 0; from < all; from += some.length) {
            memory.position(from).put(some, 0, (int) Math.min(some.length, all - from));
        }
        memory.position(0);
    }

    private void add(Work work, int map, int pieces) {
        int rows = work.rows();
        int in = work.in(map);
        int out = work.out(map);
        if (used + elements(work, map) > memory.limit()) {
            used = 0;
        }
        long a = take((long) rows * in);
        long w = take((long) in * out);
        long r = take((long) rows * out);
        long forward = take((long) rows * out);
        long inputGradient = take((long) rows * in);
        long weightGradient = take((long) in * out);
        List<Gemm> whole = new ArrayList<>();
        for (Work.Product product :
                work.products().stream().filter(p -> p.map() == map).toList()) {
            for (int piece = 0; piece < pieces; piece++) {
                int from = (int) ((long) product.m() * piece / pieces);
                int m = (int) ((long) product.m() * (piece + 1) / pieces) - from;
                if (m == 0) {
                    continue;
                }
                Gemm gemm =
                        switch (product.kind()) {
                            case FORWARD ->
                                new Gemm(
                                        false,
                                        false,
                                        m,
                                        out,
                                        in,
                                        at(a + (long) from * in),
                                        in,
                                        at(w),
                                        out,
                                        at(forward + (long) from * out),
                                        out);
                            case INPUT_GRADIENT ->
                                new Gemm(
                                        false,
                                        true,
                                        m,
                                        in,
                                        out,
                                        at(r + (long) from * out),
                                        out,
                                        at(w),
                                        out,
                                        at(inputGradient + (long) from * in),
                                        in);
                            case WEIGHT_GRADIENT ->
                                new Gemm(
                                        true,
                                        false,
                                        m,
                                        out,
                                        rows,
                                        at(a + from),
                                        in,
                                        at(r),
                                        out,
                                        at(weightGradient + (long) from * out),
                                        out);
                        };
                if (pieces == 1) {
                    whole.add(gemm);
                } else {
                    tasks.add(List.of(gemm));
                }
            }
        }
        if (pieces == 1) {
            tasks.add(whole);
        }
    }

    private long take(long elements) {
        used += elements;
        return used - elements;
    }

    private FloatPointer at(long element) {
        return new FloatPointer(memory).position(element);
    }

    /** Computes all products once. */
    void run() {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 1; t < threads; t++) {
            running.add(others.submit(() -> share(next)));
        }
        share(next);
        for (Future<?> other : running) {
            try {
                other.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void share(AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            List<Gemm> task = tasks.get(i);
            for (int j = 0; j < task.size(); j++) {
                task.get(j).run();
            }
        }
    }

    /** @return a copy of all factors and results: per map A, W, R, then A W, R Wᵀ, Aᵀ R */
    float[] contents() {
        float[] all = new float[Math.toIntExact(memory.limit())];
        memory.get(all);
        return all;
    }

    /** Gives threads and memory back; they must be idle. */
    @Override
    public void close() {
        if (others != null) {
            others.shutdownNow();
        }
        tasks.clear();
        memory.deallocate();
    }
}
