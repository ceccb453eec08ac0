package rai.api.data;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.spec.SpecException;

/**
 * Examples with what should be learnt from them. Values are in double precision; the trainer converts to the run's type.
 *
 * @param task what is to be learnt
 * @param features X [n, d], one example per row
 * @param targets [n, 1] class numbers 0, 1, ... for {@link Task#BINARY} and {@link Task#MULTICLASS}, or [n, c] numbers
 * @param featureNames d names
 * @param classNames the names of the classes, in the order of their numbers; empty for {@link Task#REGRESSION}
 */
public record Dataset(
        Task task, INDArray features, INDArray targets, List<String> featureNames, List<String> classNames) {

    /** Checks the shapes. */
    public Dataset {
        featureNames = List.copyOf(featureNames);
        classNames = List.copyOf(classNames);
        if (features.rank() != 2 || targets.rank() != 2 || features.size(0) != targets.size(0)) {
            throw new SpecException("a dataset needs as many targets as examples, but features are "
                    + features.shapeInfoToString() + " and targets " + targets.shapeInfoToString());
        }
        if (features.size(1) != featureNames.size()) {
            throw new SpecException(
                    "a dataset of " + features.size(1) + " features has " + featureNames.size() + " feature names");
        }
    }

    /** @return the number of examples, n */
    public int examples() {
        return (int) features.size(0);
    }

    /** @return the number of features, d */
    public int inputs() {
        return (int) features.size(1);
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
