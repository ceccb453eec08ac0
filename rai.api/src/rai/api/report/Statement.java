package rai.api.report;

/**
 * A sentence of a report, and what kind of sentence it is.
 *
 * @param mark how to mark it
 * @param sentence the sentence
 * @param source where a figure that it compares with comes from; empty if it does not
 */
public record Statement(Mark mark, String sentence, String source) {
    /** How a sentence is marked. */
    public enum Mark {
        /** An expectation that was met, or a difference that was shown. */
        YES,
        /** An expectation that was not met. */
        NO,
        /** Neither: no difference shown, a remark. */
        OPEN,
        /** Something the reader must know before believing the numbers. */
        WARNING
    }

    /**
     * @param sentence a remark
     * @return the statement
     */
    public static Statement remark(String sentence) {
        return new Statement(Mark.OPEN, sentence, "");
    }

    /**
     * @param sentence a warning
     * @return the statement
     */
    public static Statement warning(String sentence) {
        return new Statement(Mark.WARNING, sentence, "");
    }
}
