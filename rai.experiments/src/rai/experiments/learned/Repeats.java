package rai.experiments.learned;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rai.api.report.Statement;

/** How far a curve depends on the seed. */
final class Repeats {
    private Repeats() {}

    /**
     * @param curves curves of one task
     * @return the mean distance of curves that differ by their seeds alone, by base; empty if no combination was repeated
     */
    static Optional<Statement> statement(List<Learnt> curves) {
        Map<String, List<Learnt>> cells = new LinkedHashMap<>();
        curves.forEach(curve -> cells.computeIfAbsent(
                        curve.base() + ", " + curve.outer() + " outer and " + curve.inner() + " activation network",
                        cell -> new ArrayList<>())
                .add(curve));
        List<String> texts = new ArrayList<>();
        cells.forEach((cell, seeds) -> {
            if (seeds.size() > 1) {
                texts.add(cell + ": " + Texts.shorter(ShapeFindings.distance(seeds)) + " (" + seeds.size() + " seeds)");
            }
        });
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(Statement.remark("Mean distance of curves that differ by their seed alone: "
                        + String.join("; ", texts) + ". The source has one seed each."));
    }
}
