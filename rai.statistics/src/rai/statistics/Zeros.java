package rai.statistics;

/** What Wilcoxon's signed rank test does with pairs that are equal. */
public enum Zeros {
    /** Leaves them out before the ranks are given (Wilcoxon, 1945). */
    WILCOXON,
    /** Gives them the lowest ranks, then leaves these out (Pratt, JASA 54, 1959): a large difference counts more among many zeros. */
    PRATT
}
