package rai.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Computes a computation in float64: what its operators mean, for checks. */
// Long because each operator is defined here, in a line or two.
public final class Evaluation {
    private final double[] input;
    private final int examples;
    private final Map<Node, double[]> values = new IdentityHashMap<>();

    private Evaluation(double[] input, int examples) {
        this.input = input;
        this.examples = examples;
    }

    /**
     * Computes a value.
     *
     * @param result what is wanted
     * @param input what the computation reads [examples, width], row by row
     * @param examples the number of examples
     * @return the value [rows · examples, width], row by row
     * @throws IllegalArgumentException if the input has another width
     */
    public static double[] of(Node result, double[] input, int examples) {
        Evaluation evaluation = new Evaluation(input, examples);
        for (Node node : Node.order(List.of(result))) {
            evaluation.values.put(node, evaluation.compute(node));
        }
        return evaluation.expanded(result, result);
    }

    private int rows(Node node) {
        return Math.toIntExact(node.rows() * examples);
    }

    private double[] compute(Node node) {
        return switch (node.operator()) {
            case INPUT -> input(node);
            case CONSTANT -> node.values();
            case PRODUCT -> product(node);
            case RESHAPE -> values.get(node.inputs().get(0));
            case COLUMNS -> columns(node);
            case ROW_SUM, ROW_MEAN, ROW_MAX, SOFTMAX, LOG_SOFTMAX, DESCENDING, CUMULATIVE_SUM -> rowWise(node);
            case WHERE_GREATER -> where(node);
            default -> node.inputs().size() == 1 ? unary(node) : binary(node);
        };
    }

    private double[] input(Node node) {
        if (input.length != examples * node.width()) {
            throw new IllegalArgumentException("the computation reads " + node.width()
                    + " numbers of each example, but " + input.length + " are given for " + examples + " examples");
        }
        return input;
    }

    /** The numbers of an input of an operation, in the shape of its result. */
    private double[] expanded(Node node, Node result) {
        double[] x = values.get(node);
        int rows = rows(result);
        int width = result.width();
        int ownRows = node.isConstant() ? (int) node.rows() : rows(node);
        if (ownRows == rows && node.width() == width) {
            return x;
        }
        double[] all = new double[rows * width];
        for (int i = 0; i < all.length; i++) {
            int row = ownRows == 1 ? 0 : i / width;
            int column = node.width() == 1 ? 0 : i % width;
            all[i] = x[row * node.width() + column];
        }
        return all;
    }

    private double[] unary(Node node) {
        DoubleUnaryOperator f = function(node.operator());
        return Arrays.stream(expanded(node.inputs().get(0), node)).map(f).toArray();
    }

    private static DoubleUnaryOperator function(Operator operator) {
        return switch (operator) {
            case NEGATE -> x -> -x;
            case ABS -> Math::abs;
            case EXP -> Math::exp;
            case LOG -> Math::log;
            case SQRT -> Math::sqrt;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case TAN -> Math::tan;
            case ATAN -> Math::atan;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case TANH -> Math::tanh;
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> ErrorFunction::of;
            case RELU -> x -> Math.max(x, 0);
            case WIDEN, NARROW -> x -> x;
            default -> throw new IllegalStateException(operator + " has not one input");
        };
    }

    private double[] binary(Node node) {
        DoubleBinaryOperator f =
                switch (node.operator()) {
                    case ADD -> (x, y) -> x + y;
                    case SUBTRACT -> (x, y) -> x - y;
                    case MULTIPLY -> (x, y) -> x * y;
                    case DIVIDE -> (x, y) -> x / y;
                    case POWER -> Math::pow;
                    case MIN -> Math::min;
                    case MAX -> Math::max;
                    default -> throw new IllegalStateException(node.operator() + " has not two inputs");
                };
        double[] x = expanded(node.inputs().get(0), node);
        double[] y = expanded(node.inputs().get(1), node);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = f.applyAsDouble(x[i], y[i]);
        }
        return result;
    }

    private double[] where(Node node) {
        List<double[]> of = new ArrayList<>();
        node.inputs().forEach(input -> of.add(expanded(input, node)));
        double[] result = new double[of.get(0).length];
        for (int i = 0; i < result.length; i++) {
            result[i] = of.get(0)[i] > of.get(1)[i] ? of.get(2)[i] : of.get(3)[i];
        }
        return result;
    }

    private double[] product(Node node) {
        Node from = node.inputs().get(0);
        double[] x = values.get(from);
        double[] m = values.get(node.inputs().get(1));
        int n = from.width();
        int width = node.width();
        double[] result = new double[rows(node) * width];
        for (int row = 0; row < rows(node); row++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < width; j++) {
                    result[row * width + j] += x[row * n + k] * m[k * width + j];
                }
            }
        }
        return result;
    }

    private double[] columns(Node node) {
        Node from = node.inputs().get(0);
        double[] x = values.get(from);
        double[] result = new double[rows(node) * node.width()];
        for (int row = 0; row < rows(node); row++) {
            System.arraycopy(x, row * from.width() + node.from(), result, row * node.width(), node.width());
        }
        return result;
    }

    private double[] rowWise(Node node) {
        Node from = node.inputs().get(0);
        double[] x = values.get(from);
        double[] result = new double[rows(node) * node.width()];
        for (int row = 0; row < rows(node); row++) {
            double[] y = ofRow(node.operator(), Arrays.copyOfRange(x, row * from.width(), (row + 1) * from.width()));
            System.arraycopy(y, 0, result, row * node.width(), node.width());
        }
        return result;
    }

    private static double[] ofRow(Operator operator, double[] x) {
        double max = Arrays.stream(x).reduce(Double.NEGATIVE_INFINITY, Math::max);
        switch (operator) {
            case ROW_SUM:
                return new double[] {plainSum(x)};
            case ROW_MEAN:
                return new double[] {plainSum(x) / x.length};
            case ROW_MAX:
                return new double[] {max};
            case SOFTMAX, LOG_SOFTMAX:
                double sum =
                        plainSum(Arrays.stream(x).map(v -> Math.exp(v - max)).toArray());
                return Arrays.stream(x)
                        .map(v -> operator == Operator.SOFTMAX ? Math.exp(v - max) / sum : v - max - Math.log(sum))
                        .toArray();
            case DESCENDING:
                return Arrays.stream(x).map(v -> -v).sorted().map(v -> -v).toArray();
            default:
                double[] sums = x.clone();
                for (int i = 1; i < x.length; i++) {
                    sums[i] += sums[i - 1];
                }
                return sums;
        }
    }

    private static double plainSum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }
}
