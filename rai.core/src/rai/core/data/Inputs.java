package rai.core.data;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.core.compute.ForwardPass;

/** The features of examples X [n, d] in the data type of a run: an array, or rows that are read whenever they are needed. */
public interface Inputs extends ForwardPass.Input {
    /** @return those of an array, contiguous */
    static Inputs of(INDArray x) {
        return new ArrayInputs(x);
    }

    /** @return n */
    int count();

    /** @return d */
    int width();

    /** @return X, if it is in memory */
    Optional<INDArray> array();

    /** @return X, which is read if it is not in memory: not to be asked for unless it is known to be small */
    INDArray whole();

    /** @return some rows, in an array of their own */
    INDArray some(int[] rows);

    /**
     * into[i] = X[rows[i]]
     *
     * @param into contiguous, [m, d]
     */
    void gather(int[] rows, INDArray into);

    /** @return the largest absolute value of each feature */
    double[] largest();

    /** @return a checksum by which a change of a number shows; constant if nobody can change one */
    long checksum();
}
