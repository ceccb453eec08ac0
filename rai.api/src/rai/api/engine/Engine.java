package rai.api.engine;

import rai.api.network.Part;

/**
 * A way to compute parts of a network that is faster than the reference engine's, and equal to it up to rounding. A run
 * takes the engine that goes by the name of its request, usually {@code fastest}: of all providers of that name the one
 * with the highest rank. When it comes or goes while a run trains, the run changes over between two steps.
 */
public interface Engine {
    /**
     * @param plan what the part is to compute
     * @param reference a part that computes it the reference engine's way
     * @return a faster part; {@code reference} itself where this engine has none for such a plan, as where it holds a kind of
     *     layer that the engine does not know. It may also send single calls there
     */
    Part part(PartPlan plan, Part reference);
}
