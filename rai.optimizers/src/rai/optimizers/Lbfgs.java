package rai.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Component;
import rai.api.engine.Portable;
import rai.api.optimizer.ObjectiveOptimizer;
import rai.api.optimizer.Slots;
import rai.api.optimizer.Update;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.state.Numbers;

/**
 * L-BFGS (Liu and Nocedal, 1989): a direction d = -H g, in which H approximates the inverse Hessian from the last changes of x and g,
 * by the two loops of Nocedal (1980); along it a line search for the strong Wolfe conditions.
 *
 * <pre>
 * s = x - x',  y = g - g';  pairs with yᵀs ≤ 1e-10 are left out;  H_0 = yᵀs / yᵀy · I
 * </pre>
 *
 * <p>A step of a run is {@code max-iterations} iterations, as in PyTorch; it ends earlier if the gradient, the change of
 * x or that of the objective becomes small. State: twice {@code history} vectors as long as x, and two more.
 */
@Component(service = ObjectiveOptimizer.class)
@Named("lbfgs")
@About(
        value = "A quasi-Newton method with a line search, for full batches: several evaluations per step, and few"
                + " steps.",
        formula = "d = -H g, H from the last pairs s = x - x', y = g - g'; x <- x + t d, t by the strong Wolfe"
                + " conditions",
        source = "Liu & Nocedal, 1989, Math. Programming 45; line search: Nocedal & Wright, Numerical Optimization,"
                + " 2006")
public class Lbfgs implements ObjectiveOptimizer, Portable {
    private static final String DIRECTION = "direction";
    private static final String PREVIOUS = "previous-gradient";
    private static final String CHANGE = "change-";
    private static final String TURN = "turn-";
    private static final String ITERATIONS = "iterations";
    private static final String PAIRS = "pairs";
    private static final String OLDEST = "oldest-pair";
    private static final String SCALE = "scale";
    private static final String LENGTH = "length";
    private static final double LEAST_CURVATURE = 1e-10;

    /** How far to go along a direction. */
    enum LineSearch {
        /** By a search for the strong Wolfe conditions. */
        STRONG_WOLFE,
        /** By the rate. */
        NONE
    }

    @Setting(value = "The first step tried along a direction, or the only one.", min = 0, open = true)
    double rate = 1;

    @Setting(value = "Iterations per step.", min = 1)
    int maxIterations = 20;

    @Setting(
            value = "Evaluations per step after which no further iteration begins; 0 means 1.25 times the iterations.",
            min = 0)
    int maxEvaluations = 0;

    @Setting(value = "A step ends when no element of the gradient is larger.", min = 0)
    double toleranceGradient = 1e-7;

    @Setting(value = "A step ends when x or the objective changes by less.", min = 0)
    double toleranceChange = 1e-9;

    @Setting(value = "How many pairs of changes are kept; each takes two vectors.", min = 1, max = 1000)
    int history = 100;

    @Setting("How far to go along a direction: by a search, or by the rate alone (PyTorch's default).")
    LineSearch lineSearch = LineSearch.STRONG_WOLFE;

    @Override
    public List<String> slots() {
        List<String> slots = new ArrayList<>(List.of(DIRECTION, PREVIOUS));
        for (int i = 0; i < history; i++) {
            slots.add(CHANGE + i);
            slots.add(TURN + i);
        }
        return slots;
    }

    @Override
    public List<String> numbers() {
        return List.of(ITERATIONS, PAIRS, OLDEST, SCALE, LENGTH);
    }

    @Override
    public void step(
            INDArray x,
            INDArray gradient,
            double objective,
            DoubleSupplier evaluate,
            Slots slots,
            Numbers numbers,
            Update update) {
        new Step(x, gradient, evaluate, slots, numbers, rate * update.factor()).run(objective);
    }

    /** The arrays and numbers of one step. */
    private final class Step {
        private final INDArray x;
        private final INDArray gradient;
        private final DoubleSupplier evaluate;
        private final Slots slots;
        private final Numbers numbers;
        private final double size;
        private final INDArray direction;
        private final INDArray previous;
        private int evaluations = 1;

        Step(INDArray x, INDArray gradient, DoubleSupplier evaluate, Slots slots, Numbers numbers, double size) {
            this.x = x;
            this.gradient = gradient;
            this.evaluate = evaluate;
            this.slots = slots;
            this.numbers = numbers;
            this.size = size;
            direction = slots.get(DIRECTION);
            previous = slots.get(PREVIOUS);
        }

        void run(double objective) {
            int mostEvaluations = maxEvaluations > 0 ? maxEvaluations : maxIterations * 5 / 4;
            double value = objective;
            boolean goOn = Vectors.largest(gradient) > toleranceGradient;
            for (int i = 1; goOn && i <= maxIterations; i++) {
                boolean first = numbers.get(ITERATIONS) == 0;
                numbers.set(ITERATIONS, numbers.get(ITERATIONS) + 1);
                if (first) {
                    numbers.set(SCALE, 1);
                } else {
                    remember();
                }
                direct();
                Vectors.set(previous, gradient, 1);
                double length = first ? Math.min(1, 1 / Vectors.sumOfSizes(gradient)) * size : size;
                double slope = Vectors.dot(gradient, direction);
                if (slope > -toleranceChange) {
                    numbers.set(LENGTH, length);
                    return;
                }
                double before = value;
                value = lineSearch == LineSearch.STRONG_WOLFE
                        ? search(value, slope, length)
                        : walk(value, length, i < maxIterations);
                goOn = evaluations < mostEvaluations
                        && Vectors.largest(gradient) > toleranceGradient
                        && numbers.get(LENGTH) * Vectors.largest(direction) > toleranceChange
                        && Math.abs(value - before) >= toleranceChange;
            }
        }

        /** Keeps the last change of x and of the gradient, in the place of the oldest pair if there is no other. */
        private void remember() {
            int pairs = (int) numbers.get(PAIRS);
            int oldest = (int) numbers.get(OLDEST);
            int place = (oldest + pairs) % history;
            // in place of the previous gradient and of the direction, which are both written again
            Vectors.combine(previous, -1, gradient, 1);
            Vectors.set(direction, direction, numbers.get(LENGTH));
            double curvature = Vectors.dot(previous, direction);
            if (!(curvature > LEAST_CURVATURE)) {
                return;
            }
            Vectors.set(slots.get(TURN + place), previous, 1);
            Vectors.set(slots.get(CHANGE + place), direction, 1);
            numbers.set(PAIRS, Math.min(history, pairs + 1));
            numbers.set(OLDEST, pairs == history ? (oldest + 1) % history : oldest);
            numbers.set(SCALE, curvature / Vectors.dot(previous, previous));
        }

        /** d = -H g, by two loops over the pairs. */
        private void direct() {
            int pairs = (int) numbers.get(PAIRS);
            int oldest = (int) numbers.get(OLDEST);
            double[] inverse = new double[pairs];
            double[] alpha = new double[pairs];
            Vectors.set(direction, gradient, -1);
            for (int i = pairs - 1; i >= 0; i--) {
                INDArray change = slots.get(CHANGE + (oldest + i) % history);
                INDArray turn = slots.get(TURN + (oldest + i) % history);
                inverse[i] = 1 / Vectors.dot(turn, change);
                alpha[i] = Vectors.dot(change, direction) * inverse[i];
                Vectors.combine(direction, 1, turn, -alpha[i]);
            }
            Vectors.set(direction, direction, numbers.get(SCALE));
            for (int i = 0; i < pairs; i++) {
                INDArray change = slots.get(CHANGE + (oldest + i) % history);
                double beta = Vectors.dot(slots.get(TURN + (oldest + i) % history), direction) * inverse[i];
                Vectors.combine(direction, 1, change, alpha[i] - beta);
            }
        }

        /** Goes to the best point found on the line; objective and gradient are those there. */
        private double search(double value, double slope, double length) {
            INDArray start = x.dup();
            double[] last = {0};
            StrongWolfe search = new StrongWolfe(
                    t -> {
                        last[0] = t;
                        double at = moveTo(start, t);
                        return new StrongWolfe.Point(t, at, Vectors.dot(gradient, direction));
                    },
                    new StrongWolfe.Point(0, value, slope),
                    toleranceChange / Vectors.largest(direction));
            StrongWolfe.Point found = search.search(length);
            evaluations += search.trials();
            numbers.set(LENGTH, found.t());
            if (last[0] != found.t()) {
                moveTo(start, found.t());
            }
            return found.value();
        }

        private double walk(double value, double length, boolean evaluated) {
            Vectors.combine(x, 1, direction, length);
            numbers.set(LENGTH, length);
            if (!evaluated) { // the next step begins with an evaluation
                return value;
            }
            evaluations++;
            return evaluate.getAsDouble();
        }

        private double moveTo(INDArray start, double t) {
            Vectors.set(x, start, 1);
            Vectors.combine(x, 1, direction, t);
            return evaluate.getAsDouble();
        }
    }
}
