package rai.core.data;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.data.Dataset;
import rai.api.graph.Node;
import rai.core.compute.Views;

/**
 * Shifts and scales features: (x - mean) / sd, with the training data's mean and standard deviation.
 *
 * @param mean [1, d] in float64
 * @param sd [1, d] in float64; 1 for a constant feature
 * @param constant the numbers of the features that were to be scaled, but are constant up to rounding
 */
public record Standardization(INDArray mean, INDArray sd, List<Integer> constant) {
    /** A feature whose sd is below so many units in the last place of its largest value differs by rounding only. */
    private static final double ROUNDING = 8;
    /** The square of a smaller number has no digits left. */
    private static final double SMALL = 1e-140;

    /** What a run has kept. */
    public Standardization(INDArray mean, INDArray sd) {
        this(mean, sd, List.of());
    }

    public static Standardization none(int inputs) {
        return new Standardization(Nd4j.zeros(DataType.DOUBLE, 1, inputs), Nd4j.ones(DataType.DOUBLE, 1, inputs));
    }

    /** @param scaled whether a feature is shifted and scaled, for each of them */
    static Standardization of(Dataset data, boolean[] scaled) {
        boolean any = false;
        for (boolean one : scaled) {
            any |= one;
        }
        if (!any) {
            return none(data.inputs());
        }
        INDArray x = data.isOnDemand() ? null : data.features().castTo(DataType.DOUBLE);
        ColumnMoments moments = x == null ? ColumnMoments.of(data.source().orElseThrow()) : ColumnMoments.of(x);
        INDArray sd = moments.sd();
        INDArray mean = moments.mean();
        INDArray largest = moments.largest();
        List<Integer> constant = new ArrayList<>();
        for (int j = 0; j < data.inputs(); j++) {
            if (!scaled[j]) {
                mean.putScalar(0, j, 0);
                sd.putScalar(0, j, 1);
                continue;
            }
            double most = largest.getDouble(0, j);
            boolean isFinite = Double.isFinite(sd.getDouble(0, j)) && Double.isFinite(mean.getDouble(0, j));
            if (!isFinite || most > 0 && most < SMALL) {
                INDArray column = x == null ? ColumnMoments.column(data.source().orElseThrow(), j) : x.getColumn(j);
                INDArray small = column.div(most); // so that no square overflows, or becomes 0
                mean.putScalar(0, j, small.meanNumber().doubleValue() * most);
                sd.putScalar(0, j, small.stdNumber(false).doubleValue() * most);
            }
            if (!(sd.getDouble(0, j) > ROUNDING * Math.ulp(most))) {
                sd.putScalar(0, j, 1);
                constant.add(j);
            }
        }
        return new Standardization(mean, sd, constant);
    }

    /** @return whether every feature stays as it is */
    boolean isNone() {
        return mean.amaxNumber().doubleValue() == 0 && sd.sub(1).amaxNumber().doubleValue() == 0;
    }

    /** @return the features in c order, shifted and scaled; they themselves if there is nothing to do */
    public INDArray apply(INDArray features, DataType type) {
        if (isNone()) {
            return Views.contiguous(features, type);
        }
        INDArray x = features.castTo(DataType.DOUBLE);
        return Views.contiguous(
                (x == features ? x.dup('c') : x).subiRowVector(mean).diviRowVector(sd), type);
    }

    /**
     * @param features X [n, d]
     * @return the same as {@link #apply}, as a computation; {@code features} itself if there is nothing to do
     */
    public Node graph(Node features) {
        if (isNone()) {
            return features;
        }
        Node shift = Node.constant("feature-mean", 1, mean.toDoubleVector());
        Node scale = Node.constant("feature-sd", 1, sd.toDoubleVector());
        return features.widened().minus(shift).over(scale).narrowed();
    }
}
