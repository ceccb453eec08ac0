package rai.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.report.Statement.Mark;

/** Sentences of verdicts, and reports with more of them. */
public final class Findings {
    private Findings() {}

    /**
     * Says whether a finding of a source was reproduced.
     *
     * @param met whether it was
     * @param what the quantity, with its cell
     * @param reference what the source reports
     * @param ours what was measured, with its spread
     * @param source the source
     * @return {@code reproduced: WHAT: OURS, expected REFERENCE}, or the same with {@code NOT reproduced}
     */
    public static Statement verdict(boolean met, String what, String reference, String ours, String source) {
        return new Statement(
                met ? Mark.YES : Mark.NO,
                (met ? "reproduced: " : "NOT reproduced: ") + what + ": " + ours + ", expected " + reference,
                source,
                Optional.of(new Figures(what, reference, ours)));
    }

    /**
     * A report with more to say.
     *
     * @param report the report
     * @param first sentences before those of the report
     * @param sections sections before those of the report
     * @return the report with both
     */
    public static Report before(Report report, List<Statement> first, List<Section> sections) {
        List<Statement> answer = new ArrayList<>(first);
        answer.addAll(report.answer());
        List<Section> all = new ArrayList<>(sections);
        all.addAll(report.sections());
        return new Report(report.name(), report.title(), report.question(), answer, all, report.about());
    }
}
