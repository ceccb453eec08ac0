package rai.api.engine;

import java.util.List;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.activation.Activation;
import rai.api.network.Layer;
import rai.api.spec.Spec;

/**
 * What a segment computes: consecutive layers, in {@link #copies} copies of equal structure side by side, each for
 * {@link #rows} examples.
 */
@ProviderType
public interface SegmentPlan {
    /** @return the layers of one copy */
    List<Layer> layers();

    /** @return how many copies */
    int copies();

    /** @return how many examples */
    int rows();

    /** @return all parameters of the run, flat and contiguous; the same array at every step */
    INDArray parameters();

    /** @return receives their gradient, flat and contiguous; the same array at every step */
    INDArray gradient();

    /**
     * @param copy from 0
     * @param layer a dense layer, counted from 0 within the copy
     * @return where its weights [inputs, outputs] start in the flat arrays
     */
    long weightOffset(int copy, int layer);

    /**
     * @param copy from 0
     * @param layer a dense layer, counted from 0 within the copy
     * @return where its bias [outputs] starts in the flat arrays
     */
    long biasOffset(int copy, int layer);

    /**
     * @param spec the spec of a layer
     * @return the current activation of that spec; ask again at each step
     */
    Activation activation(Spec spec);

    /**
     * Distributes tasks over the threads of the run, and returns when all are done. How work is divided into tasks must not
     * depend on the number of threads, because the results would depend on it too.
     *
     * @param tasks the number of tasks
     * @param task receives the number of each, from 0
     */
    void run(int tasks, IntConsumer task);
}
