package rai.methods;

import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;

/**
 * Momentum for a method that moves all parameters at once, by extrapolation before a step:
 *
 * <pre>
 * V = θ - θ',  θ' = θ,  θ += β min(1, k/20) V
 * </pre>
 *
 * <p>θ' being the parameters that the step before has left, and k the number of the step, from 0. The step then starts from there, and
 * corrects what went too far. Momentum on the change of each map would be another thing: within a sweep the maps above would take it
 * for an error, and work against it.
 */
final class Extrapolation {
    /** θ', flat. */
    private static final String BEFORE = "alt-before";
    /** How often it was done: k. */
    static final String COUNT = "extrapolations";

    /** Full momentum from so many steps on: at first the maps move far, and in other directions. */
    private static final double RAMP = 20;

    private Extrapolation() {}

    static TrainingMethod.Variable state(long parameters) {
        return new TrainingMethod.Variable(BEFORE, parameters);
    }

    static void move(Training training, double beta) {
        INDArray now = training.parameters();
        INDArray before = training.state(BEFORE);
        double k = training.numbers().get(COUNT);
        training.numbers().set(COUNT, k + 1);
        if (k == 0) {
            before.assign(now);
            return;
        }
        INDArray moved = training.scratch("change of the parameters", now.shape());
        now.subi(before, moved);
        before.assign(now);
        now.addi(moved.muli(beta * Math.min(1, k / RAMP)));
    }
}
