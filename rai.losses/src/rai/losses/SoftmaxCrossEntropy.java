package rai.losses;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elementary;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Cross-entropy of the softmax of logits: the mean over all rows of Σ_j t_j (log Σ_k exp(z_k) - z_j). Targets are one-hot,
 * or any weights of the classes.
 *
 * <p>With label smoothing ε, t (1 - ε) + ε / c takes the place of t, c being the number of classes (Szegedy et al., 2016,
 * CVPR, arXiv:1512.00567), as in PyTorch's CrossEntropyLoss.
 */
@Component(service = Loss.class)
@Named("softmax-cross-entropy")
@About(
        value = "Cross-entropy of the softmax of logits: one class of several, for networks that end in a linear"
                + " layer.",
        formula = "mean over rows of sum_j t_j (log sum_k exp(z_k) - z_j)",
        source = "Bridle, 1990, Neurocomputing, NATO ASI F 68; smoothing: Szegedy et al., 2016, arXiv:1512.00567")
public class SoftmaxCrossEntropy implements Loss, Portable {
    @Setting(value = "Share of each target that is spread evenly over all classes.", min = 0, max = 1)
    double labelSmoothing = 0;

    private Elementary functions = Elementary.FAST;

    @Override
    public Object portable() {
        SoftmaxCrossEntropy copy = new SoftmaxCrossEntropy();
        copy.labelSmoothing = labelSmoothing;
        copy.functions = Elementary.STRICT;
        return copy;
    }

    @Override
    public double value(INDArray output, INDArray target) {
        return Softmax.crossEntropy(functions, output, target, null, labelSmoothing);
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return Softmax.crossEntropy(functions, output, target, gradient, labelSmoothing);
    }

    /** Per row, H v = Σ_k t_k (p ⊙ v - p pᵀv) / rows with p = softmax(z) and smoothed t. */
    @Override
    public void curvature(INDArray output, INDArray target, INDArray direction, INDArray product) {
        INDArray p = Softmax.of(functions, output);
        int c = (int) output.size(-1);
        long rows = output.length() / c;
        for (long row = 0; row < rows; row++) {
            double mean = 0;
            double weight = labelSmoothing;
            for (int j = 0; j < c; j++) {
                long at = row * c + j;
                mean += p.getDouble(at) * direction.getDouble(at);
                weight += (1 - labelSmoothing) * target.getDouble(at);
            }
            for (int j = 0; j < c; j++) {
                long at = row * c + j;
                product.putScalar(at, weight * p.getDouble(at) * (direction.getDouble(at) - mean) / rows);
            }
        }
    }

    @Override
    public INDArray prediction(INDArray logits) {
        return Softmax.of(functions, logits);
    }

    @Override
    public Targets targets() {
        return Targets.ONE_HOT;
    }

    @Override
    public Optional<Node> predictionGraph(Node output) {
        return Optional.of(output.softmax());
    }
}
