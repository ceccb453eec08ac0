package rai.experiments.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.report.Report;
import rai.api.run.RunRequest;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.experiments.Ended;

class ThreeSeedsTest {
    private final Map<String, StudyRequest> asked = new HashMap<>();
    private final ThreeSeeds study = new ThreeSeeds((name, text) -> new Design(name));

    /** A design of one trial, which notes what it is asked. */
    private final class Design implements Study {
        private final String name;

        Design(String name) {
            this.name = name;
        }

        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            asked.put(name, request);
            return List.of(new Trial(
                    "test",
                    Map.of("design", name),
                    RunRequest.builder().train("moons").network("dense").build(),
                    false));
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            return new Report(name, name, "", List.of(), List.of(), Map.of());
        }
    }

    private static Outcome start(String activation, String init, long seed, double loss) {
        Outcome ended = Ended.of(
                Map.of("loss", loss),
                Map.of(),
                List.of(),
                "activation",
                activation,
                "init",
                init,
                "training",
                Measured.TRAINING,
                "seed",
                seed);
        return new Outcome(
                ended.id(),
                new Trial(
                        ThreeSeeds.STAGE, ended.trial().factors(), ended.trial().request(), false),
                ended.state(),
                ended.result(),
                ended.curves(),
                "",
                1,
                Optional.empty());
    }

    private static Outcome digit(String activation, long seed, double accuracy) {
        return Ended.of(
                Map.of(),
                Map.of("accuracy", accuracy),
                List.of(),
                "activation",
                activation,
                "rate",
                0.001,
                "seed",
                seed);
    }

    @Test
    void theStartsAreThoseOfTheTableOfInitInAStageOfTheirOwn() {
        List<Trial> trials = study.plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(trials).extracting(Trial::stage).containsExactly(ThreeSeeds.STAGE, "test");
        assertThat(asked.get("init").only())
                .isEqualTo(Map.of(
                        "activation", List.of("tanh", "relu"),
                        "init", List.of("xavier normal", "xavier uniform", "kaiming normal", "kaiming uniform"),
                        "training", List.of("sgd, 50 epochs")));
    }

    @Test
    void whoAsksForAPartGetsAPartOfTheActivations() {
        StudyRequest part = new StudyRequest(
                Optional.empty(), Optional.empty(), false, Map.of("activation", List.of("relu", "mish")));
        assertThat(study.plan(part, List.of())).extracting(Trial::stage).containsExactly("test");
        assertThat(asked).doesNotContainKey("init");
    }

    @Test
    void onlySeedsThatAllStartsHaveAreRanked() {
        List<Outcome> outcomes = new ArrayList<>();
        for (String init : Measured.INITS) {
            for (long seed = 0; seed < 5; seed++) {
                if (seed != 2 || !init.equals("kaiming normal")) {
                    outcomes.add(start("tanh", init, seed, 0.5 + 0.125 * seed));
                }
            }
        }
        List<Claims> claims = Measured.of(outcomes);
        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).network()).isEqualTo("tanh, N = 16");
        assertThat(claims.get(0).values()[3]).containsExactly(0.5, 0.625, 0.875, 1);
    }

    @Test
    void activationsThatWereNotTrainedAreNotRanked() {
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed = 3; seed < 8; seed++) {
            outcomes.add(digit("tanh", seed, 0.95));
            outcomes.add(digit("swish", seed, 0.94 + 0.001 * seed));
        }
        Claims digits = Measured.of(outcomes).get(0);
        assertThat(digits.names()).containsExactly("tanh", "swish");
        assertThat(digits.source()).containsExactly(0.9428, 0.9223);
    }

    @Test
    void withoutEnoughSeedsOnlyTheUsualReportIsMade() {
        Report report = study.report(
                StudyRequest.AS_IT_IS, List.of(digit("tanh", 3, 0.9), digit("relu", 3, 0.9)), Ended.NO_MODELS);
        assertThat(report.answer()).isEmpty();
        assertThat(report.sections()).isEmpty();
    }
}
