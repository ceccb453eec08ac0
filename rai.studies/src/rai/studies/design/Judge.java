package rai.studies.design;

import java.util.List;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.studies.document.StudyDocument;

/** Judges the outcomes of a designed study. */
@FunctionalInterface
public interface Judge {
    /**
     * Judges the outcomes.
     *
     * @param study the study
     * @param request what the caller has changed
     * @param outcomes the outcomes of all trials that have ended
     * @param models opens the networks of trials that were kept
     * @return the report
     */
    Report report(StudyDocument study, StudyRequest request, List<Outcome> outcomes, Study.Models models);
}
