package rai.studies.source;

import java.util.List;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.Study;

/** Judges runs that no study has planned. */
public interface RunsJudge {
    /**
     * @param outcomes the runs; the factors of each are the keys of its request that differ between them, and its seed
     * @param models opens their networks
     * @return the report
     */
    Report judge(List<Outcome> outcomes, Study.Models models);
}
