package rai.api.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measurements of one case. Floor and peers were measured in turns with it.
 *
 * @param name the case, such as {@code depth-100}
 * @param group the name that stands for all its sizes, such as {@code depth}
 * @param size what is varied in the group; 0 if nothing is
 * @param threads how many threads computed
 * @param network its layers
 * @param method its training method
 * @param optimizer its optimizer
 * @param engine the bundle that provided its engine, and its version
 * @param rows examples per step
 * @param steps how many steps were measured
 * @param ms median time of a step, in milliseconds
 * @param bestMs the shortest
 * @param p90Ms the 90th percentile
 * @param floorMs median time of the bare matrix products of a step; if several runs train at once, this and the next three
 *     are for one step of each
 * @param gflop floating-point operations of these products, in 10^9
 * @param bytesMoved the least that a step must read and write, by the model of the benchmark
 * @param bytesAllocatedPerStep what a step allocates on the Java heap; NaN if this Java does not report it
 * @param more further figures of this case
 * @param peers the measurements of other programs for the same step, by name
 * @param rivals the trainings that it was measured beside
 */
public record CaseResult(
        String name,
        String group,
        int size,
        int threads,
        String network,
        String method,
        String optimizer,
        String engine,
        int rows,
        long steps,
        double ms,
        double bestMs,
        double p90Ms,
        double floorMs,
        double gflop,
        double bytesMoved,
        double bytesAllocatedPerStep,
        Map<String, Double> more,
        Map<String, PeerResult> peers,
        List<RivalResult> rivals) {

    /** @return how many times longer than its floor a step takes */
    public double ratioToFloor() {
        return ms / floorMs;
    }

    /** @return steps per second, by the median */
    public double stepsPerSecond() {
        return 1e3 / ms;
    }

    /** @return 10^9 floating-point operations per second, those of the products over the time of the whole step */
    public double gflopPerSecond() {
        return gflop / ms * 1e3;
    }

    /**
     * @param figures added to the further figures
     * @return this result with them
     */
    public CaseResult with(Map<String, Double> figures) {
        Map<String, Double> all = new LinkedHashMap<>(more);
        all.putAll(figures);
        return new CaseResult(
                name,
                group,
                size,
                threads,
                network,
                method,
                optimizer,
                engine,
                rows,
                steps,
                ms,
                bestMs,
                p90Ms,
                floorMs,
                gflop,
                bytesMoved,
                bytesAllocatedPerStep,
                all,
                peers,
                rivals);
    }

    /** @return the result as a document */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("group", group);
        if (size > 0) {
            map.put("size", size);
        }
        map.put("threads", threads);
        map.put("ms", ms);
        map.put("best_ms", bestMs);
        map.put("p90_ms", p90Ms);
        map.put("floor_ms", floorMs);
        map.put("ratio_to_floor", ratioToFloor());
        map.put("steps_per_second", stepsPerSecond());
        map.put("bytes_allocated_per_step", bytesAllocatedPerStep);
        map.put("gflop", gflop);
        map.put("gflop_per_second", gflopPerSecond());
        map.put("bytes_moved", bytesMoved);
        map.putAll(more);
        Map<String, Object> others = new LinkedHashMap<>();
        peers.forEach((peer, result) -> others.put(peer, result.asMap()));
        map.put("peers", others);
        if (!rivals.isEmpty()) {
            map.put("rivals", rivals.stream().map(RivalResult::asMap).toList());
        }
        map.put("network", network);
        map.put("method", method);
        map.put("optimizer", optimizer);
        map.put("engine", engine);
        map.put("rows", rows);
        map.put("steps", steps);
        return map;
    }
}
