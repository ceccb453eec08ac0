package rai.api.array;

/** Elementary functions in double precision, in two ways. */
public enum Elementary {
    /** As fast as Java has them: the last bit may depend on the processor and on the version of Java. */
    FAST,
    /** The same bits everywhere, for {@link rai.api.engine.Portable} services: those of {@link StrictMath}. */
    STRICT;

    /**
     * @param x x
     * @return e^x
     */
    public double exp(double x) {
        return this == STRICT ? StrictMath.exp(x) : Math.exp(x);
    }

    /**
     * @param x x
     * @return e^x - 1
     */
    public double expm1(double x) {
        return this == STRICT ? StrictMath.expm1(x) : Math.expm1(x);
    }

    /**
     * @param x x
     * @return ln x
     */
    public double log(double x) {
        return this == STRICT ? StrictMath.log(x) : Math.log(x);
    }

    /**
     * @param x x
     * @return ln(1 + x)
     */
    public double log1p(double x) {
        return this == STRICT ? StrictMath.log1p(x) : Math.log1p(x);
    }

    /**
     * @param x x
     * @param y y
     * @return x^y
     */
    public double pow(double x, double y) {
        return this == STRICT ? StrictMath.pow(x, y) : Math.pow(x, y);
    }

    /**
     * @param x x
     * @return tanh x
     */
    public double tanh(double x) {
        return this == STRICT ? StrictMath.tanh(x) : Math.tanh(x);
    }

    /**
     * @param x x, in radians
     * @return cos x
     */
    public double cos(double x) {
        return this == STRICT ? StrictMath.cos(x) : Math.cos(x);
    }
}
