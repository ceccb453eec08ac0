package rai.activations;

import java.util.ArrayList;
import java.util.List;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * Reads a formula of z:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = factor { ("*" | "/") factor }
 * factor  = ("-" | "+") factor | power
 * power   = atom [ "^" factor ]
 * atom    = number | "z" | "pi" | "e" | function "(" sum { "," sum } ")" | "(" sum ")"
 * </pre>
 */
final class FormulaParser {
    /** Formulas within formulas beyond this are a slip of the pen. */
    private static final int DEEPEST = 200;

    private final String text;
    private final Formula.Builder builder = new Formula.Builder();
    private int at;
    private int depth;
    private boolean usesZ;

    private FormulaParser(String text) {
        this.text = text;
    }

    /**
     * @param text such as {@code z*sigmoid(z)}
     * @return the function
     * @throws SpecException if the text is not a formula of z; it says the position, counted from 1
     */
    static Formula parse(String text) {
        FormulaParser parser = new FormulaParser(text);
        int result = parser.sum();
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.wrong("'" + text.charAt(parser.at)
                    + "' is not understood: an operator + - * / ^ or the end was expected");
        }
        if (!parser.usesZ) {
            throw new SpecException("the formula '" + text + "' never mentions z");
        }
        return parser.builder.result(result);
    }

    private SpecException wrong(String what) {
        return new SpecException("in the formula '" + text + "', at position " + (at + 1) + ", " + what);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private int sum() {
        int left = product();
        while (true) {
            if (accept('+')) {
                left = builder.binary("+", left, product());
            } else if (accept('-')) {
                left = builder.binary("-", left, product());
            } else {
                return left;
            }
        }
    }

    private int product() {
        int left = factor();
        while (true) {
            if (accept('*')) {
                left = builder.binary("*", left, factor());
            } else if (accept('/')) {
                left = builder.binary("/", left, factor());
            } else {
                return left;
            }
        }
    }

    private int factor() {
        if (++depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " formulas lie within each other");
        }
        int result = signed();
        depth--;
        return result;
    }

    private int signed() {
        if (accept('-')) {
            return builder.unary(Formula.NEGATE, factor());
        }
        return accept('+') ? factor() : power();
    }

    private int power() {
        int base = atom();
        return accept('^') ? builder.binary("pow", base, factor()) : base;
    }

    private int atom() {
        skipBlanks();
        if (accept('(')) {
            int inner = sum();
            close("(");
            return inner;
        }
        if (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            return builder.constant(number());
        }
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw wrong(
                    (at == text.length() ? "the end comes too early" : "'" + text.charAt(at) + "' is not understood")
                            + ": a number, z, pi, e, a function or '(' was expected");
        }
        return named(text.substring(start, at), start);
    }

    private int named(String name, int start) {
        if (accept('(')) {
            return call(name, start);
        }
        switch (name) {
            case "z" -> {
                usesZ = true;
                return Formula.Z;
            }
            case "pi" -> {
                return builder.constant(Math.PI);
            }
            case "e" -> {
                return builder.constant(Math.E);
            }
            default -> {
                at = start;
                throw wrong("'" + name + "' is unknown: there are z, the numbers pi and e, and the functions "
                        + String.join(", ", functions()));
            }
        }
    }

    private int call(String name, int start) {
        boolean one = Formula.functions(1).contains(name);
        if (!one && !Formula.functions(2).contains(name)) {
            at = start;
            throw wrong(Words.unknown("function", name, functions()).getMessage());
        }
        int a = sum();
        if (one) {
            close(name + "(");
            return builder.unary(name, a);
        }
        if (!accept(',')) {
            throw wrong("a comma was expected: " + name + " takes two arguments");
        }
        int b = sum();
        close(name + "(");
        return builder.binary(name, a, b);
    }

    private void close(String opened) {
        if (!accept(')')) {
            throw wrong(
                    (at == text.length() ? "the end comes too early" : "'" + text.charAt(at) + "' is not understood")
                            + ": the ')' of '" + opened + "' was expected");
        }
    }

    private static List<String> functions() {
        List<String> all = new ArrayList<>(Formula.functions(1));
        all.addAll(Formula.functions(2));
        all.sort(null);
        return all;
    }

    private double number() {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (exponentFollows()) {
            at += 2;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        try {
            return Double.parseDouble(text.substring(start, at));
        } catch (NumberFormatException e) {
            String number = text.substring(start, at);
            at = start;
            throw wrong("'" + number + "' is not a number");
        }
    }

    /** e, an optional sign, and a digit: 1e-3; but in 2e the e is not an exponent. */
    private boolean exponentFollows() {
        return text.substring(at).matches("(?s)[eE][+-]?\\d.*");
    }
}
