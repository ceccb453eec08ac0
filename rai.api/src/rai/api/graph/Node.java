package rai.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A value of a computation, and how it is computed of others. It never changes. An activation states itself in this form with a line:
 *
 * <pre>{@code
 * public Optional<Node> graph(Node z) {
 *     return Optional.of(z.over(z.abs().plus(1))); // softsign
 * }
 * }</pre>
 *
 * <p>Shapes: what is computed of n examples has {@link #rows} · n rows and {@link #width} columns; a constant has just
 * {@link #rows} rows. See {@link Operator} for what each operation computes. Methods throw an {@link IllegalArgumentException} if
 * the shapes do not fit.
 */
@ProviderType
// Long because it is the whole vocabulary of computations, a line of code for each.
public final class Node {
    private final Operator operator;
    private final List<Node> inputs;
    private final long rows;
    private final int width;
    private final int from;
    private final double[] values;
    private final String name;
    private final Known known;

    private Node(
            Operator operator,
            List<Node> inputs,
            long rows,
            int width,
            int from,
            double[] values,
            String name,
            Known known) {
        if (rows < 1 || width < 1) {
            throw new IllegalArgumentException("a value has at least one row and one column");
        }
        this.operator = operator;
        this.inputs = List.copyOf(inputs);
        this.rows = rows;
        this.width = width;
        this.from = from;
        this.values = values;
        this.name = name;
        this.known = known;
    }

    /**
     * What a computation reads.
     *
     * @param width how many numbers of each example
     * @return the input
     */
    public static Node input(int width) {
        return new Node(Operator.INPUT, List.of(), 1, width, 0, null, "", null);
    }

    /**
     * @param value a number
     * @return a constant [1, 1]
     */
    public static Node constant(double value) {
        return constant("", 1, value);
    }

    /**
     * @param name what it is called in a file; empty if it has no name
     * @param rows its rows
     * @param values its numbers, row by row
     * @return a constant [rows, values / rows]
     */
    public static Node constant(String name, int rows, double... values) {
        if (rows < 1 || values.length == 0 || values.length % rows != 0) {
            throw new IllegalArgumentException(values.length + " numbers do not make " + rows + " rows");
        }
        return new Node(Operator.CONSTANT, List.of(), rows, values.length / rows, 0, values.clone(), name, null);
    }

    /** @return what is computed */
    public Operator operator() {
        return operator;
    }

    /** @return of what */
    public List<Node> inputs() {
        return inputs;
    }

    /** @return the rows of each example; all rows, if {@link #isConstant} */
    public long rows() {
        return rows;
    }

    /** @return the columns */
    public int width() {
        return width;
    }

    /** @return the first column, from 0, of an operator {@link Operator#COLUMNS} */
    public int from() {
        return from;
    }

    /** @return whether it is an operator {@link Operator#CONSTANT} */
    public boolean isConstant() {
        return operator == Operator.CONSTANT;
    }

    /** @return a copy of the numbers of a constant, row by row; none of another node */
    public double[] values() {
        return values == null ? new double[0] : values.clone();
    }

    /** @return what it is called in a file; empty if it has no name */
    public String name() {
        return name;
    }

    /** @return an operator of the ONNX standard that computes the same, if one is known */
    public Optional<Known> known() {
        return Optional.ofNullable(known);
    }

    /**
     * The same value, of which it is known that an operator of the ONNX standard computes it.
     *
     * @param onnx the name of the operator
     * @param attributes its attributes
     * @param of what it reads
     * @return this value, with that knowledge
     */
    public Node knownAs(String onnx, Map<String, Double> attributes, Node... of) {
        return new Node(operator, inputs, rows, width, from, values, name, new Known(onnx, attributes, List.of(of)));
    }

    /**
     * All nodes that values are computed of, each after its inputs.
     *
     * @param results the values
     * @return their nodes, each once
     */
    public static List<Node> order(List<Node> results) {
        List<Node> all = new ArrayList<>();
        Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>(); // a deep network would be too much for a recursion
        for (Node result : results) {
            open.push(result);
            while (!open.isEmpty()) {
                Node node = open.peek();
                boolean ready = done.contains(node);
                if (!ready) {
                    ready = true;
                    for (Node input : node.inputs) {
                        if (!done.contains(input)) {
                            open.push(input);
                            ready = false;
                        }
                    }
                    if (ready) {
                        done.add(node);
                        all.add(node);
                    }
                }
                if (ready) {
                    open.pop();
                }
            }
        }
        return all;
    }

    private static Node elementwise(Operator operator, Node... of) {
        long rows = 1;
        int width = 1;
        for (Node node : of) {
            if (!node.isConstant() || node.rows > 1) {
                rows = Math.max(rows, node.rows);
            }
            width = Math.max(width, node.width);
        }
        for (Node node : of) {
            if (node.width != width && node.width != 1 || !(node.rows == rows || node.isConstant() && node.rows == 1)) {
                throw new IllegalArgumentException(
                        operator + " can't combine [" + node.rows + ", " + node.width + "] with a width of " + width);
            }
        }
        return new Node(operator, List.of(of), rows, width, 0, null, "", null);
    }

    private Node of(Operator unary) {
        return elementwise(unary, this);
    }

    private Node rowWise(Operator unary, int result) {
        return new Node(unary, List.of(this), rows, result, 0, null, "", null);
    }

    /** @return -x */
    public Node negated() {
        return of(Operator.NEGATE);
    }

    /** @return |x| */
    public Node abs() {
        return of(Operator.ABS);
    }

    /** @return e^x */
    public Node exp() {
        return of(Operator.EXP);
    }

    /** @return log x */
    public Node log() {
        return of(Operator.LOG);
    }

    /** @return √x */
    public Node sqrt() {
        return of(Operator.SQRT);
    }

    /** @return sin x */
    public Node sin() {
        return of(Operator.SIN);
    }

    /** @return cos x */
    public Node cos() {
        return of(Operator.COS);
    }

    /** @return tan x */
    public Node tan() {
        return of(Operator.TAN);
    }

    /** @return arctan x */
    public Node atan() {
        return of(Operator.ATAN);
    }

    /** @return sinh x */
    public Node sinh() {
        return of(Operator.SINH);
    }

    /** @return cosh x */
    public Node cosh() {
        return of(Operator.COSH);
    }

    /** @return tanh x */
    public Node tanh() {
        return of(Operator.TANH);
    }

    /** @return 1 / (1 + e^-x) */
    public Node sigmoid() {
        return of(Operator.SIGMOID);
    }

    /** @return log(1 + e^x) */
    public Node softplus() {
        return of(Operator.SOFTPLUS);
    }

    /** @return the error function of x */
    public Node erf() {
        return of(Operator.ERF);
    }

    /** @return max(x, 0) */
    public Node relu() {
        return of(Operator.RELU);
    }

    /**
     * @param y another value
     * @return x + y
     */
    public Node plus(Node y) {
        return elementwise(Operator.ADD, this, y);
    }

    /**
     * @param y a number
     * @return x + y
     */
    public Node plus(double y) {
        return plus(constant(y));
    }

    /**
     * @param y another value
     * @return x - y
     */
    public Node minus(Node y) {
        return elementwise(Operator.SUBTRACT, this, y);
    }

    /**
     * @param y a number
     * @return x - y
     */
    public Node minus(double y) {
        return minus(constant(y));
    }

    /**
     * @param y another value
     * @return x y
     */
    public Node times(Node y) {
        return elementwise(Operator.MULTIPLY, this, y);
    }

    /**
     * @param y a number
     * @return x y
     */
    public Node times(double y) {
        return times(constant(y));
    }

    /**
     * @param y another value
     * @return x / y
     */
    public Node over(Node y) {
        return elementwise(Operator.DIVIDE, this, y);
    }

    /**
     * @param y a number
     * @return x / y
     */
    public Node over(double y) {
        return over(constant(y));
    }

    /**
     * @param y the exponent
     * @return x^y
     */
    public Node power(Node y) {
        return elementwise(Operator.POWER, this, y);
    }

    /**
     * @param y another value
     * @return the smaller of both
     */
    public Node min(Node y) {
        return elementwise(Operator.MIN, this, y);
    }

    /**
     * @param y a number
     * @return the smaller of both
     */
    public Node min(double y) {
        return min(constant(y));
    }

    /**
     * @param y another value
     * @return the larger of both
     */
    public Node max(Node y) {
        return elementwise(Operator.MAX, this, y);
    }

    /**
     * @param y a number
     * @return the larger of both
     */
    public Node max(double y) {
        return max(constant(y));
    }

    /**
     * A function in pieces.
     *
     * @param y what this value is compared with
     * @param greater what the result is where this value is greater
     * @param otherwise what it is elsewhere, also where one of both is NaN
     * @return this > y ? greater : otherwise
     */
    public Node whereGreater(Node y, Node greater, Node otherwise) {
        return elementwise(Operator.WHERE_GREATER, this, y, greater, otherwise);
    }

    /**
     * @param y a number that this value is compared with
     * @param greater what the result is where this value is greater
     * @param otherwise what it is elsewhere, also where this value is NaN
     * @return this > y ? greater : otherwise
     */
    public Node whereGreater(double y, Node greater, Node otherwise) {
        return whereGreater(constant(y), greater, otherwise);
    }

    /**
     * @param matrix a constant [width, m]
     * @return x M, of width m
     */
    public Node product(Node matrix) {
        if (!matrix.isConstant() || matrix.rows != width) {
            throw new IllegalArgumentException("a value of width " + width + " can't be multiplied with a matrix of "
                    + matrix.rows + " rows that " + (matrix.isConstant() ? "is" : "is not") + " constant");
        }
        return new Node(Operator.PRODUCT, List.of(this, matrix), rows, matrix.width, 0, null, "", null);
    }

    /** @return the sum of each row, of width 1 */
    public Node rowSum() {
        return rowWise(Operator.ROW_SUM, 1);
    }

    /** @return the mean of each row, of width 1 */
    public Node rowMean() {
        return rowWise(Operator.ROW_MEAN, 1);
    }

    /** @return the largest number of each row, of width 1 */
    public Node rowMax() {
        return rowWise(Operator.ROW_MAX, 1);
    }

    /** @return softmax of each row */
    public Node softmax() {
        return rowWise(Operator.SOFTMAX, width);
    }

    /** @return log-softmax of each row */
    public Node logSoftmax() {
        return rowWise(Operator.LOG_SOFTMAX, width);
    }

    /** @return each row from its largest number to its smallest */
    public Node descending() {
        return rowWise(Operator.DESCENDING, width);
    }

    /** @return the cumulative sums of each row */
    public Node cumulativeSum() {
        return rowWise(Operator.CUMULATIVE_SUM, width);
    }

    /**
     * @param first the first column, from 0
     * @param end after the last one
     * @return these columns
     */
    public Node columns(int first, int end) {
        if (first < 0 || end <= first || end > width) {
            throw new IllegalArgumentException("of " + width + " columns there are none from " + first + " to " + end);
        }
        return new Node(Operator.COLUMNS, List.of(this), rows, end - first, first, null, "", null);
    }

    /**
     * The same numbers in rows of another width: all numbers of an example, one per row, are {@code reshaped(1)}.
     *
     * @param columns the new width
     * @return the same numbers
     */
    public Node reshaped(int columns) {
        if (columns < 1 || rows * width % columns != 0) {
            throw new IllegalArgumentException(
                    rows + " rows of " + width + " do not make rows of " + columns + " numbers");
        }
        return new Node(Operator.RESHAPE, List.of(this), rows * width / columns, columns, 0, null, "", null);
    }

    /** @return the same numbers in float64; what is computed of them is so, too */
    public Node widened() {
        return of(Operator.WIDEN);
    }

    /** @return the same numbers, in the precision of the network */
    public Node narrowed() {
        return of(Operator.NARROW);
    }
}
