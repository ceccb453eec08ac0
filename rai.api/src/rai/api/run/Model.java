package rai.api.run;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.data.Dataset;
import rai.api.data.Task;
import rai.api.network.Network;

/** A network with parameters: the true forward pass. */
public interface Model {
    /** @return its structure */
    Network network();

    /** @return all specs of the run it comes from */
    Map<String, Object> spec();

    /** @return what it was trained for */
    Task task();

    /** @return the classes, in the order of their numbers; empty for a regression */
    List<String> classNames();

    /**
     * Predicts: probabilities of class 1 or of each class, or numbers.
     *
     * @param features [n, d], as the data give them
     * @return [n, c]
     * @throws rai.api.spec.SpecException where the number of features does not fit
     */
    INDArray predict(INDArray features);

    /**
     * Evaluates on data.
     *
     * @param data examples with as many features as the network has inputs
     * @return loss, and accuracy or rmse
     * @throws rai.api.spec.SpecException where the data do not fit the network
     */
    Map<String, Double> evaluate(Dataset data);
}
