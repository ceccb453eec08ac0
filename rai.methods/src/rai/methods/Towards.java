package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** The target Z - c V of a map. */
final class Towards implements Ridge.Target {
    private final INDArray z;
    private final INDArray v;
    private final double c;

    /**
     * @param z Z, what the map gave
     * @param v V, of as many elements
     * @param c the length of the step
     */
    Towards(INDArray z, INDArray v, double c) {
        this.z = z;
        this.v = v;
        this.c = c;
    }

    @Override
    public void get(int from, double[] to, int count) {
        double[] step = new double[count];
        Doubles.of(z).get(from, to, count);
        Doubles.of(v).get(from, step, count);
        for (int i = 0; i < count; i++) {
            to[i] -= c * step[i];
        }
    }
}
