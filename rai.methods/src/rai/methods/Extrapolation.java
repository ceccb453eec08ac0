package rai.methods;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.array.Elements;
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
    /** Elements of a task. */
    private static final int PIECE = 8192;
    /** Elements that are copied at once. */
    private static final int STRIP = 1024;

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
        double factor = beta * Math.min(1, k / RAMP);
        if (now.dataType() == DataType.FLOAT) {
            int pieces = (int) ((now.length() + PIECE - 1) / PIECE);
            training.algebra().run(pieces, piece -> move(now, before, (float) factor, (long) piece * PIECE));
            return;
        }
        INDArray moved = training.scratch("change of the parameters", now.shape());
        now.subi(before, moved);
        before.assign(now);
        now.addi(moved.muli(factor));
    }

    /** A piece of the parameters, in one pass over the memory. */
    private static void move(INDArray now, INDArray before, float factor, long from) {
        int count = (int) Math.min(PIECE, now.length() - from);
        FloatBuffer ofNow = Elements.floats(now, from, count);
        FloatBuffer ofBefore = Elements.floats(before, from, count);
        float[] x = new float[STRIP];
        float[] y = new float[STRIP];
        for (int at = 0; at < count; at += STRIP) {
            int some = Math.min(STRIP, count - at);
            ofNow.get(at, x, 0, some);
            ofBefore.get(at, y, 0, some);
            ofBefore.put(at, x, 0, some);
            for (int i = 0; i < some; i++) {
                x[i] += (x[i] - y[i]) * factor;
            }
            ofNow.put(at, x, 0, some);
        }
    }
}
