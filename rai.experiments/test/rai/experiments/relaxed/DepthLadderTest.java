package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;

class DepthLadderTest {
    private static final String ALT = "ALT";

    private final List<Outcome> outcomes = new ArrayList<>();

    /** 100 steps, of which each costs as many layer updates as there are layers. */
    private void ended(String method, int depth, long seed, double... accuracy) {
        long[] steps = new long[accuracy.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 100L * i / (steps.length - 1);
        }
        outcomes.add(Made.ended(
                Made.trial(seed, "method", method, "depth", depth),
                0.1,
                accuracy[accuracy.length - 1],
                Map.of("layer_updates", 100.0 * depth),
                new Curves(steps, Map.of("test.accuracy", accuracy))));
    }

    private Report report() {
        return new DepthLadder(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, outcomes, Made.NO_MODELS);
    }

    private String sentence(String part) {
        return Made.sentences(report()).stream()
                .filter(text -> text.contains(part))
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void theDepthsAtWhichAMethodIsShownToBeBetterAndThoseAtWhichItIsWorse() {
        for (int seed = 0; seed < 6; seed++) {
            double noise = 0.001 * (seed % 3);
            ended(DepthLadder.BACKPROP, 4, seed, 0, 0.95 + noise);
            ended(DepthLadder.BACKPROP, 32, seed, 0, 0.93 + 0.02 * (seed % 2));
            ended(DepthLadder.BACKPROP, 128, seed, 0, 0.80 + noise);
            ended(ALT, 4, seed, 0, 0.90 + 2 * noise);
            ended(ALT, 32, seed, 0, 0.95 - 0.02 * (seed % 2));
            ended(ALT, 128, seed, 0, 0.90 + 2 * noise);
        }
        assertThat(sentence("beside"))
                .isEqualTo("ALT beside backprop, orthogonal start, test accuracy by depth: better at 128; no difference"
                        + " shown at 32; worse at 4 (paired t test, corrected for 3 comparisons).");
    }

    @Test
    void methodsAreComparedByTheSeedsThatBothHave() {
        for (int seed = 0; seed < 6; seed++) {
            ended(DepthLadder.BACKPROP, 4, seed, 0, 0.90 + 0.01 * seed);
            if (seed > 0) {
                ended(ALT, 4, seed, 0, 0.9101 + 0.01 * seed + 0.0001 * (seed % 2));
            }
        }
        assertThat(sentence("beside")).contains("better at 4");
    }

    @Test
    void theCostIsThatUntilTheShareIsReachedForTheFirstTime() {
        ended(DepthLadder.BACKPROP, 4, 0, 0, 0.5, 0.8, 1.0, 1.0); // steps 0, 25, 50, 75, 100
        ended(ALT, 4, 0, 0, 0.92, 0.9, 0.94, 0.94);
        DataTable table = table();
        assertThat(table.rows().get(0).get(5).value()).isEqualTo(300.0);
        assertThat(table.rows().get(0).get(6).value()).isEqualTo(300.0);
        assertThat(table.rows().get(1).get(5).value()).isEqualTo(100.0);
        assertThat(table.rows().get(1).get(6).text()).isEqualTo("not reached");
    }

    @Test
    void theExponentIsTheSlopeOfLogCostOverLogDepth() {
        for (int seed = 0; seed < 3; seed++) {
            for (int depth : new int[] {4, 16, 64}) {
                ended(DepthLadder.BACKPROP, depth, seed, 0, 1.0, 1.0); // 90 % after 50 steps: 50 · depth updates
                ended(ALT, depth, seed, 0, 0.1, 0.91); // after 100 steps
            }
        }
        assertThat(sentence("exponent")).contains("90 %: 1 [1, 1], n = 3");
        assertThat(LadderCosts.slope(List.of(new double[] {0, 1}, new double[] {1, 3}, new double[] {2, 5})))
                .isCloseTo(2, within(1e-12));
    }

    @Test
    void theCostOfARunOfSeveralPhasesIsTheirSum() {
        Outcome two = Made.ended(Made.trial(0, "method", ALT, "depth", 4), 0, 1);
        var result = two.result().orElseThrow();
        var phases = List.of(
                Map.<String, Object>of("steps", 10L, "report", Map.of("layer_updates", 100.0)),
                Map.<String, Object>of("steps", 20L, "report", Map.of("layer_updates", 1000.0)));
        var both = new rai.api.run.RunResult(
                "run", Map.of(), 0, 30, 1, result.train(), result.test(), Map.of(), phases, "", result.stopped(), "");
        assertThat(LayerUpdates.until(both, 5)).isEqualTo(50);
        assertThat(LayerUpdates.until(both, 15)).isEqualTo(350);
        assertThat(LayerUpdates.until(both, 30)).isEqualTo(1100);
    }

    private DataTable table() {
        return (DataTable) report().sections().get(0).blocks().get(0);
    }
}
