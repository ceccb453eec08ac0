package rai.api.loss;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ConsumerType;
import rai.api.graph.Node;

/**
 * A loss: the mean over all rows (and over all columns, if the loss is taken unit by unit) of how far an output is
 * from its target. Arrays are contiguous in c order; only the array to be written is altered. Further leading
 * dimensions are rows.
 */
@ConsumerType
public interface Loss {
    /**
     * The loss.
     *
     * @param output the output of the network, [n, c]
     * @param target the desired output, [n, c]; one-hot rows for classes
     * @return the mean loss
     */
    double value(INDArray output, INDArray target);

    /**
     * The loss and its gradient with respect to the output.
     *
     * @param output the output of the network, [n, c]
     * @param target the desired output, [n, c]
     * @param gradient receives dL/d(output), [n, c]; may be the same array as {@code output}
     * @return the mean loss
     */
    double gradient(INDArray output, INDArray target, INDArray gradient);

    /**
     * The curvature of the loss: H v, H being its Hessian with respect to the output. With J the Jacobian of the network,
     * Jᵀ H J v is the product with the Gauss-Newton matrix (Schraudolph, Neural Computation 14, 2002). Unless a loss
     * overrides this with the exact product, it is the central difference (g(o + h v) - g(o - h v)) / 2h of the gradient in
     * float64, with
     * h = 1e-5 (1 + max |o|) / max |v|; so it is exact to about 1e-9 for a smooth loss, and describes the slope across a
     * kink within that distance.
     *
     * @param output the output of the network, [n, c]
     * @param target the desired output, [n, c]
     * @param direction v, [n, c]
     * @param product receives H v, [n, c]; a different array from the other three
     */
    default void curvature(INDArray output, INDArray target, INDArray direction, INDArray product) {
        INDArray o = output.castTo(DataType.DOUBLE);
        INDArray t = target.castTo(DataType.DOUBLE);
        INDArray v = direction.castTo(DataType.DOUBLE);
        double size = v.amaxNumber().doubleValue();
        if (size == 0) {
            product.assign(0);
            return;
        }
        double h = 1e-5 * (1 + o.amaxNumber().doubleValue()) / size;
        INDArray above = o.add(v.mul(h));
        gradient(above, t, above);
        INDArray below = o.sub(v.mul(h));
        gradient(below, t, below);
        product.assign(above.subi(below).divi(2 * h));
    }

    /**
     * The prediction that an output stands for: probabilities for a loss that takes logits, else the output itself.
     *
     * @param output the output of the network, [n, c]
     * @return the prediction, [n, c], a new array or {@code output} itself
     */
    default INDArray prediction(INDArray output) {
        return output;
    }

    /**
     * What {@link #prediction} computes, as a computation that other tools can repeat. A loss that overrides the one overrides the
     * other.
     *
     * @param output the output of the network, [n, c]
     * @return the prediction [n, c], or {@code output} itself; empty if it has no such form
     */
    default Optional<Node> predictionGraph(Node output) {
        return Optional.of(output);
    }

    /**
     * Whether the loss depends on output - target alone, so that dL/d(target) = -dL/d(output). Only such a loss can
     * tie a layer to its target.
     *
     * @return true for mse, mae and similar losses
     */
    default boolean ofDifference() {
        return false;
    }

    /** The kinds of targets of a loss. */
    enum Targets {
        /** Any numbers. */
        NUMBERS,
        /** 0 or 1 per output, or probabilities between. */
        PROBABILITIES,
        /** One class of several per row, one-hot. */
        ONE_HOT
    }

    /** @return what the targets must be */
    default Targets targets() {
        return Targets.NUMBERS;
    }
}
