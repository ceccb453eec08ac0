package rai.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Doubles;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;

/**
 * Turns the change of a map so that its outputs are asked for equally much. With U [n, m] the steps that the outputs are asked for, and
 * C their moving average Uᵀ U / n, scaled to trace m:
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

    /** What a thread needs. */
    private static final class Room {
        private final Blocks blocks = new Blocks();
        private final Equations equations = new Equations(blocks);
    }

    private final long[] starts;
    private final INDArray[] turns;
    private final Queue<Room> free = new ConcurrentLinkedQueue<>();
    private double ridge;
    private double steps;
    private INDArray moments;
    private LinearAlgebra algebra;

    OutputWhitening(Network network) {
        List<Integer> widths = widths(network);
        turns = new INDArray[widths.size()];
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

    /**
     * Called once per step, before the first map.
     *
     * @param newRidge ρ
     */
    void begin(Training training, double newRidge) {
        training.numbers().set(COUNT, training.numbers().get(COUNT) + 1);
        steps = training.numbers().get(COUNT);
        moments = training.state(MOMENTS);
        algebra = training.algebra();
        ridge = newRidge;
    }

    /**
     * Takes the steps of a map into C and makes M. Several maps may be prepared side by side.
     *
     * @param map a hidden map
     * @param v the direction of its targets, [n, m]
     * @param length what it is multiplied by: U = length · V
     */
    void prepare(int map, INDArray v, double length) {
        Room found = free.poll();
        Room room = found == null ? new Room() : found;
        int m = (int) v.size(1);
        double[] now = squares(room, v, m);
        double[] c = room.blocks.exact("C", m, m).values;
        Doubles all = Doubles.of(moments, starts[map], (long) m * m);
        if (steps > 1) { // whatever else the array holds is not ours
            all.get(0, c, m * m);
        } else {
            Arrays.fill(c, 0);
        }
        double weight = (1 - DECAY) * length * length / v.size(0);
        for (int i = 0; i < c.length; i++) {
            c[i] = DECAY * c[i] + weight * now[i];
        }
        all.put(0, c, m * m);
        if (turns[map] == null) {
            turns[map] = Nd4j.createUninitialized(v.dataType(), new long[] {m, m}, 'c');
        }
        Doubles.of(turns[map]).put(0, inverse(room, c, m), m * m);
        free.add(room);
    }

    /**
     * @param map a hidden map, after {@link #prepare}
     * @return M [m, m]
     */
    INDArray turn(int map) {
        return turns[map];
    }

    /** Vᵀ V. */
    private double[] squares(Room room, INDArray v, int m) {
        if (v.dataType() == DataType.DOUBLE) {
            Blocks.Exact product = room.blocks.exact("[V | 1]ᵀ V", m + 1, m);
            algebra.moments(v, v, product.array);
            return product.read();
        }
        Blocks.Singles product = room.blocks.singles("[V | 1]ᵀ V", m + 1, m);
        algebra.moments(v, v, product.array);
        double[] squares = room.blocks.exact("[V | 1]ᵀ V", m + 1, m).values;
        Equations.widen(product.read(), squares);
        return squares;
    }

    private double[] inverse(Room room, double[] c, int m) {
        double trace = trace(c, m);
        double[] inverse = room.blocks.exact("M", m, m).values;
        Arrays.fill(inverse, 0);
        for (int i = 0; i < m; i++) {
            inverse[i * (m + 1)] = 1;
        }
        if (!(trace > 0)) { // nothing was asked for: nothing to turn
            return inverse;
        }
        double[] s = room.blocks.exact("equations", m, m).values;
        double scale = m / trace; // so that it does not matter that the average begins at 0
        for (int i = 0; i < c.length; i++) {
            s[i] = c[i] * scale;
        }
        for (int i = 0; i < m; i++) {
            s[i * (m + 1)] += ridge;
        }
        double least = moments.dataType() == DataType.FLOAT ? ridge : 0;
        room.equations.solve(algebra, room.equations.factor(algebra, s, m, least), inverse, m);
        double size = m / trace(inverse, m);
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] *= size;
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
