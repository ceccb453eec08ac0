package rai.studies;

import java.util.List;
import java.util.stream.Collectors;
import rai.api.run.PhaseBuilder;

/**
 * One of the trainings that a study compares.
 *
 * @param name what it is called in the table and the picture
 * @param init the initializer
 * @param optimizer the optimizer
 * @param tuned how its rate was chosen
 * @param phases the methods
 */
record Variant(String name, String init, String optimizer, String tuned, List<PhaseBuilder> phases) {
    long steps() {
        return phases.stream().mapToLong(PhaseBuilder::steps).sum();
    }

    String iterations() {
        return phases.stream().map(p -> Long.toString(p.steps())).collect(Collectors.joining(" + "));
    }
}
