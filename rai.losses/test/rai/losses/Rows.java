package rai.losses;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.loss.Loss;

/** Small arrays, and losses of them. */
final class Rows {
    private Rows() {}

    /** One row. */
    static INDArray row(double... numbers) {
        return Nd4j.createFromArray(new double[][] {numbers});
    }

    /** One row of floats. */
    static INDArray floatRow(double... numbers) {
        return row(numbers).castTo(DataType.FLOAT);
    }

    /** Three rows of two, the input of the golden file. */
    static INDArray threeByTwo(double... numbers) {
        return Nd4j.createFromArray(numbers).reshape(3, 2);
    }

    /** The gradient, row by row. */
    static double[] gradient(Loss loss, INDArray output, INDArray target) {
        INDArray gradient = output.ulike();
        loss.gradient(output, target, gradient);
        return numbers(gradient);
    }

    static double[] numbers(INDArray array) {
        return array.reshape(array.length()).toDoubleVector();
    }
}
