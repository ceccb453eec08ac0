package rai.statistics;

/**
 * The result of a two-sided test of two samples, a and b.
 *
 * @param kind the test
 * @param n the pairs that it used, zeros left out if it leaves them out; of an unpaired test the size of the smaller sample
 * @param statistic its statistic, as the test documents it
 * @param p the p-value; NaN if there are too few values for the test
 * @param exact whether p is computed from the distribution of the ranks or signs, rather than from an approximation by a normal
 *     or from the assumption of normal values
 * @param direction 1 if a is larger by this test, -1 if b is, 0 if neither
 */
public record TestResult(TestKind kind, int n, double statistic, double p, boolean exact, int direction) {
    static TestResult impossible(TestKind kind, int n) {
        return new TestResult(kind, n, Double.NaN, Double.NaN, false, 0);
    }
}
