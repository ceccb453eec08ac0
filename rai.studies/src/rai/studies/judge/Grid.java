package rai.studies.judge;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.run.Model;

/**
 * The cells of a square around the origin.
 *
 * @param range the square is [-range, range]²
 * @param cells cells per side
 */
public record Grid(double range, int cells) {
    /** @return P(class 1) at the centre of each cell, rows from the lowest y, columns from the lowest x */
    public double[][] probability(Model model) {
        INDArray points = Nd4j.create(DataType.DOUBLE, (long) cells * cells, 2);
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                points.putScalar((long) row * cells + column, 0, centre(column));
                points.putScalar((long) row * cells + column, 1, centre(row));
            }
        }
        INDArray prediction = model.predict(points);
        long ofClass1 = prediction.size(1) - 1;
        double[][] probability = new double[cells][cells];
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                probability[row][column] = prediction.getDouble((long) row * cells + column, ofClass1);
            }
        }
        return probability;
    }

    private double centre(int cell) {
        return range * ((2 * cell + 1.0) / cells - 1);
    }

    /**
     * @param data examples of two features
     * @return rows of x, y, class
     */
    public static List<double[]> points(Dataset data) {
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
