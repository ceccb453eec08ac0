package rai.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.graph.Node;
import rai.api.layer.LayerFunction;
import rai.api.spec.About;
import rai.api.spec.Named;

/**
 * sparsemax of each row: the nearest point of the probability simplex, y_i = max(0, x_i - τ) with τ such that Σ y_i = 1.
 * Over the support S, where y_i > 0, dL/dx_i = dL/dy_i - mean_S(dL/dy); elsewhere it is 0.
 */
@Component(service = LayerFunction.class)
@Named("sparsemax")
@About(
        value = "Like softmax, but many of the probabilities are exactly 0.",
        formula = "max(0, x_i - tau), sum_i y_i = 1",
        source = "Martins and Astudillo, 2016, ICML, arXiv:1602.02068")
public class Sparsemax extends RowWise implements Portable {
    @Override
    void value(double[] x, double[] y) {
        double[] sorted = x.clone();
        Arrays.sort(sorted); // rising, NaN last
        double sum = 0;
        double threshold = Double.NaN;
        for (int k = 1; k <= x.length; k++) {
            double value = sorted[x.length - k];
            sum += value;
            if (1 + k * value > sum || k == 1) {
                threshold = (sum - 1) / k;
            }
        }
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(0, x[i] - threshold);
        }
    }

    @Override
    void gradient(double[] x, double[] y, double[] dy, double[] dx) {
        double sum = 0;
        int support = 0;
        for (int i = 0; i < y.length; i++) {
            if (y[i] > 0) {
                sum += dy[i];
                support++;
            }
        }
        for (int i = 0; i < y.length; i++) {
            dx[i] = y[i] > 0 ? dy[i] - sum / support : y[i] * dy[i]; // 0, unless something is NaN
        }
    }

    @Override
    public Optional<Node> graph(Node x, Map<String, Node> tensors) {
        Node sorted = x.descending();
        Node places = Node.constant(
                "", 1, IntStream.rangeClosed(1, x.width()).asDoubleStream().toArray());
        Node reached = places.times(sorted).plus(1);
        Node sums = sorted.cumulativeSum();
        Node count =
                reached.whereGreater(sums, Node.constant(1), Node.constant(0)).rowSum();
        Node sum = reached.whereGreater(sums, sorted, Node.constant(0)).rowSum();
        return Optional.of(x.minus(sum.minus(1).over(count)).relu());
    }
}
