package rai.core.data;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.core.compute.Views;

/**
 * Shifts and scales features: (x - mean) / sd, with the training data's mean and standard deviation.
 *
 * @param mean [1, d] in float64
 * @param sd [1, d] in float64; 1 for a constant feature
 */
public record Standardization(INDArray mean, INDArray sd) {
    public static Standardization none(int inputs) {
        return new Standardization(Nd4j.zeros(DataType.DOUBLE, 1, inputs), Nd4j.ones(DataType.DOUBLE, 1, inputs));
    }

    /** @param scalable whether a feature is shifted and scaled, for each of them */
    public static Standardization of(Dataset data, boolean[] scalable) {
        INDArray x = data.features().castTo(DataType.DOUBLE);
        INDArray sd = x.std(false, 0).reshape(1, data.inputs());
        for (int j = 0; j < data.inputs(); j++) {
            if (!(sd.getDouble(0, j) > 0)) {
                sd.putScalar(0, j, 1);
            }
        }
        INDArray mean = x.mean(0).reshape(1, data.inputs());
        for (int j = 0; j < data.inputs(); j++) {
            if (!scalable[j]) {
                mean.putScalar(0, j, 0);
                sd.putScalar(0, j, 1);
            }
        }
        return new Standardization(mean, sd);
    }

    /** @return the features in c order, shifted and scaled; they themselves if there is nothing to do */
    public INDArray apply(INDArray features, DataType type) {
        if (mean.amaxNumber().doubleValue() == 0 && sd.sub(1).amaxNumber().doubleValue() == 0) {
            return Views.contiguous(features, type);
        }
        INDArray x = features.castTo(DataType.DOUBLE);
        return Views.contiguous(
                (x == features ? x.dup('c') : x).subiRowVector(mean).diviRowVector(sd), type);
    }
}
