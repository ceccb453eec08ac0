package rai.experiments.relaxed;

/** A limit that was reported of RAI, and the rule by which a method has it. */
interface Limit {
    /** A heading, such as {@code relu}. */
    String name();

    /** What is asked, as the beginning of a sentence. */
    String question();

    LimitVerdict of(LimitCells cells, String method);
}
