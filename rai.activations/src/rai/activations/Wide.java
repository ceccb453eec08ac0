package rai.activations;

/**
 * A real number that does not overflow or underflow: a double where that is precise, else its sign and the logarithm of its
 * absolute value, so up to about e^(1e308). The quotient of two numbers that are infinite as doubles is so a number like any other.
 */
final class Wide {
    /** Beyond e^±650 a double is near its end: the logarithm takes over. */
    private static final double FARTHEST = 650;

    private static final double MOST = Math.exp(FARTHEST);
    private static final double LEAST = Math.exp(-FARTHEST);

    static final Wide ZERO = new Wide(0, false, 0, 0);
    static final Wide ONE = of(1);

    private final double plain;
    private final boolean isLog;
    private final double sign;
    private final double log;

    private Wide(double plain, boolean isLog, double sign, double log) {
        this.plain = plain;
        this.isLog = isLog;
        this.sign = sign;
        this.log = log;
    }

    static Wide of(double x) {
        return x != 0 && !isPrecise(x) && Double.isFinite(x)
                ? new Wide(0, true, Math.signum(x), Math.log(Math.abs(x)))
                : new Wide(x, false, 0, 0);
    }

    /** sign · e^log. */
    static Wide ofLog(double sign, double log) {
        return Math.abs(log) > FARTHEST && Double.isFinite(log)
                ? new Wide(0, true, sign, log)
                : new Wide(sign * Math.exp(log), false, 0, 0);
    }

    private static boolean isPrecise(double x) {
        double size = Math.abs(x);
        return size >= LEAST && size <= MOST;
    }

    double toDouble() {
        return isLog ? sign * Math.exp(log) : plain;
    }

    /** ln |x|. */
    double log() {
        return isLog ? log : Math.log(Math.abs(plain));
    }

    /** -1, 0, 1, or NaN. */
    double sign() {
        return isLog ? sign : Math.signum(plain);
    }

    boolean isZero() {
        return !isLog && plain == 0;
    }

    /** Whether it is so near to 0 that only its logarithm says how near. */
    boolean isTiny() {
        return isLog && log < 0;
    }

    private boolean isNotFinite() {
        return !isLog && !Double.isFinite(plain);
    }

    Wide negate() {
        return isLog ? new Wide(0, true, -sign, log) : of(-plain);
    }

    Wide plus(Wide b) {
        if (isNotFinite() || b.isNotFinite()) {
            return of((isLog ? 0 : plain) + (b.isLog ? 0 : b.plain));
        }
        if (isZero() || b.isZero()) {
            return isZero() ? b : this;
        }
        if (!isLog && !b.isLog) {
            double sum = plain + b.plain;
            return sum == 0 ? ZERO : of(sum);
        }
        return log() >= b.log() ? plusSmaller(b) : b.plusSmaller(this);
    }

    private Wide plusSmaller(Wide b) {
        double share = Math.exp(b.log() - log());
        if (sign() == b.sign()) {
            return ofLog(sign(), log() + Math.log1p(share));
        }
        return share == 1 ? ZERO : ofLog(sign(), log() + Math.log1p(-share));
    }

    Wide minus(Wide b) {
        return plus(b.negate());
    }

    Wide times(Wide b) {
        if (!isLog && !b.isLog) {
            double product = plain * b.plain;
            if (isZero() || b.isZero() || !(isFinitePair(b)) || isPrecise(product)) {
                return of(product);
            }
        } else if (isZero() || b.isZero()) {
            return ZERO;
        }
        return ofLog(sign() * b.sign(), log() + b.log());
    }

    Wide over(Wide b) {
        if (!isLog && !b.isLog) {
            double quotient = plain / b.plain;
            if (isZero() || b.isZero() || !isFinitePair(b) || isPrecise(quotient)) {
                return of(quotient);
            }
        } else if (isZero()) {
            return ZERO;
        }
        return ofLog(b.isZero() ? sign() : sign() * b.sign(), log() - b.log());
    }

    private boolean isFinitePair(Wide b) {
        return Double.isFinite(plain) && Double.isFinite(b.plain);
    }
}
