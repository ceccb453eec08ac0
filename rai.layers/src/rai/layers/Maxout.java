package rai.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;

/**
 * maxout: the largest of each k neighbouring units, y_i = max(x_{ki}, ..., x_{ki+k-1}); the gradient goes to the first of
 * those that are largest. After a dense map it is the maximum of k linear functions, any convex one in the limit.
 */
@Component(service = LayerFunction.class)
@Named("maxout")
@About(
        value = "The largest of each k neighbouring units: after a dense map, an activation that learns its shape.",
        formula = "max(x_(ki), ..., x_(ki+k-1))",
        source = "Goodfellow, Warde-Farley, Mirza, Courville and Bengio, 2013, ICML, arXiv:1302.4389")
public class Maxout extends RowWise implements Portable {
    @Setting(value = "How many units compete; the width is divided by it.", min = 1)
    int k = 2;

    @Override
    public int outputs(int inputs) {
        if (inputs % k != 0) {
            throw new SpecException(
                    "maxout(k=" + k + ") can't read " + inputs + " units: make them a multiple of " + k);
        }
        return inputs / k;
    }

    @Override
    void value(double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = x[largest(x, i)];
        }
    }

    @Override
    void gradient(double[] x, double[] y, double[] dy, double[] dx) {
        Arrays.fill(dx, 0);
        for (int i = 0; i < y.length; i++) {
            dx[largest(x, i)] = dy[i];
        }
    }

    /** NaN counts as largest, that it is not lost. */
    private int largest(double[] x, int i) {
        int best = i * k;
        for (int j = best + 1; j < (i + 1) * k; j++) {
            best = x[j] > x[best] || Double.isNaN(x[j]) ? j : best;
        }
        return best;
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        return Optional.of(x.reshaped(k).rowMax().reshaped(x.width() / k));
    }
}
