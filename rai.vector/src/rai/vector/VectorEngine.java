package rai.vector;

import org.nd4j.linalg.api.buffer.DataType;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Engine;
import rai.api.engine.SegmentPlan;
import rai.api.layer.InnerNetwork;
import rai.api.layer.LayerFunction;
import rai.api.method.LinearAlgebra;
import rai.api.network.Layer;
import rai.api.network.Segment;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * Pulls segments of dense layers and tiled activations, all in Java: each segment is brought into the cache once, goes
 * through forward pass, loss and backward pass there, and only its gradients leave it. Activation networks are computed tile by
 * tile in every segment. Everything else, such as float64, other activations, other layers or wide ones, is left to the
 * reference engine.
 */
@Component(service = Engine.class, property = Constants.SERVICE_RANKING + ":Integer=100")
@Named("fastest")
@About(
        value = "Takes the layers of RAI through the cache one by one, and activation networks tile by tile, with"
                + " products of its own by the JDK's vector API; what it does not know it leaves to the"
                + " reference.",
        formula = "",
        source = "")
public class VectorEngine implements Engine {
    /** Beyond this, matrices outgrow the cache that they are meant to stay in, and a library that packs them is faster. */
    private static final int WIDEST = 512;

    private static final int MOST_ROWS = 2048;
    /** Elements of the matrices of one layer, all in all. */
    private static final long MOST_ELEMENTS = 1 << 19;

    @Override
    public Segment segment(SegmentPlan plan, Segment reference) {
        return suits(plan) ? new VectorSegment(plan, reference) : reference;
    }

    @Override
    public LayerFunction layer(LayerFunction reference) {
        return reference instanceof InnerNetwork network && VectorNetwork.suits(network)
                ? new VectorNetwork(network)
                : reference;
    }

    @Override
    public LinearAlgebra algebra(LinearAlgebra reference) {
        return new VectorAlgebra(reference);
    }

    private static boolean suits(SegmentPlan plan) {
        return plan.copies() > 1
                && plan.rows() <= MOST_ROWS
                && plan.parameters().dataType() == DataType.FLOAT
                && plan.layers().stream()
                        .allMatch(layer -> layer.inputs() <= WIDEST
                                && layer.outputs() <= WIDEST
                                && (long) plan.rows() * Math.max(layer.inputs(), layer.outputs()) <= MOST_ELEMENTS)
                && plan.layers().stream().anyMatch(Layer.Dense.class::isInstance)
                && plan.layers().stream().allMatch(VectorEngine::known);
    }

    private static boolean known(Layer layer) {
        return layer instanceof Layer.Activate || layer instanceof Layer.Dense dense && dense.bias();
    }
}
