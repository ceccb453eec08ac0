package rai.api.method;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.loss.Loss;
import rai.api.network.Network;
import rai.api.network.Segment;
import rai.api.state.Numbers;

/**
 * The state of a run as a training method sees it: current examples, parameters, variables, and segments of the network.
 *
 * <p>A method that follows a gradient needs little more than {@link #inputs}, {@link #segment} and {@link #loss}. Others
 * find here what they need: which examples a step has ({@link #batch}), arrays and numbers that are not trained
 * ({@link #state},
 * {@link #numbers}), figures that are summed over the steps ({@link #count}), several updates per step ({@link #update}), solvers and threads ({@link #algebra}), random numbers
 * ({@link #random}), and values that are computed once ({@link #derived}).
 */
@ProviderType
public interface Training {
    /** @return the network's structure */
    Network network();

    /** @return X [n, d] of the examples of this step */
    INDArray inputs();

    /** @return the desired outputs for {@link #inputs}, [n, c] */
    INDArray targets();

    /** @return which examples this step works on */
    Batch batch();

    /** @return the task's loss */
    Loss loss();

    /** @return the steps done so far with this method */
    long step();

    /**
     * The schedule's factor on the learning rate at this step. The optimizer applies it by itself; a method that moves the
     * parameters itself takes it as the factor on the length of its own steps.
     *
     * @return the factor, at least 0; 1 without a schedule
     */
    double scheduleFactor();

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
     * @return a view [1, outputs] into the parameters; null if the map has none
     */
    INDArray bias(int map);

    /**
     * A variable: one of this method's, or one that an earlier method of the same run left.
     *
     * @param name its name
     * @return the tensor, of its declared shape
     * @throws rai.api.spec.SpecException if the run has no such variable
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
     * The rows that this step's batch has of an array with a row per example ({@link TrainingMethod.Variable#perExample}): a
     * variable, an array of {@link TrainingMethod#state}, or one that an earlier method left. With a full batch it is
     * {@link #variable} itself. In mini-batches, row i belongs to example {@code batch().rows()[i]}; what is written into
     * it, or
     * moved by the optimizer, is in {@link #variable} after the next {@link #minimize}, {@link #update}, or {@link #completed},
     * and after each visit of {@link Batch#forEach}.
     *
     * <p>In mini-batches the optimizer moves these rows alone: values, and optimizer state, of the other examples stay as they
     * are. Each row counts its own updates, which is the number that, for example, Adam's bias correction depends on.
     *
     * @param name the name of the array
     * @return [examples in the batch, row...], or flat and block after block if the array has blocks; asking again in the same
     *     batch gives the same array
     * @throws rai.api.spec.SpecException if the run has no such array, or it has no row per example
     */
    INDArray rows(String name);

    /**
     * A piece of {@link #rows}.
     *
     * @param name the name of the array
     * @param offset where the piece starts, counted in elements
     * @param shape the shape of the piece
     * @return a view into the rows; asking again in the same batch gives the same one
     * @throws rai.api.spec.SpecException if the run has no such array, or it has no row per example
     */
    INDArray rows(String name, long offset, long... shape);

    /**
     * The gradient of {@link #rows}. It is 0 when a mini-batch begins.
     *
     * @param name the name of one of this method's variables
     * @return dL/d(rows), of their shape
     * @throws rai.api.spec.SpecException if the run has no such variable, or it has no row per example
     */
    INDArray rowsGradient(String name);

    /**
     * A piece of {@link #rowsGradient}.
     *
     * @param name the name of one of this method's variables
     * @param offset where the piece starts, counted in elements
     * @param shape the shape of the piece
     * @return a view into the gradient; asking again in the same batch gives the same one
     * @throws rai.api.spec.SpecException if the run has no such variable, or it has no row per example
     */
    INDArray rowsGradient(String name, long offset, long... shape);

    /**
     * An array of the run that is not trained, such as multipliers or feedback weights. It is saved in checkpoints, restored
     * together with the parameters when a run returns to an earlier state, and kept in a change by hand.
     *
     * @param name one of {@link TrainingMethod#state}, or of an earlier method of the same run
     * @return the array, of its declared shape. It is 0 until it is written
     * @throws rai.api.spec.SpecException if the run has no such array
     */
    INDArray state(String name);

    /** @return the single numbers of the method, saved like {@link #state}: those of {@link TrainingMethod#numbers} */
    Numbers numbers();

    /** @return matrix products, solvers, and the threads of the run */
    LinearAlgebra algebra();

    /**
     * A stream of random numbers. It depends on the run's seed, the phase, the step, the purpose and the numbers alone, not
     * on threads or on earlier draws, so a resumed run draws the same numbers.
     *
     * @param purpose what the numbers are for, such as {@code noise}
     * @param numbers what else distinguishes it, such as the index of an example; none for one stream per step
     * @return the stream, from its start
     */
    RandomGenerator random(String purpose, long... numbers);

    /**
     * A value that depends on the network, the number of examples and the settings of the method alone. It is computed when
     * it is first asked for, and again after a change of the network, of a service, or of the phase.
     *
     * @param key its name
     * @param make computes it
     * @param <T> its type
     * @return the value
     */
    <T> T derived(String key, Supplier<T> make);

    /**
     * A scratch array that lasts as long as the run; its content does not survive a step.
     *
     * @param name its name
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
     * Runs layers {@code from} (inclusive) to {@code to} (exclusive) forward only, with the current parameters and as in
     * evaluation: batch normalisation by running statistics, no dropout.
     *
     * @param from index of the first layer
     * @param to index after the last layer
     * @param input [n, inputs]; not altered
     * @return the output [n, outputs]; it is valid until the next call but one, or is {@code input} if there is no layer
     */
    INDArray forward(int from, int to, INDArray input);

    /**
     * Lets the optimizer do a step that reduces an objective. It evaluates the objective once, or several times if it
     * searches along a line.
     *
     * @param objective returns the objective at the current parameters and variables, and writes their gradients; the run stops
     *     if it is not finite
     */
    void minimize(DoubleSupplier objective);

    /**
     * Lets the optimizer update part of the trained vector from its gradient, which the method has written; the rest keeps
     * its values and its optimizer state. A step may do so several times, and then reports its objective once, by
     * {@link #completed}. The optimizer's state belongs to each element; the number of the update, on which for example the
     * bias correction of Adam depends, is that of {@code counter}, so elements with different histories take different
     * counters.
     * The schedule's factor is that of the step.
     *
     * @param counter one of {@link TrainingMethod#counters}
     * @param part what is updated
     * @throws rai.api.spec.SpecException if the optimizer needs {@link #minimize}, as with a line search
     */
    void update(String counter, Trained part);

    /**
     * Reports the objective of a step that moved the parameters itself, or by {@link #update}.
     *
     * @param objective the objective; the run stops if it is not finite
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

    /**
     * Adds to a figure that is summed over the steps of the phase, whichever methods do them, such as {@code layer_updates}. The
     * sum is among what is reported at each evaluation. It continues when another method, or another version of this one, takes
     * over within the phase. Every step of the phase counts once, also if it is done again after a fault or in a resumed run; a step
     * that is discarded does not count. Steps beyond the best state, to which early stopping returns, remain counted. A phase begins
     * at 0.
     *
     * <p>A method that counts a figure does so in each of its steps, by 0 if there is nothing to add. A figure that some
     * step of the phase did not count has no known sum: it is not reported in this phase, neither by this sum nor by
     * {@link #report} under the same name.
     *
     * @param name lower-case letters, digits and underscores
     * @param amount what is added, finite
     * @throws IllegalArgumentException if the name has other characters, or the amount is not finite
     * @throws IllegalStateException outside {@link TrainingMethod#step}
     */
    void count(String name, double amount);
}
