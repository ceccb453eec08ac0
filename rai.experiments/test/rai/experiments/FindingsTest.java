package rai.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.report.Report;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Figures;
import rai.api.report.Statement.Mark;

class FindingsTest {
    @Test
    void aVerdictHasItsFiguresAsWellAsItsSentence() {
        Statement verdict = Findings.verdict(false, "the loss", "0", "0.1 [0, 0.2]", "a paper");
        assertThat(verdict)
                .isEqualTo(new Statement(
                        Mark.NO,
                        "NOT reproduced: the loss: 0.1 [0, 0.2], expected 0",
                        "a paper",
                        Optional.of(new Figures("the loss", "0", "0.1 [0, 0.2]"))));
        assertThat(Findings.verdict(true, "the loss", "0", "0", "").mark()).isEqualTo(Mark.YES);
    }

    @Test
    void whatOnlyAStudySaysComesFirst() {
        Statement usual = Statement.remark("usual");
        Statement own = Statement.remark("own");
        Section charts = new Section("charts", List.of());
        Section curves = new Section("curves", List.of());
        Report report = new Report("name", "title", "", List.of(usual), List.of(charts), Map.of("a", 1));
        Report more = Findings.before(report, List.of(own), List.of(curves));
        assertThat(more.answer()).containsExactly(own, usual);
        assertThat(more.sections()).containsExactly(curves, charts);
        assertThat(more.about()).isEqualTo(Map.of("a", 1));
    }
}
