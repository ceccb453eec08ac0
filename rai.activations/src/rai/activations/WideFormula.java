package rai.activations;

import java.util.List;

/**
 * A formula and its derivative at one number, where plain arithmetic overflows: in {@link Wide} numbers, in which ∞/∞, ∞ - ∞ and
 * 0 · ∞ do not come about from finite ones. So 1 / (1 + exp(-z)) has its slope 0 at z = -1e6. What is constant adds nothing to a
 * derivative, even if the factor before it is infinite.
 */
final class WideFormula {
    private static final double LN_2 = Math.log(2);
    /** Beyond it softplus and sigmoid are e^x on the left, to all digits. */
    private static final double FAR_LEFT = -40;

    private final List<Formula.Step> steps;
    private final Wide[] value;
    private final Wide[] derivative;

    /** Computes it at z. */
    WideFormula(List<Formula.Step> steps, double z) {
        this.steps = steps;
        value = new Wide[steps.size()];
        derivative = new Wide[steps.size()];
        value[Formula.Z] = Wide.of(z);
        derivative[Formula.Z] = Wide.ONE;
        for (int r = 1; r < value.length; r++) {
            compute(r);
        }
    }

    double value(int register) {
        return value[register].toDouble();
    }

    double derivative(int register) {
        return derivative[register].toDouble();
    }

    private void compute(int r) {
        Formula.Step step = steps.get(r);
        Wide a = value[step.a()];
        Wide b = value[step.b()];
        Wide da = derivative[step.a()];
        Wide db = derivative[step.b()];
        switch (step.operation()) {
            case "constant" -> set(r, Wide.of(step.constant()), Wide.ZERO);
            case "+" -> set(r, a.plus(b), da.plus(db));
            case "-" -> set(r, a.minus(b), da.minus(db));
            case "*" -> set(r, a.times(b), chain(da, b).plus(chain(db, a)));
            case "/" -> {
                Wide y = a.over(b);
                set(r, y, chain(da.minus(chain(db, y)), Wide.ONE.over(b)));
            }
            case "pow" -> {
                Wide y = power(a, b);
                Wide ofBase = chain(da, b.times(power(a, b.minus(Wide.ONE))));
                set(r, y, ofBase.plus(chain(db, y.times(Wide.of(a.sign() < 0 ? Double.NaN : a.log())))));
            }
            case "min", "max" -> {
                double ahead = a.minus(b).sign() * (step.operation().equals("max") ? 1 : -1);
                if (ahead > 0) {
                    set(r, a, da);
                } else if (ahead < 0) {
                    set(r, b, db);
                } else if (ahead == 0) {
                    set(r, a, da.plus(db).times(Wide.of(0.5)));
                } else {
                    set(r, Wide.of(Double.NaN), Wide.of(Double.NaN));
                }
            }
            default -> {
                Wide y = function(step.operation(), a);
                set(r, y, chain(da, slope(step.operation(), a, y)));
            }
        }
    }

    private void set(int register, Wide y, Wide dy) {
        value[register] = y;
        derivative[register] = dy;
    }

    /** The derivative of an argument times a factor. */
    private static Wide chain(Wide derivative, Wide factor) {
        return derivative.isZero() || factor.isZero() ? Wide.ZERO : derivative.times(factor);
    }

    private static Wide power(Wide a, Wide b) {
        double exponent = b.toDouble();
        if (a.isZero() || exponent == 0) {
            return Wide.of(Math.pow(a.toDouble(), exponent));
        }
        double sign = a.sign() > 0 ? 1 : Math.pow(a.sign(), exponent); // NaN for a fraction
        return Wide.ofLog(sign, exponent * a.log());
    }

    private static Wide function(String name, Wide a) {
        double x = a.toDouble();
        return switch (name) {
            case "exp" -> Wide.ofLog(1, x);
            case "log" -> Wide.of(a.sign() < 0 ? Double.NaN : a.log());
            case "sqrt" -> a.isZero() ? a : Wide.ofLog(a.sign() < 0 ? Double.NaN : a.sign(), a.log() / 2);
            case "abs" -> a.sign() < 0 ? a.negate() : a;
            case "sin", "tan", "sinh", "tanh" -> a.isTiny() ? a : odd(name, x);
            case "cos" -> Wide.of(Math.cos(x));
            case "cosh" -> hyperbolic(1, x, Math.cosh(x));
            case "sigmoid" -> sigmoid(x);
            case "erf" -> a.isTiny() ? a.times(Wide.of(2 / Math.sqrt(Math.PI))) : Wide.of(NormalDistribution.erf(x));
            case "softplus" ->
                x < FAR_LEFT ? Wide.ofLog(1, x) : Wide.of(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
            case "relu" -> a.sign() <= 0 ? Wide.ZERO : a;
            case Formula.NEGATE -> a.negate();
            default -> throw new IllegalStateException(name);
        };
    }

    private static Wide odd(String name, double x) {
        return switch (name) {
            case "sin" -> Wide.of(Math.sin(x));
            case "tan" -> Wide.of(Math.tan(x));
            case "sinh" -> hyperbolic(Math.signum(x), x, Math.sinh(x));
            default -> Wide.of(Math.tanh(x));
        };
    }

    /** sinh or cosh: e^|x| / 2 where it is infinite as a double. */
    private static Wide hyperbolic(double sign, double x, double plain) {
        return Double.isInfinite(plain) ? Wide.ofLog(sign, Math.abs(x) - LN_2) : Wide.of(plain);
    }

    private static Wide sigmoid(double x) {
        return x < FAR_LEFT ? Wide.ofLog(1, x) : Wide.of(1 / (1 + Math.exp(-x)));
    }

    /** The derivative of a function of one argument x with the value y. */
    private static Wide slope(String name, Wide a, Wide y) {
        double x = a.toDouble();
        return switch (name) {
            case "exp" -> y;
            case "log" -> Wide.ONE.over(a);
            case "sqrt" -> Wide.of(0.5).over(y);
            case "abs" -> Wide.of(a.sign());
            case "sin" -> Wide.of(Math.cos(x));
            case "cos" -> function("sin", a).negate();
            case "tan" -> Wide.ONE.plus(y.times(y));
            case "sinh" -> function("cosh", a);
            case "cosh" -> function("sinh", a);
            case "tanh" -> Wide.ofLog(1, 2 * (LN_2 - Math.abs(x) - Math.log1p(Math.exp(-2 * Math.abs(x)))));
            case "sigmoid" -> sigmoid(x).times(sigmoid(-x));
            case "erf" -> Wide.ofLog(1, Math.log(2 / Math.sqrt(Math.PI)) - x * x);
            case "softplus" -> sigmoid(x);
            case "relu" -> Double.isNaN(x) ? a : a.sign() > 0 ? Wide.ONE : Wide.ZERO;
            case Formula.NEGATE -> Wide.ONE.negate();
            default -> throw new IllegalStateException(name);
        };
    }
}
