package rai.formats.java;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rai.api.graph.Node;
import rai.api.graph.Operator;

/**
 * A computation of one example as statements: every value is an array {@code double[]} of rows · width numbers, row by row; constants are
 * fields. Each operation is a method of its own, so that no method is longer than Java allows.
 */
final class Statements {
    private final Map<Node, String> names = new IdentityHashMap<>();
    private final List<Node> constants = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** @param results what is computed */
    Statements(List<Node> results) {
        for (Node node : Node.order(results)) {
            if (node.isConstant()) {
                names.put(node, "C[" + constants.size() + "]");
                constants.add(node);
            } else {
                names.put(node, node.operator() == Operator.INPUT ? "v[0]" : "v[" + (lines.size() + 1) + "]");
                if (node.operator() != Operator.INPUT) {
                    lines.add(names.get(node) + " = " + call(node) + ";");
                }
            }
        }
    }

    /** @return the constants, in the order of the field C */
    List<Node> constants() {
        return constants;
    }

    /** @return a statement for each value */
    List<String> lines() {
        return lines;
    }

    /** @return where a value is */
    String name(Node node) {
        return names.get(node);
    }

    private String call(Node node) {
        List<Node> of = node.inputs();
        String x = names.get(of.get(0));
        return switch (node.operator()) {
            case PRODUCT ->
                "product(" + x + ", " + names.get(of.get(1)) + ", " + of.get(0).width() + ", " + node.width() + ")";
            case RESHAPE, WIDEN, NARROW -> x;
            case COLUMNS -> "columns(" + x + ", " + of.get(0).width() + ", " + node.from() + ", " + node.width() + ")";
            case ROW_SUM, ROW_MEAN, ROW_MAX, SOFTMAX, LOG_SOFTMAX, DESCENDING, CUMULATIVE_SUM ->
                "rows(" + x + ", " + of.get(0).width() + ", " + node.width() + ", Rows." + node.operator() + ")";
            default -> elementwise(node);
        };
    }

    /** A loop over all elements; a shorter input is repeated. */
    private String elementwise(Node node) {
        String parameters =
                List.of("x", "y", "u", "w").stream().limit(node.inputs().size()).collect(Collectors.joining(", "));
        String inputs = node.inputs().stream()
                .map(input -> "new Part(" + names.get(input) + ", " + input.width() + ")")
                .collect(Collectors.joining(", "));
        return "each(" + node.rows() + ", " + node.width() + ", (" + parameters + ") -> " + expression(node.operator())
                + ", " + inputs + ")";
    }

    private static String expression(Operator operator) {
        return switch (operator) {
            case NEGATE -> "-x";
            case ABS, EXP, LOG, SQRT, SIN, COS, TAN, ATAN, SINH, COSH, TANH ->
                "Math." + operator.name().toLowerCase(Locale.ROOT) + "(x)";
            case SIGMOID -> "1 / (1 + Math.exp(-x))";
            case SOFTPLUS -> "Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))";
            case ERF -> "erf(x)";
            case RELU -> "Math.max(x, 0)";
            case ADD -> "x + y";
            case SUBTRACT -> "x - y";
            case MULTIPLY -> "x * y";
            case DIVIDE -> "x / y";
            case POWER -> "Math.pow(x, y)";
            case MIN -> "Math.min(x, y)";
            case MAX -> "Math.max(x, y)";
            case WHERE_GREATER -> "x > y ? u : w";
            default -> throw new IllegalStateException("no expression for " + operator);
        };
    }
}
