package rai.formats;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.NamedTensor;
import rai.api.run.Model;

/** The arrays of a network as files of weights hold them, under RAI's names. */
final class Tensors {
    /** The arrays by which the features are standardised. */
    static final String MEAN = "feature-mean";

    static final String SD = "feature-sd";

    /** An array under a name. */
    record Named(String name, List<Long> shape, INDArray values) {}

    private Tensors() {}

    /** All tensors of a network, and the standardisation of its features. */
    static List<Named> of(Model model) {
        List<Named> all = new ArrayList<>();
        for (NamedTensor tensor : model.tensors()) {
            all.add(new Named(tensor.name(), tensor.shape(), model.tensor(tensor.name())));
        }
        List<Long> features = List.of((long) model.featureNames().size());
        all.add(new Named(MEAN, features, model.featureMean()));
        all.add(new Named(SD, features, model.featureSd()));
        return all;
    }
}
