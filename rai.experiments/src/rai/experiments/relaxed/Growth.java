package rai.experiments.relaxed;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.network.Layer;
import rai.api.run.Model;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/**
 * How large pre-activations become on the way through a network of dense maps and relu, leaky or not: the largest absolute value of
 * each map over some points, in the precision of the points. A pre-activation that is not finite counts as infinite.
 */
final class Growth {
    private Growth() {}

    /**
     * @param model the network
     * @param points [n, d]
     * @return max |z| of each map
     */
    static double[] of(Model model, INDArray points) {
        double[] largest = new double[model.network().maps().size()];
        INDArray at = points;
        int map = 0;
        for (Layer layer : model.network().layers()) {
            if (layer instanceof Layer.Dense) {
                String name = "dense_" + (map + 1);
                at = at.mmul(model.tensor(name + ".weight").castTo(points.dataType()))
                        .addiRowVector(model.tensor(name + ".bias")
                                .castTo(points.dataType())
                                .reshape(1, layer.outputs()));
                largest[map++] = largest(at);
            } else if (layer instanceof Layer.Activate activation) {
                rectify(at, slope(activation.spec()));
            } else {
                throw new SpecException(
                        "the growth of pre-activations is known of dense maps and relu only, not of " + layer);
            }
        }
        return largest;
    }

    private static double slope(Spec activation) {
        return switch (activation.name()) {
            case "relu" -> 0;
            case "leaky-relu" -> Double.parseDouble(activation.settings().get("slope"));
            default ->
                throw new SpecException(
                        "the growth of pre-activations is known of relu and leaky-relu only, not of " + activation);
        };
    }

    /** Element by element, so that infinity stays what the network makes of it. */
    private static void rectify(INDArray z, double slope) {
        Doubles of = Doubles.of(z);
        double[] values = new double[(int) z.length()];
        of.get(0, values, values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                values[i] = slope == 0 ? 0 : slope * values[i];
            }
        }
        of.put(0, values, values.length);
    }

    private static double largest(INDArray z) {
        double largest = 0;
        for (double value : Doubles.copy(z)) {
            largest = Math.max(largest, Double.isFinite(value) ? Math.abs(value) : Double.POSITIVE_INFINITY);
        }
        return largest;
    }
}
