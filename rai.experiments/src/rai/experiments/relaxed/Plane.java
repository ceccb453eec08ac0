package rai.experiments.relaxed;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.run.Model;

/**
 * The cells of the square [-range, range]².
 *
 * @param range how far it reaches
 * @param cells cells per side
 */
record Plane(double range, int cells) {
    /** The centres of the cells [cells², 2], rows of cells from the lowest y, in each from the lowest x. */
    INDArray points(DataType type) {
        INDArray points = Nd4j.create(type, (long) cells * cells, 2);
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                points.putScalar((long) row * cells + column, 0, centre(column));
                points.putScalar((long) row * cells + column, 1, centre(row));
            }
        }
        return points;
    }

    private double centre(int cell) {
        return range * ((2 * cell + 1.0) / cells - 1);
    }

    /** P(class 1) in each cell, by rows. */
    double[][] probability(Model model) {
        INDArray prediction = model.predict(points(DataType.DOUBLE));
        double[][] probability = new double[cells][cells];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                probability[row][column] = prediction.getDouble((long) row * cells + column, prediction.size(1) - 1);
            }
        }
        return probability;
    }

    /** The share of the cells that are not a number. */
    static double undefined(double[][] probability) {
        long undefined = 0;
        for (double[] row : probability) {
            for (double cell : row) {
                undefined += Double.isNaN(cell) ? 1 : 0;
            }
        }
        return (double) undefined / probability.length / probability[0].length;
    }

    /** The examples of two features as rows of x, y and class. */
    static List<double[]> points(Dataset data) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < data.examples(); i++) {
            points.add(new double[] {
                data.features().getDouble(i, 0),
                data.features().getDouble(i, 1),
                data.targets().getDouble(i, 0)
            });
        }
        return points;
    }
}
