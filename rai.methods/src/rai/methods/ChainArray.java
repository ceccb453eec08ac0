package rai.methods;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rai.api.method.Training;

/**
 * A number for each unit of each state of a {@link Chain}, for the examples of a step: one flat scratch array, state after state,
 * with the views that segments need. Asking for a view again gives the same one, which lets segments keep what they know about it.
 */
final class ChainArray {
    private final Chain chain;
    private final long rows;
    private final INDArray flat;
    private final Map<Integer, INDArray> single = new HashMap<>();
    private final Map<Chain.Group, INDArray> above = new HashMap<>();
    private final Map<Chain.Group, INDArray> below = new HashMap<>();

    private ChainArray(Chain chain, long rows, INDArray flat) {
        this.chain = chain;
        this.rows = rows;
        this.flat = flat;
    }

    /**
     * @param training the run's state
     * @param chain the chain, of at least one state
     * @param name the name of the scratch array
     * @return the array for as many examples as the step has; its content does not survive the step
     */
    static ChainArray of(Training training, Chain chain, String name) {
        long rows = training.inputs().size(0);
        return training.derived(
                "chain " + name + " " + rows,
                () -> new ChainArray(
                        chain, rows, training.scratch("chain " + name, rows * chain.start(chain.states()))));
    }

    /** @return all numbers, flat */
    INDArray flat() {
        return flat;
    }

    /** @return those of state i, [n, width] */
    INDArray state(int i) {
        return single.computeIfAbsent(i, key -> view(i, 1, rows, chain.width(i)));
    }

    /** @return those of the states that the segments of a group lead to, [copies, n, width] */
    INDArray above(Chain.Group group) {
        return above.computeIfAbsent(group, g -> view(g.first(), g.copies(), g.copies(), rows, chain.width(g.first())));
    }

    /** @return those of the states that the segments of a group read, [copies, n, width]; not for the group that reads the data */
    INDArray below(Chain.Group group) {
        return below.computeIfAbsent(
                group, g -> view(g.first() - 1, g.copies(), g.copies(), rows, chain.width(g.first() - 1)));
    }

    private INDArray view(int first, int copies, long... shape) {
        return flat.get(NDArrayIndex.interval(rows * chain.start(first), rows * chain.start(first + copies)))
                .reshape(shape);
    }
}
