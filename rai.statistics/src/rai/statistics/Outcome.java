package rai.statistics;

/** What a comparison of a with b has shown. */
public enum Outcome {
    /** a is better than b. */
    BETTER,
    /** a is worse than b. */
    WORSE,
    /** Neither: which does not mean that they are equal. */
    NO_DIFFERENCE_SHOWN
}
