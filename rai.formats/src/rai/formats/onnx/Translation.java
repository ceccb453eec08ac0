package rai.formats.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rai.api.graph.Known;
import rai.api.graph.Node;
import rai.api.graph.Operator;
import rai.formats.Message;

/** Translates a computation into nodes of ONNX: each value once, in its type, by a single operator if there is one. */
final class Translation {
    /** Operators that stand for several, and that runtimes have in float64 too. */
    private static final Set<String> DOUBLE = Set.of("BatchNormalization", "LayerNormalization");

    private final GraphBuilder builder;
    private final int model;
    private final Operators operators;
    private final Map<Node, String> names = new IdentityHashMap<>();
    private final Map<Node, Integer> types = new IdentityHashMap<>();
    private final Map<Node, Map<String, String>> constants = new IdentityHashMap<>();
    private final Set<String> narrowed = new TreeSet<>();

    /** @param model the type in which the network computes */
    Translation(GraphBuilder builder, int model) {
        this.builder = builder;
        this.model = model;
        operators = new Operators(builder, narrowed);
    }

    /** Gives the input of the computation its name. */
    void name(Node input, String name) {
        names.put(input, name);
    }

    /** @return the names of functions that are computed in float32 although the rest is computed in float64 */
    Set<String> narrowed() {
        return narrowed;
    }

    /** @return the name of a value */
    String of(Node result) {
        Deque<Node> open = new ArrayDeque<>(List.of(result));
        while (!open.isEmpty()) {
            Node node = open.peek();
            List<Node> missing = names.containsKey(node)
                    ? List.of()
                    : reads(node).stream()
                            .filter(input -> !input.isConstant() && !names.containsKey(input))
                            .toList();
            if (missing.isEmpty()) {
                open.pop();
                if (!names.containsKey(node)) {
                    names.put(node, translate(node));
                }
            }
            missing.forEach(open::push);
        }
        return names.get(result);
    }

    private List<Node> reads(Node node) {
        if (usesKnown(node)) {
            return node.known().orElseThrow().inputs();
        }
        return isGemm(node) ? node.inputs().get(0).inputs() : node.inputs();
    }

    private boolean usesKnown(Node node) {
        return node.known().isPresent()
                && (type(node) == Schema.FLOAT
                        || DOUBLE.contains(node.known().get().operator()));
    }

    /** x W + b. */
    private static boolean isGemm(Node node) {
        return node.operator() == Operator.ADD
                && node.inputs().get(0).operator() == Operator.PRODUCT
                && node.inputs().get(1).isConstant()
                && node.inputs().get(1).rows() == 1;
    }

    private String translate(Node node) {
        int type = type(node);
        if (node.isConstant()) {
            return constant(node, type, false);
        }
        if (usesKnown(node)) {
            Known known = node.known().orElseThrow();
            Message[] attributes = known.attributes().entrySet().stream()
                    .map(a -> Schema.attribute(a.getKey(), a.getValue().floatValue()))
                    .toArray(Message[]::new);
            return builder.node(known.operator(), names(known.inputs(), type), attributes);
        }
        if (isGemm(node)) {
            Node product = node.inputs().get(0);
            return builder.node(
                    "Gemm",
                    List.of(
                            names.get(product.inputs().get(0)),
                            constant(product.inputs().get(1), type, true),
                            constant(node.inputs().get(1), type, false)));
        }
        if (node.operator() == Operator.PRODUCT) {
            return builder.node(
                    "MatMul",
                    List.of(
                            names.get(node.inputs().get(0)),
                            constant(node.inputs().get(1), type, true)));
        }
        if (node.operator() == Operator.WIDEN || node.operator() == Operator.NARROW) {
            return cast(node.inputs().get(0), type);
        }
        return operators.translate(node, type, names(node.inputs(), type));
    }

    private String cast(Node from, int type) {
        String name = from.isConstant() ? constant(from, type, false) : names.get(from);
        return type(from) == type || from.isConstant()
                ? builder.node("Identity", List.of(name))
                : builder.node("Cast", List.of(name), Schema.attribute("to", type));
    }

    private List<String> names(List<Node> inputs, int type) {
        List<String> all = new ArrayList<>();
        for (Node input : inputs) {
            all.add(input.isConstant() ? constant(input, type, false) : inType(input, type));
        }
        return all;
    }

    /** An operation has inputs of one type. */
    private String inType(Node input, int type) {
        return type(input) == type
                ? names.get(input)
                : builder.node("Cast", List.of(names.get(input)), Schema.attribute("to", type));
    }

    private String constant(Node node, int type, boolean matrix) {
        return constants
                .computeIfAbsent(node, n -> new java.util.HashMap<>())
                .computeIfAbsent(
                        type + (matrix ? " matrix" : ""),
                        key -> node.rows() == 1 && !matrix
                                ? builder.constant(node.name(), type, node.values(), node.width())
                                : builder.constant(node.name(), type, node.values(), node.rows(), node.width()));
    }

    /** @return the type of a value: float64 between widening and narrowing, else that of the network */
    private int type(Node node) {
        Integer known = types.get(node);
        if (known != null) {
            return known;
        }
        for (Node each : Node.order(List.of(node))) {
            types.computeIfAbsent(each, this::typeOfInputs);
        }
        return types.get(node);
    }

    private int typeOfInputs(Node node) {
        if (node.operator() == Operator.WIDEN) {
            return Schema.DOUBLE;
        }
        boolean wide = node.operator() != Operator.NARROW
                && node.inputs().stream().anyMatch(input -> !input.isConstant() && types.get(input) == Schema.DOUBLE);
        return wide ? Schema.DOUBLE : model;
    }
}
