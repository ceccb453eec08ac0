package rai.methods;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.array.Elementary;
import rai.api.array.Elements;
import rai.api.engine.Portable;
import rai.api.method.LinearAlgebra;
import rai.api.method.Training;
import rai.api.method.TrainingMethod;
import rai.api.network.Network;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;

/**
 * RAI in alternation: no target is stored. Each step makes targets by one sweep from the output to the first map, and
 * then moves the maps by one sweep from the first to the output, in closed form. With G = n dL/dO, which is P - Y for the
 * cross-entropies, D_t = f'(Z_t), f the factor of the schedule, and T hidden maps:
 *
 * <pre>
 * U_T = η f (G W_oᵀ) ⊙ D_T,   U_{t-1} = γ (U_t W_tᵀ) ⊙ D_{t-1},
 * targets Z_t - U_t of the hidden maps, O - s f G of the output;
 * for t = first ... output, on the real input H of the map, which those already moved give:
 * (W_t, b_t) = argmin ‖H W + 1b - target‖² + λ n/100 ‖(W, b) - (W_t, b_t)‖²
 * </pre>
 *
 * <p>A proximal ridge step: a map moves only as far as the examples of the step ask for. The change is
 * (Φᵀ Φ + λ n/100 I)⁻¹ Φᵀ R with R the remaining error, so it is akin to a step of natural gradient that whitens the inputs
 * of each map, as K-FAC does, but not its outputs; and unlike there, each map sees what the maps below it have done already.
 *
 * <p>In mini-batches four settings help, each off by itself: momentum of all parameters ({@link Extrapolation}), an own ridge of the
 * first map, whitening of the outputs of the hidden maps ({@link OutputWhitening}), and decay of the first map's weights. Inputs and
 * outputs both whitened, γ = 1 and {@code parallel}: that is backprop with the preconditioner of K-FAC and momentum. Without {@code
 * parallel}, each map also corrects what the maps below it have changed. On MNIST with batches of 250 and the schedule {@code
 * polynomial}, {@code alt(eta=0.4, s=2, gamma=1, lambda=100, momentum=0.8, first=1500, whiten=0.1, decay=0.003)} is a good start.
 *
 * <p>Without momentum and whitening, nothing is kept from step to step. A step costs five products of the size of a
 * map's in float32, six in float64 and one more with whitening, in place of backprop's three, and the factorisation of a
 * matrix of the map's inputs, or of the examples if these are fewer. A schedule such as cosine lets f
 * fall; the optimizer is not used.
 */
@Component(service = TrainingMethod.class)
@Named("alt")
@About(
        value = "RAI in alternation: a reverse sweep makes targets, then each map is fitted to them in closed form, on"
                + " its real input; nothing is stored.",
        formula = "[ΔW; Δb] = (Φᵀ Φ + λ n/100 I)⁻¹ Φᵀ (Z_t - U_t - H W - b), U_{t-1} = γ (U_t W_tᵀ) ⊙ f'(Z_{t-1})",
        source = "this project, from the Relaxed Activation Identity and ridge regression: Hoerl & Kennard,"
                + " Technometrics 12, 1970; compare K-FAC: Martens & Grosse, 2015, arXiv:1503.05671")
public class Alt implements TrainingMethod, Portable, Cloneable {
    /** What is left of a signal after all hidden maps, by the rule for γ. */
    private static final double LEFT = 0.13;
    /** The smallest γ of the rule. */
    private static final double LEAST = 0.98;
    /** Elements that are copied at once. */
    private static final int PIECE = 2048;

    @Setting(value = "Length of the step of the hidden targets.", min = 0, open = true)
    double eta = 0.5;

    @Setting(value = "Length of the step of the output's target; 0 leaves the last map as it is.", min = 0)
    double s = 0.5;

    @Setting(
            value = "Factor of the targets' step from each map to the one below; 0 chooses 0.13^(1/hidden maps), at"
                    + " least 0.98.",
            min = 0)
    double gamma = 0;

    @Setting(value = "Ridge: how strongly each map is held where it is.", min = 0, open = true)
    double lambda = 10;

    @Setting(
            value = "Size of the input that stands for the bias: below 1 a bias is held more than a weight.",
            min = 0,
            open = true)
    double bias = 1;

    @Setting(
            value = "Momentum: how much of the last step is repeated before the next, for mini-batches.",
            min = 0,
            max = 0.999)
    double momentum = 0;

    @Setting(value = "Ridge of the first map, whose many inputs would overfit a mini-batch; 0 is lambda.", min = 0)
    double first = 0;

    @Setting(
            value = "Ridge of the whitening of the outputs of each hidden map, 1 being their mean square; 0 whitens"
                    + " none.",
            min = 0)
    double whiten = 0;

    @Setting(
            value = "Share that the weights of the first map lose per step, times the factor of the schedule.",
            min = 0,
            max = 1)
    double decay = 0;

    @Setting(
            value = "Largest step of a hidden map's targets, in root mean squares of its values; what is beyond is cut"
                    + " off, also for the maps below. It keeps networks of hundreds of layers from leaving their"
                    + " start; 0 cuts nothing.",
            min = 0)
    double cap = 0;

    @Setting("Whether each map is moved on what it read before the step, so that no map waits for another.")
    boolean parallel = false;

    private Elementary functions = Elementary.FAST;

    @Override
    public Object portable() {
        try {
            Alt copy = (Alt) clone();
            copy.functions = Elementary.STRICT;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Variable> variables(Network network, int examples) {
        Sweep.require(network, "alt");
        return List.of();
    }

    @Override
    public List<Variable> state(Network network, int examples) {
        List<Variable> state = new ArrayList<>();
        if (momentum > 0) {
            state.add(Extrapolation.state(network.parameterCount()));
        }
        if (whiten > 0 && network.maps().size() > 1) {
            state.add(OutputWhitening.state(network));
        }
        return state;
    }

    @Override
    public List<String> numbers() {
        return List.of(Extrapolation.COUNT, OutputWhitening.COUNT);
    }

    @Override
    public void step(Training training) {
        if (momentum > 0) {
            Extrapolation.move(training, momentum);
        }
        int n = (int) training.inputs().size(0);
        int last = training.network().maps().size() - 1;
        double f = training.scheduleFactor() * n;
        double perMap = gamma > 0 ? gamma : rule(functions, last);
        IntToDoubleFunction length = map -> map == last ? s * f : eta * f * functions.pow(perMap, last - 1 - map);

        Sweep sweep = training.derived("sweep", () -> new Sweep(training, "alt"));
        AltMoves moves = training.derived("moves", () -> new AltMoves(training, this));
        moves.begin(training, sweep, length);
        // each map is run forward twice, or side by side once, backward once, and solved once
        LayerUpdates.count(training, (parallel ? 3L : 4L) * (last + 1));
        double[] before = new double[1];
        training.algebra().run(1 + moves.parts(), part -> {
            if (part == 0) {
                before[0] = directions(training, sweep, length, moves.descent());
            } else {
                moves.prepare(training, sweep, part - 1);
            }
        });
        if (parallel) {
            sweep.refitSideBySide(training, moves);
            training.completed(before[0]);
        } else {
            moves.solveFirst(training, sweep);
            double[] after = new double[1];
            training.algebra().run(2, part -> {
                if (part == 0) {
                    INDArray moved = sweep.refit(training, moves);
                    after[0] = training.loss()
                            .value(moved.reshape(training.targets().shape()), training.targets());
                } else {
                    moves.moveFirst();
                }
            });
            training.completed(after[0]);
        }
    }

    /** The forward pass, and the sweep that gives the directions of the targets. Returns the loss. */
    private double directions(Training training, Sweep sweep, IntToDoubleFunction length, Descent descent) {
        try {
            INDArray output = sweep.forward(training).reshape(training.targets().shape());
            INDArray ofOutput = training.scratch("dL/d(output)", output.shape());
            double loss = training.loss().gradient(output, training.targets(), ofOutput);
            LinearAlgebra algebra = training.algebra();
            sweep.backward(training, ofOutput, (map, z, v) -> {
                descent.reach(map + 1);
                cut(algebra, z, v, length.applyAsDouble(map));
            });
            descent.reach(0);
            return loss;
        } finally {
            descent.end();
        }
    }

    private void cut(LinearAlgebra algebra, INDArray z, INDArray v, double length) {
        if (cap > 0) {
            double most = cap * Math.sqrt(algebra.dot(z, z));
            double step = length * Math.sqrt(algebra.dot(v, v));
            if (step > most) {
                scale(v, most / step);
            }
        }
    }

    /** For a small array a call of the tensor library takes longer. */
    private static void scale(INDArray v, double factor) {
        if (v.dataType() != DataType.FLOAT) {
            v.muli(factor);
            return;
        }
        FloatBuffer elements = Elements.floats(v);
        float[] values = new float[Math.min(PIECE, elements.limit())];
        for (int from = 0; from < elements.limit(); from += values.length) {
            int count = Math.min(values.length, elements.limit() - from);
            elements.get(from, values, 0, count);
            for (int i = 0; i < count; i++) {
                values[i] *= (float) factor;
            }
            elements.put(from, values, 0, count);
        }
    }

    static double rule(Elementary functions, int hidden) {
        return Math.max(LEAST, functions.pow(LEFT, 1.0 / Math.max(1, hidden)));
    }
}
