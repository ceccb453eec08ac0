package rai.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.core.compute.Views;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.plan.Planned;
import rai.core.plan.Range;
import rai.core.start.StartValues;

/**
 * Takes over the state of a run into another setup of it, which has the same dense maps and may have other layers between
 * them: everything that has the same name and shape in the same place.
 */
public final class StateTransfer {
    private final Setup old;
    private final Setup next;
    private final List<CopiedRange> kept = new ArrayList<>();
    /** What of the state was reset, in words. */
    private final List<String> reinitialized = new ArrayList<>();

    private StateTransfer(Setup old, Setup next) {
        this.old = old;
        this.next = next;
    }

    /**
     * What can be kept. Nothing has been copied then.
     *
     * @param old the setup until now
     * @param planned the plan from now on
     * @param seed the seed of the run
     * @return the way to take the state over
     */
    public static StateTransfer of(Setup old, Planned planned, long seed) {
        boolean alike = isSamePlace(old, planned);
        INDArray layers = alike ? old.layers() : StartValues.ofState(planned.network(), planned.type());
        Setup next =
                new Setup(planned, alike ? old.vector() : new TrainedVector(planned.type(), planned.ranges()), layers);
        StateTransfer transfer = new StateTransfer(old, next);
        if (alike) {
            transfer.kept.add(new CopiedRange(0, 0, old.vector().values.length()));
        } else {
            transfer.copy(seed);
        }
        return transfer;
    }

    /** If nothing moves, nothing need be copied. */
    private static boolean isSamePlace(Setup old, Planned planned) {
        var before = old.planned().ranges();
        var now = planned.ranges();
        return before.keySet().equals(now.keySet())
                && before.entrySet().stream().allMatch(range -> isSame(range.getValue(), now.get(range.getKey())))
                && words(old.network(), old.network().placed())
                        .equals(words(planned.network(), planned.network().placed()))
                && words(old.network(), old.network().placedState())
                        .equals(words(planned.network(), planned.network().placedState()));
    }

    private static boolean isSame(Range a, Range b) {
        return a.offset() == b.offset() && Arrays.equals(a.shape(), b.shape());
    }

    private static List<String> words(FlatNetwork network, List<Network.Placed> placed) {
        return placed.stream().map(p -> word(network, p) + " at " + p.offset()).toList();
    }

    /** What a tensor is: two of the same word can take each other's place. */
    private static String word(FlatNetwork network, Network.Placed p) {
        return p.layer() + " " + network.word(p.layer()) + " " + p.tensor();
    }

    private void copy(long seed) {
        FlatNetwork a = old.network();
        FlatNetwork b = next.network();
        for (int map = 0; map < b.maps().size(); map++) {
            Layer.Dense dense = b.map(map);
            keep(a.weightOffset(map), b.weightOffset(map), (long) dense.inputs() * dense.outputs());
            if (dense.bias()) {
                keep(a.biasOffset(map), b.biasOffset(map), dense.outputs());
            }
        }
        for (Network.Placed p : b.placed()) {
            Network.Placed before = find(p, a.placed());
            if (before != null) {
                keep(before.offset(), p.offset(), p.tensor().length());
            } else {
                StartValues.initialize(b, p, next.vector().parameters(), next.services(), seed);
                reinitialized.add(p.tensor().name() + " of " + b.word(p.layer()));
            }
        }
        next.vector().ranges().forEach((name, range) -> {
            Range before = old.vector().ranges().get(name);
            if (!name.equals(Layout.PARAMETERS) && before != null && Arrays.equals(before.shape(), range.shape())) {
                keep(before.offset(), range.offset(), range.length());
            }
        });
        kept.forEach(s -> Views.of(next.vector().values, s.to(), s.length())
                .assign(Views.of(old.vector().values, s.from(), s.length())));
        for (Network.Placed p : b.placedState()) {
            Network.Placed before = find(p, a.placedState());
            if (before != null) {
                Views.of(next.layers(), p.offset(), p.tensor().length())
                        .assign(Views.of(
                                old.layers(), before.offset(), p.tensor().length()));
            }
        }
    }

    private void keep(long from, long to, long length) {
        kept.add(new CopiedRange(from, to, length));
    }

    private Network.Placed find(Network.Placed p, List<Network.Placed> among) {
        String word = word(next.network(), p);
        return among.stream()
                .filter(other -> word(old.network(), other).equals(word))
                .findFirst()
                .orElse(null);
    }

    public Setup next() {
        return next;
    }

    public List<CopiedRange> kept() {
        return kept;
    }

    /** @return whether a variable has its numbers still */
    public boolean keeps(String variable) {
        Range range = next.vector().ranges().get(variable);
        return kept.stream()
                .anyMatch(s -> s.to() <= range.offset() && range.offset() + range.length() <= s.to() + s.length());
    }

    public List<String> reinitialized() {
        return reinitialized;
    }
}
