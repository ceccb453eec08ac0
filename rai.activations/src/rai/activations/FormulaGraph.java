package rai.activations;

import rai.api.graph.Node;

/** The operations of formulas as those of computations. */
final class FormulaGraph {
    private FormulaGraph() {}

    /**
     * @param operation as {@link Formula} names it
     * @param a its argument
     * @param b its second argument; the first again if it has only one
     */
    static Node of(String operation, Node a, Node b) {
        return switch (operation) {
            case "+" -> a.plus(b);
            case "-" -> a.minus(b);
            case "*" -> a.times(b);
            case "/" -> a.over(b);
            case "pow" -> a.power(b);
            case "min" -> a.min(b);
            case "max" -> a.max(b);
            case "exp" -> a.exp();
            case "log" -> a.log();
            case "sqrt" -> a.sqrt();
            case "abs" -> a.abs();
            case "sin" -> a.sin();
            case "cos" -> a.cos();
            case "tan" -> a.tan();
            case "sinh" -> a.sinh();
            case "cosh" -> a.cosh();
            case "tanh" -> a.tanh();
            case "sigmoid" -> a.sigmoid();
            case "erf" -> a.erf();
            case "softplus" -> a.softplus();
            case "relu" -> a.relu();
            case Formula.NEGATE -> a.negated();
            default -> throw new IllegalStateException("no operation " + operation);
        };
    }
}
