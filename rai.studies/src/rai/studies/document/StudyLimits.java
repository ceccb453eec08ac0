package rai.studies.document;

/** What a study may have at most. */
public final class StudyLimits {
    /** Trials: more would take more memory to plan than to train. */
    public static final int TRIALS = 100_000;

    private StudyLimits() {}
}
