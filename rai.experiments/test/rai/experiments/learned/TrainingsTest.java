package rai.experiments.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rai.api.report.Report;
import rai.api.spec.SpecException;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;

class TrainingsTest {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, StudyRequest> asked = new HashMap<>();
    private Trainings trainings;

    /** Studies that plan a trial per base, and in the second stage another. */
    @BeforeEach
    void makeDesigns() {
        trainings = new Trainings(
                (name, text) -> {
                    texts.put(name, text);
                    return new Planned(name, text);
                },
                TrainingsTest::design,
                outcome -> Optional.of(ShapeTest.curve(z -> z * z + (outcome.metric("test.auc")))));
    }

    private static String design(String name) {
        try {
            return Files.readString(Path.of("rai.experiments", "designs", name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Planned implements Study {
        private final String name;
        private final String text;

        Planned(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            asked.put(name, request);
            List<Trial> trials = new ArrayList<>();
            if (name.endsWith("-transfer")) {
                Matcher labels = Pattern.compile("label: \"(learnt[^\"]*)\"").matcher(text);
                while (labels.find()) {
                    trials.add(trial("tune", "activation", labels.group(1), "seed", 0L));
                }
            } else if (name.endsWith("-plain")) {
                trials.add(trial("tune", "base", "tanh", "seed", 0L));
            } else {
                String size =
                        request.only().getOrDefault("outer", List.of("medium")).get(0);
                for (long seed = 0; seed < request.seeds().orElse(1); seed++) {
                    trials.add(trial(
                            "test", "task", "covertype", "base", "tanh", "outer", size, "inner", size, "seed", seed));
                }
            }
            if (!ended.isEmpty() && !name.equals("learned-activation")) {
                trials.add(trial("test", "base", "tanh", "seed", 1L));
            }
            return trials;
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new UnsupportedOperationException();
        }
    }

    private static Trial trial(String stage, Object... factors) {
        Map<String, Object> of = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            of.put((String) factors[i], factors[i + 1]);
        }
        return new Trial(stage, of, Made.request(), false);
    }

    private static List<Outcome> ended(List<Trial> trials) {
        return trials.stream().map(trial -> Made.outcome(trial, 0.25)).toList();
    }

    private static List<String> stages(List<Trial> trials) {
        return trials.stream().map(Trial::stage).distinct().toList();
    }

    @Test
    void smallAndMediumSizesAreLearntWithMoreSeedsAndAllLearntRunsAreKept() {
        List<Trial> learning = trainings.plan(StudyRequest.AS_IT_IS, List.of()).stream()
                .filter(trial -> trial.stage().equals("learn"))
                .toList();
        assertThat(learning).allMatch(Trial::keep);
        assertThat(learning)
                .extracting(trial ->
                        trial.factors().get("outer") + " " + trial.factors().get("seed"))
                .containsExactly("medium 0", "small 0", "small 1", "small 2", "medium 1", "medium 2");
    }

    @Test
    void curvesAreTransferredWhenAllOfTheFirstStageHasEnded() {
        List<Trial> first = trainings.plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(stages(first)).containsExactly("learn", "plain-tune");
        List<Trial> second = trainings.plan(StudyRequest.AS_IT_IS, ended(first));
        assertThat(stages(second)).containsExactly("learn", "plain-tune", "plain");
        List<Trial> third = trainings.plan(StudyRequest.AS_IT_IS, ended(second));
        assertThat(stages(third)).containsExactly("learn", "plain-tune", "plain", "transfer-tune");
        assertThat(third.get(third.size() - 1).factors()).containsEntry("activation", "learnt on covertype from tanh");
        List<Trial> fourth = trainings.plan(StudyRequest.AS_IT_IS, ended(third));
        assertThat(stages(fourth)).endsWith("transfer-tune", "transfer");
        assertThat(trainings.plan(StudyRequest.AS_IT_IS, ended(fourth))).isEqualTo(fourth);
    }

    /** The curve is z² + 0.25, so its first point is 9.25, and that at 0.1 is 0.26. */
    @Test
    void theNumbersOfACurveAreInTheSpecOfWhatIsTransferred() {
        List<Trial> trials = List.of();
        for (int stage = 0; stage < 3; stage++) {
            trials = trainings.plan(StudyRequest.AS_IT_IS, ended(trials));
        }
        assertThat(texts.get("learned-activation-transfer"))
                .contains("  activation:\n  - tanh\n  - {label: \"learnt on covertype from tanh\", value:"
                        + " 'curve(points=\"9.25 8.66 ")
                .contains(" 0.26 0.25 0.26 ")
                .contains(" 9.25\", from=-3, to=3)'}\n");
    }

    @Test
    void whatWasLearntElsewhereIsNotTriedOnTheLargeDataSet() {
        Trial moons = trial("learn", "task", "moons", "base", "tanh", "outer", "medium", "inner", "medium", "seed", 0L);
        List<Trial> trials = List.of();
        for (int stage = 0; stage < 3; stage++) {
            List<Trial> all = new ArrayList<>(trials);
            all.add(moons);
            trials = trainings.plan(StudyRequest.AS_IT_IS, ended(all));
        }
        assertThat(texts.get("learned-activation-transfer"))
                .contains("exclude:\n- {task: covertype, activation: [\"learnt on moons from tanh\"]}\n");
    }

    @Test
    void axesAndSeedsConcernTheStagesThatHaveThem() {
        StudyRequest request = new StudyRequest(
                Optional.of(1), Optional.empty(), false, Map.of("inner", List.of("medium"), "rate", List.of("0.005")));
        List<Trial> trials = trainings.plan(request, List.of());
        assertThat(asked.get("learned-activation").only()).containsOnlyKeys("inner");
        assertThat(asked.get("learned-activation-plain").only()).containsOnlyKeys("rate");
        assertThat(trials).filteredOn(trial -> trial.stage().equals("learn")).hasSize(1);
    }

    @Test
    void theQuickFormHasFewerSizesAndTasks() {
        trainings.plan(new StudyRequest(Optional.empty(), Optional.empty(), true, Map.of()), List.of());
        assertThat(asked.get("learned-activation").only())
                .containsEntry("inner", List.of("medium"))
                .containsEntry("outer", List.of("small", "medium"))
                .containsEntry("task", List.of("covertype", "moons"));
    }

    @Test
    void anUnknownAxisIsRefused() {
        StudyRequest request =
                new StudyRequest(Optional.empty(), Optional.empty(), false, Map.of("bases", List.of("tanh")));
        assertThatThrownBy(() -> trainings.plan(request, List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("unknown axis 'bases': did you mean 'base'?");
    }

    @Test
    void whatIsLeftToComeIsForeseen() {
        List<Trial> first = trainings.plan(StudyRequest.AS_IT_IS, List.of());
        assertThat(trainings.later(StudyRequest.AS_IT_IS, first)).isEqualTo(1);
    }
}
