package rai.core.data;

import java.util.zip.CRC32C;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.DataException;
import rai.api.data.Dataset;
import rai.api.data.Task;
import rai.core.compute.Finite;
import rai.core.compute.Views;

/**
 * A dataset in the form in which a network is trained and evaluated on it.
 *
 * @param task what is to be learnt
 * @param inputs X [n, d] in the run's data type, in memory or read when they are needed
 * @param targets [n, c]: 0 or 1, one-hot rows, or numbers
 * @param classNumbers the class of each example; null for a regression
 */
public record Examples(Task task, Inputs inputs, INDArray targets, int[] classNumbers) {
    /** A buffer holds less than 2 GiB. */
    private static final long PIECE = 1L << 26;

    public static Examples of(Dataset data, int outputs, DataType type, Standardization standardization) {
        Inputs x = data.isOnDemand()
                ? new RowInputs(data, type, standardization)
                : Inputs.of(finite(data, standardization.apply(data.features(), type), type));
        if (data.task() == Task.REGRESSION) {
            return new Examples(data.task(), x, Views.contiguous(data.targets(), type), null);
        }
        int[] classes = data.targets().toIntVector();
        INDArray y = Nd4j.zeros(type, data.examples(), outputs);
        for (int i = 0; i < classes.length; i++) {
            if (outputs == 1) {
                y.putScalar(i, 0, classes[i]);
            } else {
                y.putScalar(i, classes[i], 1);
            }
        }
        return new Examples(data.task(), x, y, classes);
    }

    /** Numbers that are finite in the data must be so in the precision of the run. */
    private static INDArray finite(Dataset data, INDArray x, DataType type) {
        if (Finite.all(x)) {
            return x;
        }
        for (int j = 0; j < data.inputs(); j++) {
            for (int i = 0; i < data.examples(); i++) {
                double given = data.features().getDouble(i, j);
                if (Double.isFinite(given) && !Double.isFinite(x.getDouble(i, j))) {
                    throw tooLarge(data.featureNames().get(j), given, type);
                }
            }
        }
        return x;
    }

    static DataException tooLarge(String name, double given, DataType type) {
        return new DataException("column '" + name + "' holds " + given + ", which is too large"
                + (type == DataType.FLOAT ? " for float32: give --precision float64, or" : " to be scaled:")
                + " leave the column out with drop=" + name + ", or divide it by a power of ten");
    }

    /** @return a checksum of all numbers, by which a change of one of them shows; some 10 GB a second */
    public long checksum() {
        return inputs.checksum() + 31 * checksum(targets);
    }

    static long checksum(INDArray array) {
        CRC32C sum = new CRC32C();
        for (long from = 0; from < array.length(); from += PIECE) {
            long to = Math.min(array.length(), from + PIECE);
            Pointer memory = Views.address(array, from);
            memory.limit(memory.position() + to - from);
            sum.update(memory.asByteBuffer());
        }
        return sum.getValue();
    }

    int count() {
        return inputs.count();
    }
}
