package rai.shell.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;

class TrainReportTest {
    /** @param updates what the method of each phase reports; null if it reports nothing */
    private static List<String> report(Double... updates) {
        List<Map<String, Object>> phases = new ArrayList<>();
        for (Double of : updates) {
            Map<String, Object> phase = new LinkedHashMap<>(Map.of("method", "rai", "optimizer", "rprop", "steps", 5));
            phase.put("report", of == null ? Map.of() : Map.of("layer_updates", of));
            phases.add(phase);
        }
        return TrainReport.lines(
                new RunResult(
                        "a-run",
                        Map.of(),
                        0,
                        5,
                        1,
                        Map.of("loss", 0.5),
                        Map.of(),
                        Map.of("name", "rai", "layer_updates", updates[updates.length - 1]),
                        phases,
                        "",
                        Stop.STEPS,
                        ""),
                Optional.empty());
    }

    @Test
    void theCostOfARunIsThatOfAllItsPhases() {
        assertThat(report(2020.0, 202.0)).contains("layer updates    2222 (2020 + 202 in the phases)");
    }

    @Test
    void theCostOfASinglePhaseStandsAlone() {
        assertThat(report(2020.0)).contains("layer updates    2020");
    }

    @Test
    void aPhaseThatDoesNotReportItsCostIsNotPassedOver() {
        assertThat(report(null, 202.0)).contains("layer updates    202 in the last phase");
    }
}
