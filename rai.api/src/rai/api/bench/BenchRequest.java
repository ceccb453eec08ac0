package rai.api.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import rai.api.spec.SpecException;

/**
 * What to measure.
 *
 * @param cases names of {@link Benchmark#cases()}, or of single cases such as {@code depth-100}; empty for all
 * @param threads numbers of threads; cases that vary a size use the last one only
 * @param seconds how long to measure a case, not counting its preparation; a case with long steps takes longer
 * @param quick whether the largest sizes are left out
 * @param peers whether other programs are measured if they are found
 * @param python the Python that runs the peers; if empty, the first on the path that has PyTorch
 * @param cancelled asked after each step; true ends the benchmark with the cases it has
 * @param engine the spec of the engine of all runs
 * @param method the spec of the training method that is measured beside backprop by the cases for that; if empty, their own
 */
public record BenchRequest(
        List<String> cases,
        List<Integer> threads,
        double seconds,
        boolean quick,
        boolean peers,
        Optional<String> python,
        BooleanSupplier cancelled,
        String engine,
        Optional<String> method) {

    /** Checks and copies. */
    public BenchRequest {
        cases = List.copyOf(cases);
        threads = List.copyOf(threads);
        if (threads.isEmpty() || threads.stream().anyMatch(t -> t < 1)) {
            throw new SpecException("a benchmark needs numbers of threads from 1 on, not " + threads);
        }
        if (!(seconds > 0) || seconds > 3600) {
            throw new SpecException("a case is measured for more than 0 and at most 3600 seconds, not " + seconds);
        }
    }
}
