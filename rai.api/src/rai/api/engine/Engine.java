package rai.api.engine;

import org.osgi.annotation.versioning.ConsumerType;
import rai.api.network.Segment;

/**
 * A way to compute segments of a network that is faster than the reference engine's, and equal to it up to rounding. A run
 * uses the engine that its request names, usually {@code fastest}: the provider of that name with the highest rank. If it
 * appears or disappears while a run trains, the run switches between two steps.
 */
@ConsumerType
public interface Engine {
    /**
     * @param plan what the segment is to compute
     * @param reference a segment of the reference engine for the same plan
     * @return a faster segment; {@code reference} itself if this engine has none, for example because it does not know a
     *     kind of layer. A segment may also pass single calls on to it
     */
    Segment segment(SegmentPlan plan, Segment reference);
}
