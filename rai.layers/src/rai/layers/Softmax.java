package rai.layers;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.osgi.service.component.annotations.Component;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * softmax of each row: y_i = e^x_i / Σ_j e^x_j; dL/dx_i = y_i (dL/dy_i - Σ_j y_j dL/dy_j). In the gradient, an output of 0, which
 * the true one never is, counts as the smallest normal number of its precision. So the gradient of a loss of log y, which is
 * -t_i / y_i there, arrives as -t_i, its limit, and not as 0.
 */
@Component(service = LayerFunction.class)
@Named("softmax")
@About(
        value = "Makes a row positive with sum 1. As the last layer it goes with kl(from=probabilities);"
                + " softmax-cross-entropy holds one already.",
        formula = "e^x_i / sum_j e^x_j",
        source = "Bridle, 1990, Neurocomputing: Algorithms, Architectures and Applications")
public class Softmax extends RowWise {
    @Override
    void value(double[] x, double[] y) {
        double sum = exponentials(x, y);
        for (int i = 0; i < y.length; i++) {
            y[i] /= sum;
        }
    }

    @Override
    void restore(double[] y, DataType type) {
        double least = type == DataType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(y[i], least);
        }
    }

    @Override
    void gradient(double[] x, double[] y, double[] dy, double[] dx) {
        double mean = 0;
        for (int i = 0; i < y.length; i++) {
            mean += y[i] * dy[i];
        }
        for (int i = 0; i < y.length; i++) {
            dx[i] = y[i] * (dy[i] - mean);
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return Optional.of(x.softmax());
    }
}
