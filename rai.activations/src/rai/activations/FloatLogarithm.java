package rai.activations;

/** The logarithm of floats, without a branch or a table. */
final class FloatLogarithm {
    private FloatLogarithm() {}

    /**
     * ln(1 + y) = 2 artanh(s) with s = y / (2 + y), by the series of the inverse hyperbolic tangent: s is at most 1/3, so that
     * what is left off is below 1e-9 of the sum.
     *
     * @param y from 0 to 1
     * @return ln(1 + y), exact to some roundings also near 0; NaN for NaN
     */
    static float log1p(float y) {
        float s = y / (2 + y);
        float q = s * s;
        return 2
                * s
                * (1
                        + q
                                * (1 / 3f
                                        + q
                                                * (1 / 5f
                                                        + q
                                                                * (1 / 7f
                                                                        + q
                                                                                * (1 / 9f
                                                                                        + q
                                                                                                * (1 / 11f
                                                                                                        + q
                                                                                                                * (1
                                                                                                                                / 13f
                                                                                                                        + q
                                                                                                                                * (1
                                                                                                                                        / 15f))))))));
    }
}
