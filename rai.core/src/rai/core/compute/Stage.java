package rai.core.compute;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.network.Layer;

/** One layer of each copy of a segment: forward and backward, task by task. */
abstract class Stage {
    final Layer layer;
    /** What it computes, [copies, rows, outputs]; made by the segment. */
    INDArray output;
    /** The gradient of its input, [copies, rows, inputs]; made by the segment if it is wanted. */
    INDArray downstream;

    Stage(Layer layer) {
        this.layer = layer;
    }

    abstract void bindInput(INDArray array);

    abstract void bindUpstream(INDArray array);

    /** Whether a task must have all rows of a copy; else it has a tile. */
    boolean whole() {
        return false;
    }

    /** Whether it has parameters. */
    boolean learns() {
        return false;
    }

    abstract void forward(int task);

    /**
     * Runs backward.
     *
     * @param below whether {@link #downstream} of the task is wanted
     */
    abstract void backward(int task, boolean below);

    /** Takes what the tasks of a forward pass saw into the running state. */
    void updateState() {}

    /**
     * Writes the gradient of the parameters, when all tasks are done.
     *
     * @param adds whether it is added to what is there
     */
    void parameterGradient(boolean adds) {}
}
