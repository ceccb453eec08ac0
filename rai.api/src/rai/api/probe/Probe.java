package rai.api.probe;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A probe: measures something in a run between two steps, layer by layer, such as the norm of the gradient or the share of
 * dead units. What it measures is kept in the run as a series. A probe keeps no state between calls, and cannot change the
 * training: all arrays that it receives are copies.
 *
 * <p>A probe that throws, hangs, or returns rows that do not fit its columns is left out for the rest of the run, which
 * continues; an event reports it.
 */
@ConsumerType
public interface Probe {
    /**
     * The columns of the series.
     *
     * @return their names, at least one, all different: lower case, words joined by underscores, such as {@code mean_square}
     */
    List<String> columns();

    /**
     * @return whether it compares the parameters with those at the start of the run, by {@link ProbedRun#start}: then the run
     *     keeps these
     */
    default boolean comparesWithStart() {
        return false;
    }

    /**
     * Measures.
     *
     * @param run the run between two steps; valid during this call only
     * @return the rows, usually one per layer, from input to output. Several rows of one layer are the points of a curve, whose
     *     first column is the abscissa. The same state of the run gives the same rows
     */
    List<Measurement> measure(ProbedRun run);
}
