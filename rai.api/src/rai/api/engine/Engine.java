package rai.api.engine;

import org.osgi.annotation.versioning.ConsumerType;
import rai.api.network.Segment;

/**
 * A way to compute segments of a network that is faster than the reference engine's, and equal to it up to rounding. A run
 * takes the engine that goes by the name of its request, usually {@code fastest}: of all providers of that name the one
 * with the highest rank. When it comes or goes while a run trains, the run changes over between two steps.
 */
@ConsumerType
public interface Engine {
    /**
     * @param plan what the segment is to compute
     * @param reference a segment that computes it the reference engine's way
     * @return a faster segment; {@code reference} itself if this engine has none for such a plan, as where it holds a kind of
     *     layer that the engine does not know. It may also send single calls there
     */
    Segment segment(SegmentPlan plan, Segment reference);
}
