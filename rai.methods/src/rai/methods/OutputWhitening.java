package rai.methods;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;

/**
 * Turns the change of a map so that its outputs are asked for equally much. With U [n, m] the steps that the outputs are asked for, and
 * C their moving average Uᵀ U / n, corrected for its start at 0 and scaled to trace m:
 *
 * <pre>
 * M = (C + ρ I)⁻¹, scaled to trace m,   ΔW = ΔW M,  Δb = Δb M
 * </pre>
 *
 * <p>This is the second factor of K-FAC (Martens and Grosse, 2015, arXiv:1503.05671); the first, of the inputs, is the ridge step itself.
 */
final class OutputWhitening {
    /** C of all maps, one after the other. */
    private static final String MOMENTS = "alt-moments";
    /** How many steps are averaged. */
    static final String COUNT = "whitenings";

    private static final double DECAY = 0.9;

    private final long[] starts;

    OutputWhitening(Network network) {
        List<Integer> widths = widths(network);
        starts = new long[widths.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + (long) widths.get(i - 1) * widths.get(i - 1);
        }
    }

    static TrainingMethod.Variable state(Network network) {
        return new TrainingMethod.Variable(
                MOMENTS,
                widths(network).stream()
                        .mapToLong(width -> (long) width * width)
                        .sum());
    }

    /** Of the hidden maps. */
    private static List<Integer> widths(Network network) {
        List<Integer> widths = new ArrayList<>();
        for (int map : network.maps().subList(0, network.maps().size() - 1)) {
            widths.add(((Layer.Dense) network.layers().get(map)).outputs());
        }
        return widths;
    }

    /** Called once per step, before the first map. */
    static void begin(Training training) {
        training.numbers().set(COUNT, training.numbers().get(COUNT) + 1);
    }

    /**
     * @param map a hidden map
     * @param v the direction of its targets, [n, m]
     * @param length what it is multiplied by: U = length · V
     * @param ridge ρ
     * @return M, row after row
     */
    double[] matrix(Training training, int map, INDArray v, double length, double ridge) {
        int m = (int) v.size(1);
        INDArray product = training.scratch("moments of width " + m, m, m);
        training.algebra().product(v, true, v, false, false, product);
        double[] now = Doubles.copy(product);
        double[] c = new double[m * m];
        Doubles moments = Doubles.of(training.state(MOMENTS));
        int start = Math.toIntExact(starts[map]);
        double steps = training.numbers().get(COUNT);
        if (steps > 1) { // whatever else the array holds is not ours
            moments.get(start, c, c.length);
        }
        double weight = (1 - DECAY) * length * length / v.size(0);
        for (int i = 0; i < c.length; i++) {
            c[i] = DECAY * c[i] + weight * now[i];
        }
        moments.put(start, c, c.length);
        double corrected = 1 / (1 - Math.pow(DECAY, steps));
        return inverse(c, m, corrected, ridge, training);
    }

    private static double[] inverse(double[] c, int m, double factor, double ridge, Training training) {
        double trace = trace(c, m) * factor / m;
        double[] inverse = new double[m * m];
        for (int i = 0; i < m; i++) {
            inverse[i * (m + 1)] = 1;
        }
        if (!(trace > 0)) { // nothing was asked for: nothing to turn
            return inverse;
        }
        for (int i = 0; i < c.length; i++) {
            c[i] *= factor / trace;
        }
        for (int i = 0; i < m; i++) {
            c[i * (m + 1)] += ridge;
        }
        training.algebra().solve(c, m, inverse, m);
        double size = trace(inverse, m) / m;
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] /= size;
        }
        return inverse;
    }

    private static double trace(double[] square, int m) {
        double trace = 0;
        for (int i = 0; i < m; i++) {
            trace += square[i * (m + 1)];
        }
        return trace;
    }
}
