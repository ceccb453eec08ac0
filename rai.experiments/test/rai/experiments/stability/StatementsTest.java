package rai.experiments.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Chart;
import rai.api.report.DataTable;
import rai.api.report.Report.Section;
import rai.api.report.Statement;
import rai.api.report.Statement.Mark;
import rai.experiments.Ended;

/** What is said of the limits, of the formula and of the simulation. */
class StatementsTest {
    @Test
    void theLimitsOfFloat64AreThoseOfTheSource() {
        assertThat(FloatLimits.verdict().sentence())
                .isEqualTo("reproduced: float64: 1e-10000; 1e250 * 1e250; 1e-250 * 1e-250; 1e250 + 1e-250 - 1e250:"
                        + " 0; inf; 0; 0, expected 0; inf; 0; 0");
        DataTable limits =
                Ended.blocks(List.of(FloatLimits.section()), DataTable.class).get(0);
        assertThat(limits.rows().get(1))
                .extracting(DataTable.Entry::text)
                .containsSequence("float32", "0", "inf", "0", "-");
    }

    @Test
    void theSimulationIsJudgedByItsFirstDrawsAndByAll() {
        MonteCarlo few = MonteCarlo.run(2, 20);
        List<Statement> statements = few.statements();
        assertThat(statements).extracting(Statement::mark).contains(Mark.YES);
        assertThat(statements.get(0).sentence())
                .startsWith("reproduced: variance of the weight gradient of layer 2 of 8");
        assertThat(statements.get(1).sentence())
                .as("20 draws are too few")
                .startsWith("NOT reproduced: the same by 20 draws");
        assertThat(statements.get(3).sentence()).contains("repetitions of 20 draws");
    }

    @Test
    void theSimulationDoesNotDependOnTheNumberOfThreads() {
        assertThat(MonteCarlo.run(4, 5).statements())
                .isEqualTo(MonteCarlo.run(4, 5).statements());
    }

    @Test
    void theSectionHasTheFormulaBesideMoreAndMoreDraws() {
        Section section = MonteCarlo.run(6, 50).section();
        DataTable table = Ended.blocks(List.of(section), DataTable.class).get(0);
        assertThat(table.rows()).extracting(row -> row.get(1).text()).containsExactly("-", "100", "300");
        assertThat(Ended.blocks(List.of(section), Chart.Lines.class).get(0).lines())
                .hasSize(2);
    }

    @Test
    void weightsThatAreTooLargeOrTooSmallAreFollowedThrough64Layers() {
        assertThat(Extremes.statements().get(0).mark()).isEqualTo(Mark.YES);
        DataTable table =
                Ended.blocks(List.of(Extremes.run().section()), DataTable.class).get(0);
        assertThat(table.rows().get(0).get(4).text()).startsWith("infinite from layer ");
        assertThat(table.rows().get(1).get(4).text()).isEqualTo("finite in all layers");
        assertThat(table.rows().get(2).get(4).text()).startsWith("0 from layer ");
    }
}
