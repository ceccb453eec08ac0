package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.bench.CaseResult;

class DepthScalingTest {
    private static CaseResult result(String group, int size, double ms) {
        return new CaseResult(
                group + "-" + size,
                group,
                size,
                1,
                "",
                "rai",
                "",
                "",
                1,
                1,
                ms,
                ms,
                ms,
                1,
                1,
                1,
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    @Test
    void timesProportionalToDepthDoNotDeviate() {
        assertThat(DepthScaling.mark(List.of(result("depth", 10, 5), result("depth", 1000, 500)), "depth"))
                .allSatisfy(
                        r -> assertThat(r.more().get(DepthScaling.DEVIATION)).isCloseTo(0, within(1e-12)));
    }

    @Test
    void theCostOfALayerIsComparedWithTheGeometricMean() {
        List<CaseResult> marked =
                DepthScaling.mark(List.of(result("depth", 10, 10), result("depth", 100, 400)), "depth");
        assertThat(marked.get(0).more())
                .containsEntry(DepthScaling.PER_LAYER, 1.0)
                .hasEntrySatisfying(DepthScaling.DEVIATION, d -> assertThat(d).isCloseTo(-0.5, within(1e-12)));
        assertThat(marked.get(1).more().get(DepthScaling.DEVIATION)).isCloseTo(1, within(1e-12));
    }

    @Test
    void otherCasesAreLeftAsTheyAre() {
        CaseResult width = result("width", 10, 10);
        assertThat(DepthScaling.mark(List.of(width, result("depth", 10, 1)), "depth"))
                .first()
                .isEqualTo(width);
    }
}
