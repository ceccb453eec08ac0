package rai.statistics;

/** The tests of two samples. All are two-sided. */
public enum TestKind {
    /** Student's t test of paired differences. The most powerful for a few seeds, if the differences are roughly normal. */
    PAIRED_T("paired t test", true, 1),
    /** Wilcoxon's signed rank test of paired differences; outliers do little to it. It needs 6 pairs to reach 0.05. */
    WILCOXON("Wilcoxon signed rank test", true, 3 / Math.PI),
    /** The sign test of paired differences: only which of the two is larger counts. It needs 6 pairs to reach 0.05. */
    SIGN("sign test", true, 2 / Math.PI),
    /** Welch's t test of two samples that are not paired; their variances may differ. */
    WELCH("Welch t test", false, 1),
    /** The rank sum test of two samples that are not paired (Wilcoxon, Mann and Whitney). */
    MANN_WHITNEY("Mann-Whitney test", false, 3 / Math.PI);

    private final String label;
    private final boolean paired;
    private final double efficiency;

    TestKind(String label, boolean paired, double efficiency) {
        this.label = label;
        this.paired = paired;
        this.efficiency = efficiency;
    }

    /** @return what the test is called in a sentence */
    public String label() {
        return label;
    }

    /** @return whether it compares pairs */
    public boolean isPaired() {
        return paired;
    }

    /**
     * @return the asymptotic relative efficiency for normal values, compared with the t test: 3/π of the rank tests, 2/π of the
     *     sign test (Lehmann, "Nonparametrics", 1975)
     */
    double efficiency() {
        return efficiency;
    }
}
