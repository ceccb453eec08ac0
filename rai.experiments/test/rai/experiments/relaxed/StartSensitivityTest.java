package rai.experiments.relaxed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.report.DataTable;
import rai.api.report.Report;
import rai.api.study.Outcome;
import rai.api.study.StudyRequest;

class StartSensitivityTest {
    private final List<Outcome> outcomes = new ArrayList<>();

    private void ended(String method, String start, double... accuracies) {
        for (int seed = 0; seed < accuracies.length; seed++) {
            outcomes.add(
                    Made.ended(Made.trial(seed, "depth", 30, "start", start, "method", method), 0.1, accuracies[seed]));
        }
    }

    private Report report() {
        return new StartSensitivity(Made.designs(List.of())).report(StudyRequest.AS_IT_IS, outcomes, Made.NO_MODELS);
    }

    @Test
    void whatEndsWithAnAccuracyOfAtMostFourFifthsHasFailed() {
        ended("backprop", "xavier", 0.5, 0.8, Double.NaN);
        ended("backprop", "isometric", 0.9, 0.95, 0.99);
        ended("RAI", "xavier", 0.81, 0.9, 0.9);

        // Wilson's interval of 3 in 6 and of 0 in 3
        assertThat(Made.sentences(report()))
                .containsExactly(
                        "backprop: 3 of 6 trainings fail (50.0 % [18.8, 81.2]); 1 of 2 starts without a failure, 1 with"
                                + " failures alone.",
                        "RAI: 0 of 3 trainings fail (0.0 % [0.0, 56.1]); none from any start.");
    }

    @Test
    void theTableHasARowPerMethodAndDepthAndAColumnPerStart() {
        ended("backprop", "xavier", 0.5, 0.9);
        ended("backprop", "isometric", 0.9, 0.95);
        ended("RAI", "isometric", 0.9);

        DataTable table = (DataTable) report().sections().get(0).blocks().get(0);

        assertThat(table.columns())
                .extracting(DataTable.Column::title)
                .containsExactly("method", "hidden layers", "xavier", "isometric");
        assertThat(table.rows().get(0))
                .extracting(DataTable.Entry::text)
                .containsExactly("backprop", "30", "0.7000 [0.5000, 0.9000] (1)", "0.9250 [0.9000, 0.9500]");
        assertThat(table.rows().get(1)).extracting(DataTable.Entry::text).containsExactly("RAI", "30", "-", "0.9000");
    }
}
