package rai.experiments.learned;

import java.util.Optional;
import rai.api.study.Outcome;

/** Knows what trials have learnt. */
interface Curves {
    /**
     * @param outcome how a trial ended
     * @return the values of its learnt activation on the grid of {@link Shape}, as evaluation computes them; empty if it has none, if
     *     one is not finite, or if its run was not kept
     */
    Optional<double[]> of(Outcome outcome);
}
