package rai.api.data;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.array.Elements;
import rai.api.spec.SpecException;

/**
 * Examples with what should be learnt from them. Values are in double precision; the trainer converts to the run's type. The features are
 * in memory, or {@linkplain #onDemand read on demand}.
 *
 * @param task what is to be learnt
 * @param features X [n, d], one example per row; null if they are read on demand
 * @param targets [n, 1] class numbers 0, 1, ... for {@link Task#BINARY} and {@link Task#MULTICLASS}, or [n, c] numbers
 * @param featureNames d names
 * @param classNames the names of the classes, in the order of their numbers; empty for {@link Task#REGRESSION}
 * @param source reads the features on demand; empty if they are in memory
 */
public record Dataset(
        Task task,
        INDArray features,
        INDArray targets,
        List<String> featureNames,
        List<String> classNames,
        Optional<RowSource> source) {

    /** Checks the shapes. */
    public Dataset {
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
        if (source.isPresent() == (features != null)) {
            throw new IllegalArgumentException("features are either in memory or read on demand");
        }
        if (source.isPresent()
                ? targets.rank() != 2 || source.get().rows() != targets.size(0)
                : features.rank() != 2 || targets.rank() != 2 || features.size(0) != targets.size(0)) {
            throw new SpecException("a dataset needs as many targets as examples, but features are "
                    + (source.isPresent()
                            ? "[" + source.get().rows() + ", " + source.get().width() + "]"
                            : features.shapeInfoToString())
                    + " and targets " + targets.shapeInfoToString());
        }
        long width = source.isPresent() ? source.get().width() : features.size(1);
        if (width != featureNames.size()) {
            throw new SpecException(
                    "a dataset of " + width + " features has " + featureNames.size() + " feature names");
        }
    }

    /** Examples in memory. */
    public Dataset(Task task, INDArray features, INDArray targets, List<String> featureNames, List<String> classNames) {
        this(task, features, targets, featureNames, classNames, Optional.empty());
    }

    /**
     * Examples whose features are read whenever they are needed, so that they may be larger than memory. A run trains on them in
     * mini-batches.
     *
     * @param task what is to be learnt
     * @param source reads X [n, d]
     * @param targets [n, 1] class numbers, or [n, c] numbers
     * @param featureNames d names
     * @param classNames the names of the classes, in the order of their numbers
     * @return the dataset
     */
    public static Dataset onDemand(
            Task task, RowSource source, INDArray targets, List<String> featureNames, List<String> classNames) {
        return new Dataset(task, null, targets, featureNames, classNames, Optional.of(source));
    }

    /** @return whether the features are read whenever they are needed, and not held in memory */
    public boolean isOnDemand() {
        return source.isPresent();
    }

    /**
     * @return X [n, d], one example per row
     * @throws DataException if they are not in memory
     */
    @Override
    public INDArray features() {
        if (features == null) {
            throw new DataException("the data are read on demand, but this needs all of them in memory: read them"
                    + " without mapped=true");
        }
        return features;
    }

    /**
     * @return the same examples with their features in memory; itself if they are
     * @throws DataException if they do not fit in one array
     */
    public Dataset inMemory() {
        if (source.isEmpty()) {
            return this;
        }
        RowSource rows = source.get();
        Matrix.requireFit("the data read on demand", rows.rows(), rows.width());
        INDArray x = Nd4j.createUninitializedDetached(DataType.DOUBLE, 'c', rows.rows(), rows.width());
        var elements = Elements.doubles(x);
        double[] row = new double[rows.width()];
        for (int i = 0; i < rows.rows(); i++) {
            rows.read(i, row);
            elements.put(row);
        }
        return new Dataset(task, x, targets, featureNames, classNames);
    }

    /** @return the number of examples, n */
    public int examples() {
        return (int) targets.size(0);
    }

    /** @return the number of features, d */
    public int inputs() {
        return featureNames.size();
    }

    /** @return the number of outputs of a network for this dataset */
    public int outputs() {
        return switch (task) {
            case BINARY -> 1;
            case MULTICLASS -> classNames.size();
            case REGRESSION -> (int) targets.size(1);
        };
    }
}
