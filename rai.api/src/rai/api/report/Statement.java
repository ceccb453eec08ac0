package rai.api.report;

import java.util.Optional;

/**
 * A sentence of a report, and what kind of sentence it is.
 *
 * @param mark how to mark it
 * @param sentence the sentence
 * @param source where a figure that it compares with comes from; empty if it does not
 * @param figures what it compares, as texts for a table; empty if it compares nothing with a source
 */
public record Statement(Mark mark, String sentence, String source, Optional<Figures> figures) {
    /**
     * A statement without figures.
     *
     * @param mark how to mark it
     * @param sentence the sentence
     * @param source where a figure that it compares with comes from; empty if it does not
     */
    public Statement(Mark mark, String sentence, String source) {
        this(mark, sentence, source, Optional.empty());
    }

    /**
     * What a source reports beside what was measured, for a table of a row per statement.
     *
     * @param what the quantity, with the cell that it belongs to: {@code relu, rate 0.005: valid.accuracy}
     * @param reference the source's figure or finding, such as {@code .9463 within .015}
     * @param ours what was measured, with its spread
     */
    public record Figures(String what, String reference, String ours) {}

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
