package rai.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** The executors that there are now, and how many were lost. */
final class Population extends SparkListener {
    private record Executor(String host, int cores) {}

    /** After so long without an executor it is worth a look. */
    private static final long LONG_NANOS = 60_000_000_000L;

    private final JavaSparkContext spark;
    private final Map<String, Executor> executors = new ConcurrentSkipListMap<>();
    private volatile int lost;
    private volatile long lonely = System.nanoTime();

    Population(JavaSparkContext spark) {
        this.spark = spark;
        spark.sc().addSparkListener(this);
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.put(
                added.executorId(),
                new Executor(
                        added.executorInfo().executorHost(),
                        added.executorInfo().totalCores()));
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        if (executors.remove(removed.executorId()) != null) {
            lost++;
            lonely = System.nanoTime();
        }
    }

    /** @return how many trials train at once, if each has so many threads */
    int slots(int threads) {
        if (spark.isLocal()) {
            return Math.max(1, spark.defaultParallelism() / threads);
        }
        return executors.values().stream()
                .mapToInt(executor -> executor.cores() / threads)
                .sum();
    }

    String text() {
        if (spark.isLocal()) {
            return "";
        }
        return text(executors.size(), lost, System.nanoTime() - lonely);
    }

    /** @param nanos for how long there has been none, if there is none */
    static String text(int count, int lost, long nanos) {
        String none = lost == 0 ? "no executor yet" : "no executor";
        String why = nanos < LONG_NANOS
                ? ""
                : ", and the page of the cluster says why: no free cores or memory, or executors that end at once";
        return (count == 0 ? none : count + (count == 1 ? " executor" : " executors"))
                + (lost == 0 ? "" : ", " + lost + " lost")
                + (count == 0 ? why : "");
    }

    /**
     * @param executor an executor
     * @return another one, as Spark's scheduler names a place; empty if there is none, or any will do
     */
    Optional<String> other(String executor) {
        if (executor.isEmpty()) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        executors.forEach((id, other) -> {
            if (!id.equals(executor)) {
                others.add("executor_" + other.host() + "_" + id);
            }
        });
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.get(Math.floorMod(executor.hashCode(), others.size())));
    }
}
