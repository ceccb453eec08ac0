package rai.api.graph;

/**
 * What a {@link Node} computes. All values have shape [rows, width]; in an operation on elements, a width of 1 stands for any width, and
 * a constant row for every row.
 */
public enum Operator {
    /** What the computation reads, [n, width]. */
    INPUT(0),
    /** Numbers that are part of the computation, [rows, width]. */
    CONSTANT(0),

    /** -x. */
    NEGATE(1),
    /** |x|. */
    ABS(1),
    /** e^x. */
    EXP(1),
    /** The natural logarithm. */
    LOG(1),
    /** √x. */
    SQRT(1),
    /** sin x. */
    SIN(1),
    /** cos x. */
    COS(1),
    /** tan x. */
    TAN(1),
    /** arctan x. */
    ATAN(1),
    /** sinh x. */
    SINH(1),
    /** cosh x. */
    COSH(1),
    /** tanh x. */
    TANH(1),
    /** 1 / (1 + e^-x). */
    SIGMOID(1),
    /** log(1 + e^x), without overflow. */
    SOFTPLUS(1),
    /** The error function. */
    ERF(1),
    /** max(x, 0). */
    RELU(1),

    /** x + y. */
    ADD(2),
    /** x - y. */
    SUBTRACT(2),
    /** x y. */
    MULTIPLY(2),
    /** x / y. */
    DIVIDE(2),
    /** x^y. */
    POWER(2),
    /** The smaller of both. */
    MIN(2),
    /** The larger of both. */
    MAX(2),
    /** u if x > y, else v; of the inputs x, y, u, v. */
    WHERE_GREATER(4),

    /** x M, with a constant matrix M [width of x, width of the result]. */
    PRODUCT(2),
    /** The sum of each row, [rows, 1]. */
    ROW_SUM(1),
    /** The mean of each row, [rows, 1]. */
    ROW_MEAN(1),
    /** The largest number of each row, [rows, 1]. */
    ROW_MAX(1),
    /** e^x_i / Σ_j e^x_j of each row, without overflow. */
    SOFTMAX(1),
    /** x_i - log Σ_j e^x_j of each row, without overflow. */
    LOG_SOFTMAX(1),
    /** Each row from its largest number to its smallest. */
    DESCENDING(1),
    /** The sums of the first, the first two, the first three ... numbers of each row. */
    CUMULATIVE_SUM(1),
    /** Some neighbouring columns; see {@link Node#columns}. */
    COLUMNS(1),
    /** The same numbers in the same order in rows of another width; see {@link Node#reshaped}. */
    RESHAPE(1),

    /** The same numbers in float64, as everything that is computed of them until {@link #NARROW}. */
    WIDEN(1),
    /** The same numbers, rounded to the precision of the network. */
    NARROW(1);

    private final int inputs;

    Operator(int inputs) {
        this.inputs = inputs;
    }

    /** @return how many inputs it has */
    public int inputs() {
        return inputs;
    }

    /** @return whether each element of the result depends on the same element of each input alone */
    public boolean isElementwise() {
        return compareTo(NEGATE) >= 0 && compareTo(WHERE_GREATER) <= 0 || this == WIDEN || this == NARROW;
    }
}
