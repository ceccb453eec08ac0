package rai.api.data;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The rows of a table as a network reads them, prepared as the training rows of its run were.
 *
 * @param features X [m, d], one row per example; texts are encoded and gaps are filled
 * @param rows [m] the row of the table that each example is, from 0; all of them unless rows with missing values are dropped
 * @param unused the names of the columns that the network does not read
 */
public record Prepared(INDArray features, int[] rows, List<String> unused) {
    /** Copies the list. */
    public Prepared {
        unused = List.copyOf(unused);
    }
}
