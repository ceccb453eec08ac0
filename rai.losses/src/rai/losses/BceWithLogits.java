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

/**
 * Binary cross-entropy of logits: the mean over all elements of -(t log p + (1 - t) log(1 - p)) with p = sigmoid(z),
 * taken as max(z, 0) - z t + log(1 + exp(-|z|)), which neither overflows nor cancels.
 */
@Component(service = Loss.class)
@Named("bce-with-logits")
@About(
        value = "Binary cross-entropy of logits: for networks that end in a linear layer, exact for any logit.",
        formula = "mean(max(z, 0) - z t + log(1 + exp(-|z|)))",
        source = "Good, 1952, J. R. Statist. Soc. B 14; form as in PyTorch's BCEWithLogitsLoss")
public class BceWithLogits extends UnitwiseLoss implements Portable {
    private final Elementary functions;

    /** With the functions of Java. */
    public BceWithLogits() {
        this(Elementary.FAST);
    }

    private BceWithLogits(Elementary functions) {
        this.functions = functions;
    }

    @Override
    public Object portable() {
        return new BceWithLogits(Elementary.STRICT);
    }

    @Override
    double loss(double z, double t) {
        // z(1 - t) for z > 0, not z - z t: the latter loses digits if z is large and t near 1
        return Math.max(z, 0) * (1 - t) - Math.min(z, 0) * t + functions.log1p(functions.exp(-Math.abs(z)));
    }

    @Override
    double derivative(double z, double t) {
        return Sigmoid.of(functions, z) - t;
    }

    /** H v = p (1 - p) v / N with p = sigmoid(z), over N elements. */
    @Override
    public void curvature(INDArray output, INDArray target, INDArray direction, INDArray product) {
        INDArray p = Sigmoid.of(functions, output);
        product.assign(p.mul(p.rsub(1)).muli(direction).divi(output.length()));
    }

    @Override
    public INDArray prediction(INDArray logits) {
        return Sigmoid.of(functions, logits);
    }

    @Override
    public Targets targets() {
        return Targets.PROBABILITIES;
    }

    @Override
    public Optional<Node> predictionGraph(Node output) {
        return Optional.of(output.sigmoid());
    }
}
