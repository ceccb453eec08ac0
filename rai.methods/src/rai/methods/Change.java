package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** What a step has made of a map, [W; b], beside what it was before. */
final class Change {
    private final INDArray weight;
    private final INDArray bias;
    private final int inputs;
    private final int outputs;
    private final double[] before;

    /** Remembers the map as it is. */
    Change(INDArray weight, INDArray bias) {
        this.weight = weight;
        this.bias = bias;
        inputs = (int) weight.size(0);
        outputs = (int) weight.size(1);
        before = now();
    }

    private double[] now() {
        double[] both = new double[(inputs + 1) * outputs];
        Doubles.of(weight).get(0, both, inputs * outputs);
        double[] b = new double[outputs];
        Doubles.of(bias).get(0, b, outputs);
        System.arraycopy(b, 0, both, inputs * outputs, outputs);
        return both;
    }

    /**
     * The map becomes [(1 - decay) W; b] + [ΔW; Δb] M, with W and b as remembered and Δ what has happened since.
     *
     * @param turn M, row after row; null for none
     * @param decay what the old weights lose
     */
    void finish(double[] turn, double decay) {
        double[] after = now();
        double[] row = new double[outputs];
        for (int i = 0; i <= inputs; i++) {
            int at = i * outputs;
            double kept = i < inputs ? 1 - decay : 1;
            for (int j = 0; j < outputs; j++) {
                row[j] = turn == null ? after[at + j] - before[at + j] : 0;
            }
            for (int k = 0; turn != null && k < outputs; k++) {
                double change = after[at + k] - before[at + k];
                for (int j = 0; j < outputs; j++) {
                    row[j] += change * turn[k * outputs + j];
                }
            }
            for (int j = 0; j < outputs; j++) {
                after[at + j] = kept * before[at + j] + row[j];
            }
        }
        Doubles.of(weight).put(0, after, inputs * outputs);
        double[] b = new double[outputs];
        System.arraycopy(after, inputs * outputs, b, 0, outputs);
        Doubles.of(bias).put(0, b, outputs);
    }
}
