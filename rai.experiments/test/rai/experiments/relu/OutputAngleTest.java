package rai.experiments.relu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.Statement.Mark;
import rai.experiments.relu.OutputAngle.Width;

class OutputAngleTest {
    private final OutputAngle measured = OutputAngle.measured();

    @Test
    void theOutputFiresIfAndOnlyIfTheAngleIsAcute() {
        assertThat(measured.widths()).allSatisfy(width -> {
            assertThat(width.agreeing()).isEqualTo(width.starts());
            assertThat(width.acute()).isEqualTo(width.firing());
            assertThat((double) width.acute() / width.starts()).isCloseTo(0.5, within(0.01));
        });
        assertThat(measured.answer().get(0).mark()).isEqualTo(Mark.YES);
    }

    @Test
    void theShareOfDeadStartsFollowsTheGeometry() {
        assertThat(measured.widths())
                .allSatisfy(width -> assertThat((double) width.dead() / width.starts())
                        .isCloseTo(width.predicted(), within(4 * Math.sqrt(0.25 / width.starts()))));
        assertThat(measured.widths().get(1).predicted()).isEqualTo(0.625);
    }

    @Test
    void oneStartThatDisagreesIsEnoughAgainstIt() {
        OutputAngle other = new OutputAngle(List.of(new Width(2, 100, 62, 50, 50, 99)));
        assertThat(other.answer().get(0).mark()).isEqualTo(Mark.NO);
        assertThat(other.answer().get(0).sentence()).contains("99 of 100 starts of two hidden units");
    }
}
