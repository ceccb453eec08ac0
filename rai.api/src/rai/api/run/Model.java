package rai.api.run;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.data.Dataset;
import rai.api.data.Prepared;
import rai.api.data.Table;
import rai.api.data.Task;
import rai.api.graph.ModelGraph;
import rai.api.network.NamedTensor;
import rai.api.network.Network;

/** A network with parameters: the true forward pass. */
@ProviderType
public interface Model {
    /** @return its structure */
    Network network();

    /**
     * @return the tensors of the network from input to output, by name and shape: the parameters and the running state of its
     *     layers
     */
    List<NamedTensor> tensors();

    /**
     * A tensor of the network.
     *
     * @param name its name, such as {@code dense_3.weight}
     * @return a copy of its values, of its shape
     * @throws rai.api.spec.SpecException if the network has no tensor of this name
     */
    INDArray tensor(String name);

    /** @return all specs of the run it comes from */
    Map<String, Object> spec();

    /** @return the task that it was trained for */
    Task task();

    /** @return the classes, in the order of their numbers; empty for a regression */
    List<String> classNames();

    /** @return the names of what it predicts: the target columns of the training data, or {@code target} for generated data */
    List<String> targetNames();

    /** @return the names of the features that it reads, in their order */
    List<String> featureNames();

    /** @return what is subtracted from each feature before the network reads it, [1, d] in float64; a copy */
    INDArray featureMean();

    /** @return what each feature is divided by then, [1, d] in float64; a copy */
    INDArray featureSd();

    /**
     * Prepares a table as the training rows were prepared: columns are found by name if both sides have names, otherwise by
     * position; texts are encoded and gaps filled. Target columns are not read.
     *
     * @param table new data, with or without the target columns
     * @return what {@link #predict} reads
     * @throws rai.api.spec.SpecException if a column is missing, or a value can't be read as the network needs it; the message
     *     names the row and the column
     */
    Prepared prepare(Table table);

    /**
     * Prepares a table with its targets.
     *
     * @param table data with the target columns
     * @return what {@link #evaluate} reads; the classes are those of the network, whichever of them the table has
     * @throws rai.api.spec.SpecException if the table can't be prepared, has no targets, or has a class that the network does not
     *     know
     */
    Dataset examples(Table table);

    /**
     * What should be known about how {@link #prepare} and {@link #examples} read a table, such as that its columns are taken by
     * position.
     *
     * @param table new data
     * @return sentences; empty if there is nothing to say
     * @throws rai.api.spec.SpecException if a column is missing
     */
    default List<String> notes(Table table) {
        return List.of();
    }

    /**
     * Predicts: probabilities of class 1 or of each class, or numbers.
     *
     * @param features [n, d], as {@link #prepare} gives them: encoded, but not standardized
     * @return [n, c]
     * @throws rai.api.spec.SpecException if the number of features does not fit
     */
    INDArray predict(INDArray features);

    /**
     * Evaluates on data, with the metrics of its run.
     *
     * @param data examples with as many features as the network has inputs
     * @return loss, accuracy or rmse, and the metrics of the run; NaN if one is not defined
     * @throws rai.api.spec.SpecException if the data do not fit the network, or a metric of the run is missing
     */
    Map<String, Double> evaluate(Dataset data);

    /**
     * Evaluates on data.
     *
     * @param data examples with as many features as the network has inputs
     * @param metrics the specs of metrics
     * @return loss, accuracy or rmse, and these metrics, named as written; NaN if one is not defined
     * @throws rai.api.spec.SpecException if the data do not fit the network, or a metric is unknown or for other tasks
     */
    Map<String, Double> evaluate(Dataset data, List<String> metrics);

    /**
     * Counts how often each class was predicted for each true class.
     *
     * @param data examples with as many features as the network has inputs
     * @return the confusion matrix: a row per true class, with a count per predicted class followed by the count of examples
     *     for which NaN was predicted
     * @throws rai.api.spec.SpecException if the data do not fit the network, or the network is for regression
     */
    long[][] confusion(Dataset data);

    /**
     * What it computes, from features to predictions, as a computation that other tools can repeat.
     *
     * @return the computation
     * @throws rai.api.spec.SpecException if a layer has no such form; the message names it
     */
    ModelGraph graph();
}
