package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Doubles;

/** Biases and the rows that they are added to, as loops: broadcasts of the tensor library may read memory that is already free. */
final class Biases {
    private Biases() {}

    /**
     * Adds a bias to every row.
     *
     * @param rows [n, d], contiguous; altered
     * @param bias [1, d]
     * @return {@code rows}
     */
    static INDArray add(INDArray rows, INDArray bias) {
        int width = (int) bias.length();
        double[] b = new double[width];
        Doubles.of(bias).get(0, b, width);
        double[] row = new double[width];
        Doubles all = Doubles.of(rows);
        for (int at = 0; at < all.length(); at += width) {
            all.get(at, row, width);
            for (int j = 0; j < width; j++) {
                row[j] += b[j];
            }
            all.put(at, row, width);
        }
        return rows;
    }

    /**
     * The sum of all rows: the gradient of a bias.
     *
     * @param rows [n, d], contiguous
     * @return [d]
     */
    static double[] sum(INDArray rows) {
        int width = (int) rows.size(1);
        double[] sum = new double[width];
        double[] row = new double[width];
        Doubles all = Doubles.of(rows);
        for (int at = 0; at < all.length(); at += width) {
            all.get(at, row, width);
            for (int j = 0; j < width; j++) {
                sum[j] += row[j];
            }
        }
        return sum;
    }

    /**
     * Writes the sum of all rows.
     *
     * @param rows [n, d], contiguous
     * @param gradient receives it [1, d]
     */
    static void sum(INDArray rows, INDArray gradient) {
        double[] sum = sum(rows);
        Doubles.of(gradient).put(0, sum, sum.length);
    }
}
