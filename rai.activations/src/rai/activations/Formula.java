package rai.activations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import rai.api.activation.TiledActivation;
import rai.api.graph.Node;

/**
 * A function of z as a list of operations, each on a whole tile of numbers: the formula is walked through once a tile, not
 * once an element. Derivatives by forward mode: after each number stands its derivative with respect to z (dual numbers).
 * What occurs twice in a formula is computed once.
 */
final class Formula {
    /** The most numbers that go through at once. */
    static final int TILE = TiledActivation.TILE;

    /** The number of the register that holds z. */
    static final int Z = 0;

    /**
     * A function of one argument.
     *
     * @param value f(x)
     * @param derivative f'(x), as a function of x and f(x)
     */
    private record Unary(DoubleUnaryOperator value, DoubleBinaryOperator derivative) {}

    /** The sign, as a function: no name that a formula can hold. */
    static final String NEGATE = "negate -";

    private static final Map<String, Unary> UNARY = new LinkedHashMap<>();
    private static final TreeSet<String> BINARY = new TreeSet<>(List.of("min", "max", "pow"));

    static {
        UNARY.put("exp", new Unary(Math::exp, (x, y) -> y));
        UNARY.put("log", new Unary(Math::log, (x, y) -> 1 / x));
        UNARY.put("sqrt", new Unary(Math::sqrt, (x, y) -> 0.5 / y));
        UNARY.put("abs", new Unary(Math::abs, (x, y) -> Math.signum(x)));
        UNARY.put("sin", new Unary(Math::sin, (x, y) -> Math.cos(x)));
        UNARY.put("cos", new Unary(Math::cos, (x, y) -> -Math.sin(x)));
        UNARY.put("tan", new Unary(Math::tan, (x, y) -> 1 + y * y));
        UNARY.put("sinh", new Unary(Math::sinh, (x, y) -> Math.cosh(x)));
        UNARY.put("cosh", new Unary(Math::cosh, (x, y) -> Math.sinh(x)));
        UNARY.put("tanh", new Unary(Math::tanh, (x, y) -> 1 - y * y));
        UNARY.put("sigmoid", new Unary(Formula::sigmoid, (x, y) -> y * sigmoid(-x)));
        UNARY.put("erf", new Unary(NormalDistribution::erf, (x, y) -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x)));
        UNARY.put(
                "softplus", new Unary(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), (x, y) -> sigmoid(x)));
        UNARY.put("relu", new Unary(x -> Math.max(x, 0), (x, y) -> isPositive(x)));
        UNARY.put(NEGATE, new Unary(x -> -x, (x, y) -> -1));
    }

    /** 1 if x is above 0, else 0; NaN stays NaN. */
    private static double isPositive(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x > 0 ? 1 : 0;
    }

    /** The derivative of an argument times a factor; an argument that stays as it is adds nothing, be the factor infinite. */
    private static double times(double derivative, double factor) {
        return derivative == 0 ? 0 : derivative * factor;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** @return the names of all functions of so many arguments */
    static List<String> functions(int arguments) {
        return arguments == 1
                ? UNARY.keySet().stream()
                        .filter(name -> !name.equals(NEGATE))
                        .sorted()
                        .toList()
                : List.copyOf(BINARY);
    }

    /** What is done to which registers; a constant stands in its operation. */
    record Step(String operation, int a, int b, double constant) {}

    /** Builds a formula from the inside out; all numbers that it gives and takes are those of registers. */
    static final class Builder {
        private final Map<Step, Integer> registers = new LinkedHashMap<>();

        Builder() {
            registers.put(new Step("z", 0, 0, 0), Z);
        }

        int constant(double value) {
            return register(new Step("constant", 0, 0, value));
        }

        int unary(String function, int a) {
            return register(new Step(function, a, a, 0));
        }

        /** One of + - * / pow min max. */
        int binary(String operation, int a, int b) {
            return register(new Step(operation, a, b, 0));
        }

        private int register(Step step) {
            Integer known = registers.putIfAbsent(step, registers.size());
            return known == null ? registers.size() - 1 : known;
        }

        Formula result(int register) {
            return new Formula(new ArrayList<>(registers.keySet()), register);
        }
    }

    private final List<Step> steps;
    private final int result;
    private final Queue<Tile> free = new ConcurrentLinkedQueue<>();

    private Formula(List<Step> steps, int result) {
        this.steps = steps;
        this.result = result;
    }

    /** A tile of numbers in all registers, and their derivatives. */
    final class Tile {
        /** What is larger at the largest number goes to infinity. */
        private static final double HUGE = 1e300;

        private final double[][] value = new double[steps.size()][TILE];
        private final double[][] derivative = new double[steps.size()][TILE];

        private Tile() {
            Arrays.fill(derivative[Z], 1);
            for (int r = 0; r < steps.size(); r++) {
                if (steps.get(r).operation().equals("constant")) {
                    Arrays.fill(value[r], steps.get(r).constant());
                }
            }
        }

        /** @return where z is to be written */
        double[] z() {
            return value[Z];
        }

        /** @return the values, after {@link #run} */
        double[] values() {
            return value[result];
        }

        /** @return the derivatives, after {@link #run} with derivatives */
        double[] derivatives() {
            return derivative[result];
        }

        /**
         * Computes the first n values of all registers. What is not finite at a finite number is computed again in numbers that do
         * not overflow. If the formula gives NaN at ±∞, as 0 · ∞ does, it is taken at the largest finite number: there it is at
         * its limit, if it has one.
         *
         * @param withDerivatives whether derivatives are wanted too
         */
        void run(int n, boolean withDerivatives) {
            compute(n, withDerivatives);
            for (int i = 0; i < n; i++) {
                if (Double.isFinite(values()[i]) && (!withDerivatives || Double.isFinite(derivatives()[i]))) {
                    continue;
                }
                if (Double.isFinite(z()[i])) {
                    computeWide(i, withDerivatives);
                } else if (Double.isInfinite(z()[i])) {
                    takeLimit(i, withDerivatives);
                }
            }
        }

        private void computeWide(int i, boolean withDerivatives) {
            WideFormula wide = new WideFormula(steps, z()[i]);
            values()[i] = better(values()[i], wide.value(result));
            if (withDerivatives) {
                derivatives()[i] = better(derivatives()[i], wide.derivative(result));
            }
        }

        /** What plain arithmetic gives, unless it is not finite and the other is known. */
        private static double better(double plain, double wide) {
            return Double.isFinite(plain) || Double.isNaN(wide) ? plain : wide;
        }

        private void takeLimit(int i, boolean withDerivatives) {
            Tile far = take();
            far.z()[0] = Math.copySign(Double.MAX_VALUE, z()[i]);
            far.run(1, withDerivatives);
            if (Double.isNaN(values()[i])) {
                double limit = far.values()[0];
                values()[i] = Math.abs(limit) > HUGE ? Math.copySign(Double.POSITIVE_INFINITY, limit) : limit;
            }
            if (withDerivatives && Double.isNaN(derivatives()[i])) {
                derivatives()[i] = far.derivatives()[0];
            }
            giveBack(far);
        }

        private void compute(int n, boolean withDerivatives) {
            for (int r = 1; r < steps.size(); r++) {
                Step step = steps.get(r);
                Unary unary = UNARY.get(step.operation());
                if (unary != null) {
                    unary(unary, value[step.a()], value[r], n);
                    if (withDerivatives) {
                        unaryDerivative(unary, value[step.a()], value[r], derivative[step.a()], derivative[r], n);
                    }
                } else if (!step.operation().equals("constant")) {
                    binary(step.operation(), value[step.a()], value[step.b()], value[r], n);
                    if (withDerivatives) {
                        binaryDerivative(step, r, n);
                    }
                }
            }
        }

        private void binaryDerivative(Step step, int r, int n) {
            double[] a = value[step.a()];
            double[] b = value[step.b()];
            double[] da = derivative[step.a()];
            double[] db = derivative[step.b()];
            double[] y = value[r];
            double[] dy = derivative[r];
            switch (step.operation()) {
                case "+" -> {
                    for (int i = 0; i < n; i++) {
                        dy[i] = da[i] + db[i];
                    }
                }
                case "-" -> {
                    for (int i = 0; i < n; i++) {
                        dy[i] = da[i] - db[i];
                    }
                }
                case "*" -> {
                    for (int i = 0; i < n; i++) {
                        dy[i] = times(da[i], b[i]) + times(db[i], a[i]);
                    }
                }
                case "/" -> {
                    for (int i = 0; i < n; i++) {
                        dy[i] = (da[i] - y[i] * db[i]) / b[i];
                    }
                }
                case "pow" -> {
                    for (int i = 0; i < n; i++) {
                        dy[i] = times(da[i], b[i] * Math.pow(a[i], b[i] - 1)) + times(db[i], y[i] * Math.log(a[i]));
                    }
                }
                default -> {
                    double sign = step.operation().equals("max") ? 1 : -1;
                    for (int i = 0; i < n; i++) {
                        double ahead = sign * (a[i] - b[i]);
                        if (ahead > 0) {
                            dy[i] = da[i];
                        } else if (ahead < 0) {
                            dy[i] = db[i];
                        } else {
                            dy[i] = a[i] == b[i] ? (da[i] + db[i]) / 2 : y[i];
                        }
                    }
                }
            }
        }
    }

    /** @return a tile for one thread; to be given back */
    Tile take() {
        Tile tile = free.poll();
        return tile == null ? new Tile() : tile;
    }

    /** @param tile what {@link #take} gave */
    void giveBack(Tile tile) {
        free.add(tile);
    }

    private static void unary(Unary f, double[] a, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = f.value().applyAsDouble(a[i]);
        }
    }

    private static void unaryDerivative(Unary f, double[] a, double[] y, double[] da, double[] dy, int n) {
        for (int i = 0; i < n; i++) {
            dy[i] = f.derivative().applyAsDouble(a[i], y[i]) * da[i];
        }
    }

    private static void binary(String operation, double[] a, double[] b, double[] y, int n) {
        switch (operation) {
            case "+" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = a[i] + b[i];
                }
            }
            case "-" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = a[i] - b[i];
                }
            }
            case "*" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = a[i] * b[i];
                }
            }
            case "/" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = a[i] / b[i];
                }
            }
            case "pow" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.pow(a[i], b[i]);
                }
            }
            case "max" -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.max(a[i], b[i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.min(a[i], b[i]);
                }
            }
        }
    }

    /** The formula as a computation, in float64 as it is computed here. */
    Node graph(Node z) {
        List<Node> nodes = new ArrayList<>();
        for (Step step : steps) {
            Node a = nodes.isEmpty() ? z.widened() : nodes.get(step.a());
            nodes.add(
                    nodes.isEmpty()
                            ? a
                            : step.operation().equals("constant")
                                    ? Node.constant(step.constant())
                                    : FormulaGraph.of(step.operation(), a, nodes.get(step.b())));
        }
        return nodes.get(result).narrowed();
    }
}
