package rai.layers;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.About;
import rai.api.spec.Named;

/** log-softmax of each row: y_i = x_i - log Σ_j e^x_j; dL/dx_i = dL/dy_i - e^y_i Σ_j dL/dy_j. */
@Component(service = LayerFunction.class)
@Named("log-softmax")
@About(
        value = "Logarithms of the probabilities that softmax gives, precise even if these are nearly 0; as the last"
                + " layer it goes with kl(from=log-probabilities) and softmax-cross-entropy.",
        formula = "x_i - log sum_j e^x_j",
        source = "Bridle, 1990, Neurocomputing: Algorithms, Architectures and Applications")
public class LogSoftmax extends RowWise {
    @Override
    void value(double[] x, double[] y) {
        double max = max(x);
        double log = Math.log(exponentials(x, y));
        for (int i = 0; i < y.length; i++) {
            y[i] = x[i] - max - log;
        }
    }

    @Override
    void gradient(double[] x, double[] y, double[] dy, double[] dx) {
        double sum = 0;
        for (double d : dy) {
            sum += d;
        }
        for (int i = 0; i < y.length; i++) {
            dx[i] = dy[i] - Math.exp(y[i]) * sum;
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return Optional.of(x.logSoftmax());
    }
}
