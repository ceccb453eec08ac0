package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rai.api.document.Documents;
import rai.api.spec.SpecException;

class RunRequestTest {
    private static RunRequest random(Random random) {
        RunRequestBuilder request = RunRequest.builder().train("cloud(n=" + random.nextInt(9) + ")");
        List<Runnable> settings = List.of(
                () -> request.test("cloud"),
                () -> request.standardize(true),
                () -> request.network("dense(3) relu dense"),
                () -> request.loss("mse"),
                () -> request.evaluateEvery(random.nextInt(9)),
                () -> request.metrics(List.of("auc", "f1(beta=2)")),
                () -> request.seed(random.nextLong()),
                () -> request.threads(random.nextInt(5)),
                () -> request.precision(Precision.FLOAT64),
                () -> request.directory(Path.of("runs", "x")),
                () -> request.keep(3),
                () -> request.pin(true),
                () -> request.stepLimit(random.nextDouble()),
                () -> request.l2(random.nextDouble()),
                () -> request.optimizerFor("biases", "sgd"),
                () -> request.phase("rai", phase -> phase.epochs(2).batch(random.nextInt(9))),
                () -> request.phase(
                        "backprop", phase -> phase.schedule("cosine").clipNorm(random.nextDouble())));
        settings.forEach(setting -> {
            if (random.nextBoolean()) {
                setting.run();
            }
        });
        return request.build();
    }

    @Test
    void aRequestIsItsDocument() {
        for (int seed = 0; seed < 500; seed++) {
            RunRequest request = random(new Random(seed));
            assertThat(RunRequest.of(request.asMap())).isEqualTo(request);
            assertThat(request.toBuilder().build()).isEqualTo(request);
        }
    }

    @Test
    void whatIsSetForTheRunHoldsForPhasesThatDoNotSayOtherwise() {
        List<Phase> phases = RunRequest.builder()
                .train("cloud")
                .batch(32)
                .phase("rai", phase -> phase.steps(3).batch(0))
                .phase("backprop", 5)
                .build()
                .phases();
        assertThat(phases).extracting(Phase::batch).containsExactly(0, 32);
    }

    @Test
    void whatIsWrongIsSaidWithItsPath() {
        Map<String, Object> data = Map.of("train", "cloud");
        assertWrong(
                Map.of("data", data, "phases", List.of(Map.of(), Map.of("bacth", 3))),
                "phases[1].bacth is unknown: did you mean batch?");
        assertWrong(
                Map.of("data", data, "phases", List.of(Map.of("batch", "many"))),
                "phases[0].batch must be a whole number, but is 'many'");
        assertWrong(
                Map.of("data", data, "phases", List.of(Map.of("batch", 1.5))),
                "phases[0].batch must be a whole number, but is 1.5");
        assertWrong(Map.of(), "data.train is missing");
        assertWrong(Map.of("data", "cloud"), "data must be a map, but is 'cloud'");
        assertWrong(Map.of("date", data), "date is unknown: did you mean data?");
        assertWrong(
                Map.of("data", data, "execution", Map.of("precision", "float16")),
                "execution.precision must be float32 or float64, but is 'float16'");
    }

    private static void assertWrong(Map<String, Object> document, String message) {
        assertThatThrownBy(() -> RunRequest.of(document))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void numbersAreTakenIfTheyAreExact() {
        RunRequest request = RunRequest.of(Map.of(
                "data", Map.of("train", "cloud"),
                "phases", List.of(Map.of("steps", 1e3, "batch", 32.0, "l2", 1))));
        assertThat(request.phases().get(0).steps()).contains(1000L);
        assertThat(request.phases().get(0).batch()).isEqualTo(32);
        assertThat(request.phases().get(0).l2()).isEqualTo(1);
    }

    @Test
    void eventsAreTheirDocuments() {
        List<RunEvent> events = List.of(
                new RunEvent.Started(0, "a", 5, Map.of("seed", 3L)),
                new RunEvent.Stepped(1, "rai", 0.5),
                new RunEvent.Evaluated(2, Map.of("loss", 0.1), Map.of(), Map.of("gap", 1.0)),
                new RunEvent.Epoch(2, 1),
                new RunEvent.Swapped(2, "loss", RunEvent.Used.NOTHING, new RunEvent.Used("mse", "b", "1", ""), "kept"),
                RunEvent.Paused.byRequest(3),
                new RunEvent.Resumed(3),
                new RunEvent.WentBack(4, 2, "best"),
                new RunEvent.Stopped(5, RunResult.Stop.EARLY, "why"));
        events.forEach(event -> assertThat(RunEvent.of(event.asMap())).isEqualTo(event));
    }

    @Test
    void anEventOfAnUnknownKindIsKept() {
        Map<String, Object> line = Map.of("step", 3L, "event", "pruned", "share", 0.5);
        assertThat(RunEvent.of(line)).isEqualTo(new RunEvent.Unknown(3, "pruned", line));
        assertThat(RunEvent.of(line).asMap()).isEqualTo(line);
    }

    @Test
    void aPauseOfAnEarlierVersionSaysItsCauseByItsReason() {
        assertThat(RunEvent.of(Map.of("step", 3, "event", "paused", "reason", "somebody paused it")))
                .isEqualTo(RunEvent.Paused.byRequest(3));
    }

    @Test
    void allKeysAreDocumented() throws Exception {
        Set<String> keys = new TreeSet<>();
        keys(RunRequest.class, "", keys);
        Documents.keys(Phase.class).forEach(key -> keys.add("phases[]." + key));
        Path page = Path.of("docs", "run-document.md");
        String text = Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
        List<String> documented = new ArrayList<>();
        Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(text).results().forEach(row -> documented.add(row.group(1)));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void keys(Class<?> type, String path, Set<String> keys) {
        List<String> names = List.copyOf(Documents.keys(type.asSubclass(Record.class)));
        for (int i = 0; i < names.size(); i++) {
            Class<?> of = type.getRecordComponents()[i].getType();
            if (of.isRecord()) {
                keys(of, path + names.get(i) + ".", keys);
            } else if (!names.get(i).equals("phases")) {
                keys.add(path + names.get(i));
            }
        }
    }
}
