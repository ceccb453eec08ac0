package rai.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import rai.api.bench.CaseResult;
import rai.api.bench.RivalResult;
import rai.api.run.Run;

/**
 * Measures a training beside others in the same process: in many short rounds, each of them and the floor in turn, so that
 * whatever else the machine is doing meets all of them alike. Each round gives one ratio of times per example; their median and
 * quartiles are reported.
 */
final class Beside implements AutoCloseable {
    private static final int ROUNDS = 20;
    private static final double WARM_SHARE = 0.3;
    private static final double OWN_SHARE = 0.4;
    private static final double RIVALS_SHARE = 0.4;
    private static final double FLOOR_SHARE = 0.1;
    private static final double HALF = 0.5;
    private static final double QUARTER = 0.25;

    private final Case of;
    private final double nanos;
    private final Turns turns;
    private final Times own = new Times();
    private final Times floors = new Times();
    private final List<Times> rivals = new ArrayList<>();
    private final List<List<Double>> ratios = new ArrayList<>();
    private final Allocation allocation = new Allocation();
    private double allocated;
    private long allocating;

    /**
     * @param of the case
     * @param seconds how long
     * @param cancelled whether to end early
     */
    Beside(Case of, double seconds, BooleanSupplier cancelled) {
        this.of = of;
        nanos = seconds * 1e9;
        turns = new Turns(cancelled);
        of.rivals().forEach(rival -> {
            rivals.add(new Times());
            ratios.add(new ArrayList<>());
        });
    }

    /** Adds a run, that of the case first, then those of its rivals; it is closed with this. */
    void add(Run run) {
        turns.add(run);
    }

    /**
     * Measures.
     *
     * @param floor computes the floor of a step of the case
     * @return whether it came to its end
     */
    boolean measure(Runnable floor) {
        List<Turns.Member> members = turns.members();
        turns.start();
        for (Turns.Member member : members) {
            turns.turn(List.of(member), WARM_SHARE * nanos / members.size());
        }
        floor.run();
        members.forEach(Turns.Member::take);
        for (int round = 0; round < ROUNDS && !turns.cancelled(); round++) {
            round(members, floor);
        }
        return !turns.cancelled();
    }

    private void round(List<Turns.Member> members, Runnable floor) {
        long before = turns.steps();
        allocation.start();
        turns.turn(members.subList(0, 1), OWN_SHARE * nanos / ROUNDS);
        allocated += allocation.stop();
        allocating += turns.steps() - before;
        Times now = members.get(0).take();
        own.addAll(now);
        for (int i = 0; i < rivals.size(); i++) {
            turns.turn(members.subList(i + 1, i + 2), RIVALS_SHARE / rivals.size() * nanos / ROUNDS);
            Times its = members.get(i + 1).take();
            rivals.get(i).addAll(its);
            double perExample = now.median() / of.work().rows();
            double itsPerExample = its.median() / of.rivals().get(i).work().rows();
            ratios.get(i).add(perExample / itsPerExample);
        }
        long end = System.nanoTime() + (long) (FLOOR_SHARE * nanos / ROUNDS);
        do {
            long from = System.nanoTime();
            floor.run();
            floors.add(System.nanoTime() - from);
        } while (System.nanoTime() < end);
    }

    /**
     * @param threads how many threads computed for each run
     * @param engine who provided the engine
     * @return what was measured
     */
    CaseResult result(int threads, String engine) {
        List<RivalResult> results = new ArrayList<>();
        for (int i = 0; i < rivals.size(); i++) {
            Case rival = of.rivals().get(i);
            List<Double> sorted = ratios.get(i).stream().sorted().toList();
            results.add(new RivalResult(
                    rival.method(),
                    rival.optimizer().spec(),
                    rival.work().rows(),
                    rivals.get(i).median(),
                    rivals.get(i).best(),
                    quantile(sorted, HALF),
                    quantile(sorted, QUARTER),
                    quantile(sorted, 1 - QUARTER),
                    sorted.size()));
        }
        return of.measured(threads, engine, own, floors, allocated / allocating, Map.of(), Map.of(), results);
    }

    /** Between two values, linearly. */
    static double quantile(List<Double> sorted, double share) {
        double at = share * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    @Override
    public void close() {
        turns.close();
    }
}
