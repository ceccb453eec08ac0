package rai.api.bench;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Measures training steps against their floor, the bare matrix products, and against other programs. */
@ProviderType
public interface Benchmark {
    /** @return the names by which cases are asked for, in the order in which they run; a name may stand for several sizes */
    List<String> cases();

    /**
     * Measures.
     *
     * @param request what to measure, and for how long
     * @param progress called before each case and at the end, in the calling thread
     * @return what was measured; if the request was cancelled, the cases that were complete
     * @throws rai.api.spec.SpecException if the request names a case that does not exist, or a Python without PyTorch
     */
    BenchResult run(BenchRequest request, Consumer<Progress> progress);

    /**
     * The progress of a benchmark.
     *
     * @param done cases finished
     * @param total cases in all
     * @param now what is being done
     */
    record Progress(int done, int total, String now) {}
}
