package rai.core.state;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Shrinks the weights into each unit to a largest 2-norm. */
final class MaxNorm {
    private MaxNorm() {}

    /**
     * @param weight [inputs, outputs]; each column is what one unit reads
     * @param most the largest norm
     */
    static void hold(INDArray weight, double most) {
        int inputs = (int) weight.size(0);
        int outputs = (int) weight.size(1);
        Doubles values = new Doubles(weight);
        double[] row = new double[outputs];
        double[] factor = new double[outputs];
        for (int i = 0; i < inputs; i++) {
            values.get(i * outputs, row, outputs);
            for (int j = 0; j < outputs; j++) {
                factor[j] += row[j] * row[j];
            }
        }
        boolean all = true;
        for (int j = 0; j < outputs; j++) {
            double norm = Math.sqrt(factor[j]);
            factor[j] = norm > most ? most / norm : 1;
            all &= factor[j] == 1;
        }
        for (int i = 0; i < inputs && !all; i++) {
            values.get(i * outputs, row, outputs);
            for (int j = 0; j < outputs; j++) {
                row[j] *= factor[j];
            }
            values.put(i * outputs, row, outputs);
        }
    }
}
