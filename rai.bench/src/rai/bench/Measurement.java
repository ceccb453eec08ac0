package rai.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rai.api.bench.CaseResult;
import rai.api.bench.PeerResult;
import rai.api.run.RunEvent;

/**
 * Measures a run from outside, by the time between two of its steps: some steps to warm up, then rounds of steps, of floors
 * and of each peer's steps. So whatever else the machine is doing meets all of them alike. After each turn of another the first
 * step is not counted, since the caches are not the run's own.
 */
final class Measurement implements Consumer<RunEvent> {
    /** The share of the steps that the third figure of a case covers. */
    static final double MOST = 0.9;

    private static final int ROUNDS = 5;
    /** With steps so long that {@link #ROUNDS} rounds would take too long. */
    private static final int FEW_ROUNDS = 3;

    private static final int LEAST_STEPS = 2;
    private static final int MOST_STEPS = 100_000;
    private static final int WARM_STEPS = 3;
    private static final double WARM_SHARE = 0.4;
    /** Until the compiler is through with what a case calls, if it is given so long at all. */
    private static final double WARM_NANOS = 2e9;

    private static final double OWN_SHARE = 0.6;
    private static final double FLOOR_SHARE = 0.2;
    private static final double PEER_SHARE = 0.4;

    private final double nanos;
    private final Runnable floor;
    private final Map<String, PeerProcess> peers;
    private final BooleanSupplier cancelled;
    private final Runnable stop;

    private final Times warm = new Times();
    private final Times own = new Times();
    private final Times floors = new Times();
    private final Map<String, Integer> peerSteps = new LinkedHashMap<>();
    private final Allocation allocation = new Allocation();
    private double allocated;

    private int rounds;
    private int round;
    private int perRound;
    private int inRound;
    private int floorsPerRound;
    private boolean passOver;
    private boolean complete;
    private long began;
    private long resumed;

    /**
     * @param seconds how long
     * @param floor computes the floor once
     * @param peers at work, by name
     * @param cancelled whether to end early
     * @param stop ends the run after the step it is in
     */
    Measurement(
            double seconds, Runnable floor, Map<String, PeerProcess> peers, BooleanSupplier cancelled, Runnable stop) {
        nanos = seconds * 1e9;
        this.floor = floor;
        this.peers = peers;
        this.cancelled = cancelled;
        this.stop = stop;
    }

    @Override
    public void accept(RunEvent event) {
        long now = System.nanoTime();
        if (event instanceof RunEvent.Stepped && !complete) {
            if (cancelled.getAsBoolean()) {
                stop.run();
            } else if (rounds == 0) {
                warmUp(now);
            } else {
                count(now);
            }
        } else if (event instanceof RunEvent.Started) {
            began = now;
        }
        resumed = System.nanoTime();
    }

    private void warmUp(long now) {
        warm.add(now - resumed); // the first holds the method's start as well: the median does not see it
        if (warm.count() >= WARM_STEPS && now - began >= Math.max(WARM_SHARE * nanos, Math.min(WARM_NANOS, nanos))) {
            double step = warm.median() * 1e6;
            rounds = step * ROUNDS * LEAST_STEPS > nanos ? FEW_ROUNDS : ROUNDS;
            perRound = pieces(OWN_SHARE * nanos / rounds, step);
            floor.run();
            long from = System.nanoTime();
            floor.run();
            floorsPerRound = pieces(FLOOR_SHARE * nanos / rounds, System.nanoTime() - from);
            peers.forEach((name, peer) -> peerSteps.put(
                    name,
                    pieces(PEER_SHARE * nanos / rounds, new PeerWarmUp(peer, WARM_SHARE * nanos).median() * 1e6)));
            passOver = true;
        }
    }

    /** Has a peer warm up; its steps count for nothing but the length of its turns. */
    private record PeerWarmUp(PeerProcess peer, double nanos) {
        double median() {
            double first = peer.measure(1, 2);
            peer.forget();
            double median = peer.measure(pieces(nanos / 2, first * 1e6), 0);
            peer.forget();
            return median;
        }
    }

    /** @return how many pieces of work fill a time; a time that is not a number gives the least */
    static int pieces(double nanos, double piece) {
        double count = Math.ceil(nanos / piece);
        return count > LEAST_STEPS ? (int) Math.min(count, MOST_STEPS) : LEAST_STEPS;
    }

    private void count(long now) {
        if (passOver) {
            passOver = false;
            allocation.start();
            return;
        }
        own.add(now - resumed);
        if (++inRound < perRound) {
            return;
        }
        allocated += allocation.stop();
        inRound = 0;
        passOver = true;
        floor.run();
        for (int i = 0; i < floorsPerRound; i++) {
            long from = System.nanoTime();
            floor.run();
            floors.add(System.nanoTime() - from);
        }
        peers.forEach((name, peer) -> peer.measure(peerSteps.get(name), 1));
        if (++round == rounds) {
            complete = true;
            stop.run();
        }
    }

    /** @return whether all rounds are done */
    boolean complete() {
        return complete;
    }

    /**
     * @param of the case
     * @param threads how many computed
     * @param engine who provided the engine
     * @return what was measured
     */
    CaseResult result(Case of, int threads, String engine) {
        Map<String, PeerResult> others = new LinkedHashMap<>();
        peers.forEach((name, peer) -> others.put(name, peer.result()));
        return of.measured(threads, engine, own, floors, allocated / own.count(), Map.of(), others, List.of());
    }
}
