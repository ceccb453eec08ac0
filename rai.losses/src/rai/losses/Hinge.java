package rai.losses;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Doubles;
import rai.api.array.Elementary;
import rai.api.graph.Node;
import rai.api.loss.Loss;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * Hinge loss: nothing if the score of the right class leads by a margin m, and what is missing where it does not, to
 * the power p. Targets are 0 or 1, as for all losses of classes, never -1.
 *
 * <p>One output [n, 1] is the score z of class 1: the mean of max(0, m - y z)^p with y = 2t - 1 (Cortes and Vapnik, 1995).
 * With c &gt; 1 outputs and one-hot targets, k being the class: the mean over all rows of
 * 1/c Σ_{j≠k} max(0, m - z_k + z_j)^p (Weston and Watkins, 1999), as in PyTorch's MultiMarginLoss. Targets between 0 and 1
 * are weights of the classes. At a kink the derivative is 0.
 *
 * <p>Scores are not probabilities. For predictions a sigmoid or a softmax is applied to them, which keeps the class and the
 * order of the examples, but such a probability says nothing about how often the class occurs.
 */
@Component
@Named("hinge")
@About(
        value = "Hinge loss of scores: wants the right class ahead by a margin, and is content then.",
        formula = "mean(max(0, margin - (2t - 1) z)^power); of c > 1 outputs with class k:"
                + " mean over rows of 1/c sum_{j != k} max(0, margin - z_k + z_j)^power",
        source = "Cortes and Vapnik, 1995, Machine Learning 20; Weston and Watkins, 1999, ESANN;"
                + " as in PyTorch's MultiMarginLoss")
public class Hinge implements Loss {
    @Setting(value = "The margin by which the score of the right class must lead.", min = 0, open = true)
    double margin = 1;

    @Setting(value = "The power of the shortfall: 1 for the hinge, 2 for the squared hinge.", min = 1, max = 2)
    int power = 1;

    @Override
    public double value(INDArray output, INDArray target) {
        return overRows(output, target, null);
    }

    @Override
    public double gradient(INDArray output, INDArray target, INDArray gradient) {
        return overRows(output, target, Doubles.of(gradient));
    }

    private double overRows(INDArray output, INDArray target, Doubles gradient) {
        Doubles z = Doubles.of(output);
        Doubles t = Doubles.of(target);
        int n = (int) output.length();
        double[] slopes = new double[(int) output.size(-1)];
        int rows = n / slopes.length;
        double total = 0;
        for (int at = 0; at < n; at += slopes.length) {
            total += slopes.length == 1 ? ofTwo(z.get(at), t.get(at), slopes) : ofSeveral(z, t, at, slopes);
            for (int j = 0; gradient != null && j < slopes.length; j++) {
                gradient.put(at + j, slopes[j] / rows);
            }
        }
        return total / rows;
    }

    /** Of one score: class 1 has the weight t, class 0 the rest. */
    private double ofTwo(double z, double t, double[] slopes) {
        slopes[0] = (1 - t) * slope(margin + z) - t * slope(margin - z);
        return (1 - t) * loss(margin + z) + t * loss(margin - z);
    }

    /** Of the scores of a row. */
    private double ofSeveral(Doubles z, Doubles t, int at, double[] slopes) {
        int c = slopes.length;
        double total = 0;
        Arrays.fill(slopes, 0);
        for (int k = 0; k < c; k++) {
            double weight = t.get(at + k) / c;
            for (int j = 0; weight != 0 && j < c; j++) {
                if (j != k) {
                    double missing = margin - z.get(at + k) + z.get(at + j);
                    double slope = weight * slope(missing);
                    total += weight * loss(missing);
                    slopes[j] += slope;
                    slopes[k] -= slope;
                }
            }
        }
        return total;
    }

    private double loss(double missing) {
        double hinge = Math.max(0, missing);
        return power == 1 ? hinge : hinge * hinge;
    }

    /** The derivative of {@link #loss}; NaN stays NaN. */
    private double slope(double missing) {
        if (power == 2) {
            return 2 * Math.max(0, missing);
        }
        if (Double.isNaN(missing)) {
            return missing;
        }
        return missing > 0 ? 1 : 0;
    }

    @Override
    public INDArray prediction(INDArray scores) {
        return scores.size(-1) == 1 ? Sigmoid.of(Elementary.FAST, scores) : Softmax.of(Elementary.FAST, scores);
    }

    @Override
    public Targets targets() {
        return Targets.PROBABILITIES;
    }

    @Override
    public Optional<Node> predictionGraph(Node output) {
        return Optional.of(output.width() == 1 ? output.sigmoid() : output.softmax());
    }
}
