package rai.api.method;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.loss.Loss;
import rai.api.network.Network;
import rai.api.network.Segment;

/** The state of a run as a training method sees it: current examples, parameters, variables, and segments of the network. */
public interface Training {
    /** @return the network's structure */
    Network network();

    /** @return X [n, d] of the examples of this step */
    INDArray inputs();

    /** @return what the network should give for {@link #inputs}, [n, c] */
    INDArray targets();

    /** @return the task's loss */
    Loss loss();

    /** @return the steps done so far with this method */
    long step();

    /** @return all parameters, as one flat vector of the run */
    INDArray parameters();

    /** @return dL/d(parameters), as one flat vector */
    INDArray parameterGradient();

    /**
     * The weights of a map.
     *
     * @param map from 0
     * @return a view [inputs, outputs] into the parameters
     */
    INDArray weight(int map);

    /**
     * The biases of a map.
     *
     * @param map from 0
     * @return a view [1, outputs] into the parameters; null where the map has none
     */
    INDArray bias(int map);

    /**
     * A variable: one of this method's, or one that an earlier method of the same run left.
     *
     * @param name its name
     * @return the tensor, of its declared shape
     * @throws rai.api.spec.SpecException where the run has no such variable
     */
    INDArray variable(String name);

    /**
     * The gradient of one of this method's variables.
     *
     * @param name its name
     * @return dL/d(variable), of its shape
     */
    INDArray gradient(String name);

    /**
     * A piece of a variable.
     *
     * @param name its name
     * @param offset where the piece starts, counted in elements
     * @param shape the shape of the piece
     * @return a view into the variable; asking again gives the same one
     */
    INDArray variable(String name, long offset, long... shape);

    /**
     * A piece of the gradient of one of this method's variables.
     *
     * @param name its name
     * @param offset where the piece starts, counted in elements
     * @param shape the shape of the piece
     * @return a view into the gradient; asking again gives the same one
     */
    INDArray gradient(String name, long offset, long... shape);

    /**
     * A scratch array that lasts as long as the run; its content does not survive a step.
     *
     * @param name what the method calls it
     * @param shape its shape
     * @return the array, in the run's data type
     */
    INDArray scratch(String name, long... shape);

    /**
     * Layers {@code from} (inclusive) to {@code to} (exclusive) as one segment.
     *
     * @param from index of the first layer
     * @param to index after the last layer
     * @return the segment
     */
    default Segment segment(int from, int to) {
        return segment(from, to, 1);
    }

    /**
     * Several segments of equal structure side by side: layers {@code from} to {@code to}, the next {@code to - from}
     * layers, and so on.
     *
     * @param from index of the first layer of the first segment
     * @param to index after the last layer of the first segment
     * @param copies how many segments
     * @return the segment; asking again gives the same one
     */
    Segment segment(int from, int to, int copies);

    /**
     * Runs layers {@code from} (inclusive) to {@code to} (exclusive) forward only, on the present parameters and as in
     * evaluation: batch normalisation by running statistics, nothing dropped out.
     *
     * @param from index of the first layer
     * @param to index after the last layer
     * @param input [n, inputs]; not altered
     * @return the output [n, outputs]; it lasts until the next but one call, or is {@code input} where there is no layer
     */
    INDArray forward(int from, int to, INDArray input);

    /**
     * Lets the optimizer move parameters and variables along their gradients, which the method has written.
     *
     * @param objective the objective at the state before the move; the run stops where it is not finite
     * @throws rai.api.spec.SpecException where the optimizer needs {@link #minimize}, as one with a line search does
     */
    void update(double objective);

    /**
     * Lets the optimizer make a step down an objective: it evaluates it once, or several times where it searches a line.
     *
     * @param objective gives the objective at the present parameters and variables, and writes their gradients; the run stops
     *     where it is not finite
     */
    default void minimize(DoubleSupplier objective) {
        update(objective.getAsDouble());
    }

    /**
     * Tells the objective of a step that needs no optimizer, because it moved the parameters itself.
     *
     * @param objective the objective; the run stops where it is not finite
     */
    void completed(double objective);

    /**
     * Reports a number of the current state, such as {@code hidden_loss}.
     *
     * @param name lower case, words joined by underscores
     * @param value the number
     */
    void report(String name, double value);

    /**
     * Reports one number per map.
     *
     * @param name lower case, words joined by underscores
     * @param values one number per map
     */
    void report(String name, List<Double> values);
}
