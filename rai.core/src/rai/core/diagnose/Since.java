package rai.core.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import rai.api.probe.ProbeSeries;

/** Since when units are dead: from the start of the run, and from what its probes have measured. */
final class Since {
    private static final String PROBE = "dead-units";
    private static final String COLUMN = "dead_units";

    private final Optional<List<LayerFacts>> start;
    private final List<ProbeSeries> series;

    Since(Optional<List<LayerFacts>> start, List<ProbeSeries> series) {
        this.start = start;
        this.series = series;
    }

    /** When something was first seen, and the sentence that says so. */
    record When(Optional<Long> step, String sentence) {}

    When of(LayerFacts layer, List<Integer> dead, double slope) {
        Optional<LayerFacts> then = start.flatMap(
                all -> all.stream().filter(of -> of.name().equals(layer.name())).findFirst());
        if (then.isPresent() && then.get().units().length == layer.units().length) {
            UnitFacts[] units = then.get().units();
            long before =
                    dead.stream().filter(unit -> units[unit - 1].isDead(slope)).count();
            if (before == dead.size()) {
                return new When(Optional.of(0L), "since the start");
            }
            String some = before == 0
                    ? "at the start " + (dead.size() == 1 ? "it was" : "none of them was") + " dead"
                    : before + " of them since the start";
            return seen(layer.name(), dead.size())
                    .map(step -> new When(Optional.of(step), some + ", by step " + step + " all of them"))
                    .orElse(new When(Optional.empty(), some));
        }
        return seen(layer.name(), dead.size())
                .map(step -> new When(Optional.of(step), "since step " + step + " at the latest"))
                .orElse(new When(Optional.empty(), ""));
    }

    /** The first step from which on a probe has always seen as many dead units in the layer. */
    private Optional<Long> seen(String layer, int dead) {
        TreeMap<Long, Double> counts = new TreeMap<>();
        for (ProbeSeries one : series) {
            if (one.probe().startsWith(PROBE) && one.columns().contains(COLUMN)) {
                int index = one.index(COLUMN);
                one.rows().stream()
                        .filter(row -> row.layer().equals(layer))
                        .forEach(row -> counts.put(row.step(), row.values().get(index)));
            }
        }
        Optional<Long> since = Optional.empty();
        for (var count : counts.descendingMap().entrySet()) {
            if (count.getValue() < dead) {
                break;
            }
            since = Optional.of(count.getKey());
        }
        return since;
    }
}
