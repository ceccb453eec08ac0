package rai.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import rai.api.bench.CaseResult;
import rai.api.run.Run;

/**
 * Measures runs that train at once, each in a thread of its own, against the first of them alone: in rounds of the one, of all,
 * and of their floors, so that whatever else the machine is doing meets all of them alike.
 */
final class Together implements AutoCloseable {
    static final String ALONE = "ms_alone";
    static final String RATIO = "ratio_to_one_after_the_other";

    private static final int ROUNDS = 5;
    private static final double WARM_SHARE = 0.4;
    private static final double ALONE_SHARE = 0.3;
    private static final double ALL_SHARE = 0.5;
    private static final double FLOOR_SHARE = 0.2;

    private final double nanos;
    private final Turns turns;
    private final List<Times> times = new ArrayList<>();
    private final Times alone = new Times();
    private final Times floors = new Times();
    private final Allocation allocation = new Allocation();
    private double allocated;
    private long allocating;

    /**
     * @param seconds how long
     * @param cancelled whether to end early
     */
    Together(double seconds, BooleanSupplier cancelled) {
        nanos = seconds * 1e9;
        turns = new Turns(cancelled);
    }

    /** Adds a run; it is closed with this. */
    void add(Run run) {
        turns.add(run);
        times.add(new Times());
    }

    /**
     * Measures.
     *
     * @param floor computes the floor of one run's step
     * @return whether it came to its end
     */
    boolean measure(Runnable floor) {
        List<Turns.Member> members = turns.members();
        turns.start();
        turns.turn(members, WARM_SHARE * nanos);
        floor.run();
        members.forEach(Turns.Member::take);
        for (int round = 0; round < ROUNDS && !turns.cancelled(); round++) {
            turns.turn(members.subList(0, 1), ALONE_SHARE * nanos / ROUNDS);
            alone.addAll(members.get(0).take());

            long before = turns.steps();
            allocation.start();
            turns.turn(members, ALL_SHARE * nanos / ROUNDS);
            allocated += allocation.stop();
            allocating += turns.steps() - before;
            for (int i = 0; i < members.size(); i++) {
                times.get(i).addAll(members.get(i).take());
            }

            long end = System.nanoTime() + (long) (FLOOR_SHARE * nanos / ROUNDS);
            do {
                long from = System.nanoTime();
                members.forEach(member -> floor.run());
                floors.add(System.nanoTime() - from);
            } while (System.nanoTime() < end);
        }
        return !turns.cancelled();
    }

    /**
     * @param of the case
     * @param threads how many threads computed for each run
     * @param engine who provided the engine
     * @return what was measured
     */
    CaseResult result(Case of, int threads, String engine) {
        Times all = new Times();
        Map<String, Double> more = new LinkedHashMap<>();
        for (Times each : times) {
            all.addAll(each);
            more.put("ms_run_" + (more.size() + 1), each.median());
        }
        more.put(ALONE, alone.median());
        more.put(RATIO, all.median() / (times.size() * alone.median()));
        return of.measured(threads, engine, all, floors, allocated / allocating, more, Map.of(), List.of());
    }

    @Override
    public void close() {
        turns.close();
    }
}
