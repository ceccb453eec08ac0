package rai.api.engine;

import org.osgi.annotation.versioning.ConsumerType;
import rai.api.layer.LayerFunction;
import rai.api.method.LinearAlgebra;
import rai.api.network.Segment;

/**
 * A way to compute segments of a network, or single layers, that is faster than the reference engine's, and equal to it up to rounding. A run
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

    /**
     * A layer that is not made of dense maps and activations. The run calls it in place of the service itself, in segments of
     * any engine and in evaluation.
     *
     * @param reference the service that the layer's spec names
     * @return a faster layer that has the same tensors and works on the same arrays, and may pass single calls on to
     *     {@code reference}; {@code reference} itself if this engine has none.
     */
    default LayerFunction layer(LayerFunction reference) {
        return reference;
    }

    /**
     * The linear algebra of the run's training method.
     *
     * @param reference that of the reference engine
     * @return a faster one, which may pass calls on to {@code reference}; {@code reference} itself if this engine has none
     */
    default LinearAlgebra algebra(LinearAlgebra reference) {
        return reference;
    }

    /**
     * The products of a portable engine. If an engine gives some, every product, sum and solve of the run is made of them, and the
     * run takes the portable form of each service and refuses those that have none ({@link Portable}), so that its numbers are the
     * same to the last bit on every processor.
     *
     * @return the products; null for those of the reference engine, whose order of sums depends on the processor
     */
    default ArrayProducts products() {
        return null;
    }
}
