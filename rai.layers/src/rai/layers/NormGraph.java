package rai.layers;

import java.util.Arrays;
import java.util.Map;
import rai.api.graph.Node;

/** Normalisations as computations. */
final class NormGraph {
    private NormGraph() {}

    /** A row of equal numbers. */
    static Node all(double value, int width) {
        double[] values = new double[width];
        Arrays.fill(values, value);
        return Node.constant("", 1, values);
    }

    /** γ (x - m) / √(v + ε) + β. */
    static Node batch(Node x, Node mean, Node variance, Node gamma, Node beta, double epsilon) {
        double[] scale = gamma.values();
        double[] v = variance.values();
        for (int i = 0; i < scale.length; i++) {
            scale[i] /= Math.sqrt(v[i] + epsilon);
        }
        return x.minus(mean)
                .times(Node.constant("", 1, scale))
                .plus(beta)
                .knownAs("BatchNormalization", Map.of("epsilon", epsilon), x, gamma, beta, mean, variance);
    }

    /** (x - m) / √(v + ε). */
    static Node batch(Node x, Node mean, Node variance, double epsilon) {
        return batch(x, mean, variance, all(1, mean.width()), all(0, mean.width()), epsilon);
    }

    /** γ (x - mean of the row) / √(variance of the row + ε) + β. */
    static Node layer(Node x, Node gamma, Node beta, double epsilon) {
        Node centred = x.minus(x.rowMean());
        Node variance = centred.times(centred).rowMean();
        return centred.over(variance.plus(epsilon).sqrt())
                .times(gamma)
                .plus(beta)
                .knownAs("LayerNormalization", Map.of("epsilon", epsilon), x, gamma, beta);
    }
}
