package rai.formats.onnx;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import rai.api.graph.Node;
import rai.api.graph.Operator;

/** Operators of computations as operators of ONNX, in the version of operator set 17. */
final class Operators {
    private static final Map<Operator, String> SAME = new EnumMap<>(Operator.class);

    static {
        SAME.put(Operator.NEGATE, "Neg");
        SAME.put(Operator.ABS, "Abs");
        SAME.put(Operator.EXP, "Exp");
        SAME.put(Operator.LOG, "Log");
        SAME.put(Operator.SQRT, "Sqrt");
        SAME.put(Operator.SIN, "Sin");
        SAME.put(Operator.COS, "Cos");
        SAME.put(Operator.TANH, "Tanh");
        SAME.put(Operator.RELU, "Relu");
        SAME.put(Operator.ADD, "Add");
        SAME.put(Operator.SUBTRACT, "Sub");
        SAME.put(Operator.MULTIPLY, "Mul");
        SAME.put(Operator.DIVIDE, "Div");
        SAME.put(Operator.POWER, "Pow");
        SAME.put(Operator.MIN, "Min");
        SAME.put(Operator.MAX, "Max");
        SAME.put(Operator.SOFTMAX, "Softmax");
        SAME.put(Operator.LOG_SOFTMAX, "LogSoftmax");
    }

    /** Operators of the standard that runtimes have in float32 only, with what is done about it in float64. */
    private static final Map<Operator, String> FLOAT = Map.of(
            Operator.TAN, "Tan",
            Operator.ATAN, "Atan",
            Operator.SINH, "Sinh",
            Operator.COSH, "Cosh",
            Operator.SIGMOID, "Sigmoid",
            Operator.SOFTPLUS, "Softplus",
            Operator.ERF, "Erf");

    private final GraphBuilder builder;
    private final Set<String> narrowed;

    /** @param narrowed receives the names of functions that are computed in float32 although the rest is in float64 */
    Operators(GraphBuilder builder, Set<String> narrowed) {
        this.builder = builder;
        this.narrowed = narrowed;
    }

    /**
     * @param node an operation
     * @param type the type of its inputs
     * @param x the names of its inputs
     * @return the name of its value
     */
    String translate(Node node, int type, List<String> x) {
        Operator operator = node.operator();
        if (SAME.containsKey(operator)) {
            return builder.node(SAME.get(operator), x);
        }
        if (FLOAT.containsKey(operator)) {
            return type == Schema.FLOAT ? builder.node(FLOAT.get(operator), x) : wide(operator, x.get(0));
        }
        return switch (operator) {
            case WHERE_GREATER ->
                builder.node("Where", List.of(builder.node("Greater", x.subList(0, 2)), x.get(2), x.get(3)));
            case ROW_SUM -> builder.node("ReduceSum", List.of(x.get(0), builder.integers(new long[] {-1}, 1)));
            case ROW_MEAN -> builder.node("ReduceMean", x, Schema.attribute("axes", new long[] {-1}));
            case ROW_MAX -> builder.node("ReduceMax", x, Schema.attribute("axes", new long[] {-1}));
            case CUMULATIVE_SUM -> builder.node("CumSum", List.of(x.get(0), builder.integers(new long[] {-1}, 1)));
            case RESHAPE ->
                builder.node("Reshape", List.of(x.get(0), builder.integers(new long[] {-1, node.width()}, 2)));
            case COLUMNS ->
                builder.node(
                        "Slice",
                        List.of(
                                x.get(0),
                                builder.integers(new long[] {node.from()}, 1),
                                builder.integers(new long[] {node.from() + node.width()}, 1),
                                builder.integers(new long[] {-1}, 1)));
            case DESCENDING -> descending(node, x.get(0));
            default -> throw new IllegalStateException("no operator of ONNX for " + operator);
        };
    }

    private String descending(Node node, String x) {
        String values = builder.fresh("");
        builder.node(
                "TopK",
                List.of(x, builder.integers(LongStream.of(node.width()).toArray(), 1)),
                List.of(values, builder.fresh("")));
        return values;
    }

    /** In float64, by operators that runtimes have. */
    private String wide(Operator operator, String x) {
        return switch (operator) {
            case TAN -> builder.node("Div", List.of(builder.node("Sin", List.of(x)), builder.node("Cos", List.of(x))));
            case SIGMOID -> { // a runtime may make QuickGelu of x Sigmoid(x), and have none in float64
                String down = builder.node("Exp", List.of(builder.node("Neg", List.of(x))));
                yield builder.node("Div", List.of(number(1), builder.node("Add", List.of(down, number(1)))));
            }
            case SINH -> halves(x, "Sub");
            case COSH -> halves(x, "Add");
            case SOFTPLUS -> {
                String far = builder.node("Neg", List.of(builder.node("Abs", List.of(x))));
                String sum = builder.node("Add", List.of(builder.node("Exp", List.of(far)), number(1)));
                yield builder.node("Add", List.of(builder.node("Relu", List.of(x)), builder.node("Log", List.of(sum))));
            }
            default -> {
                narrowed.add(operator.name().toLowerCase(java.util.Locale.ROOT));
                String narrow = builder.node("Cast", List.of(x), Schema.attribute("to", Schema.FLOAT));
                String value = builder.node(FLOAT.get(operator), List.of(narrow));
                yield builder.node("Cast", List.of(value), Schema.attribute("to", Schema.DOUBLE));
            }
        };
    }

    /** (e^x ± e^-x) / 2. */
    private String halves(String x, String operator) {
        String up = builder.node("Exp", List.of(x));
        String down = builder.node("Exp", List.of(builder.node("Neg", List.of(x))));
        return builder.node("Mul", List.of(builder.node(operator, List.of(up, down)), number(0.5)));
    }

    private String number(double value) {
        return builder.constant("", Schema.DOUBLE, new double[] {value}, 1);
    }
}
