package rai.api.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import rai.api.document.Documents;
import rai.api.spec.Scalar;
import rai.api.spec.Settings;
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
                () -> request.probes(List.of("distance", "dead-units(threshold=0.1)")),
                () -> request.probeEvery("2epochs"),
                () -> request.probeRows(1 + random.nextInt(99)),
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
    void settingsOfTheRunApplyToPhasesWithoutTheirOwn() {
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
    void aWrongValueIsReportedWithItsPath() {
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

    @Test
    void anEmptyListOfPhasesIsRefused() {
        Map<String, Object> document = new LinkedHashMap<>(Map.of("data", Map.of("train", "cloud")));
        for (Object none : Arrays.asList(List.of(), null)) {
            document.put("phases", none);
            assertWrong(document, "phases is empty: give at least one, or leave out the key");
        }
        document.put("phases", Arrays.asList(Map.of(), null));
        assertWrong(document, "phases[1] is empty: give its method, or leave it out");
    }

    @Test
    void anEmptyTextIsRefused() {
        Map<String, Object> train = Map.of("train", "cloud");
        assertWrong(Map.of("data", Map.of("train", "cloud", "test", "")), "data.test is empty: write none for none");
        assertWrong(Map.of("data", train, "model", Map.of("loss", " ")), "model.loss is empty: write none for none");
        assertWrong(
                Map.of("data", train, "phases", List.of(Map.of("stop_early", ""))),
                "phases[0].stop_early is empty: write none for none");
        assertWrong(
                Map.of("data", train, "phases", List.of(Map.of("schedule", ""))),
                "phases[0].schedule is empty: write none for none");
        assertWrong(
                Map.of("data", train, "phases", List.of(Map.of("optimizer_for", Map.of("weights", "")))),
                "phases[0].optimizer_for.weights is empty");
        assertWrong(
                Map.of("data", train, "evaluation", Map.of("metrics", List.of("auc", ""))),
                "evaluation.metrics has an empty entry: write specs, as in auc,f1, or none");
    }

    @Test
    void whatProbesMeasureMustBeWrittenOnceAndBeRepeatable() {
        Map<String, Object> train = Map.of("train", "cloud");
        assertWrong(
                Map.of("data", train, "evaluation", Map.of("probes", List.of("distance", " "))),
                "evaluation.probes has an empty entry: write specs, as in gradient-flow");
        assertWrong(
                Map.of("data", train, "evaluation", Map.of("probes", List.of("distance", "distance()"))),
                "evaluation.probes has distance() twice: leave out one");
        assertWrong(
                Map.of("data", train, "evaluation", Map.of("probe_every", "5s")),
                "evaluation.probe_every must be a number of steps or epochs, so that a run can be repeated, but is 5s");
        assertWrong(
                Map.of("data", train, "evaluation", Map.of("probe_rows", 0)),
                "evaluation.probe_rows must be at least 1, but is 0");
    }

    @Test
    void aMetricThatIsThereTwiceIsRefused() {
        assertWrong(
                Map.of(
                        "data",
                        Map.of("train", "cloud"),
                        "evaluation",
                        Map.of("metrics", List.of("auc", "f1", "auc()"))),
                "evaluation.metrics has auc() twice: leave out one");
    }

    @Test
    void aDocumentCanSayThatTheRunIsNotKept() {
        RunRequestBuilder builder =
                RunRequest.builder(Map.of("data", Map.of("train", "cloud"), "keeping", Map.of("directory", "none")));
        assertThat(builder.isUnkept()).isTrue();
        assertThat(builder.build().keeping().directory()).isEmpty();
        assertThat(builder.directory(Path.of("there")).isUnkept()).isFalse();
    }

    @Test
    void aDirectoryCanHaveTheNameNone() {
        RunRequest request =
                RunRequest.builder().train("cloud").directory(Path.of("none")).build();
        assertThat(request.toBuilder().build().keeping().directory()).contains(Path.of("none"));
    }

    @Test
    void aNumberThatADoubleCannotHoldIsRefused() {
        for (Number number : List.of(new BigDecimal("1e400"), new BigDecimal("1e-400"))) {
            assertWrong(
                    Map.of("data", Map.of("train", "cloud"), "phases", List.of(Map.of("l2", number))),
                    "phases[0].l2 must be a number that a double can hold, but is " + number);
        }
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

    private record Row(String key, String fallback) {}

    /** The table of the page: each key with its default. */
    private static List<Row> documented() throws IOException {
        Path page = Path.of("docs", "run-document.md");
        String text = Files.readString(Files.exists(page) ? page : Path.of("..").resolve(page));
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|[^|]+\\| ([^|]+) \\|")
                .matcher(text)
                .results()
                .map(row -> new Row(row.group(1), row.group(2).replace("`", "")))
                .toList();
    }

    @Test
    void allKeysAreDocumented() throws IOException {
        Set<String> keys = new TreeSet<>();
        keys(RunRequest.class, "", keys);
        Documents.keys(Phase.class).forEach(key -> keys.add("phases[]." + key));
        assertThat(documented()).extracting(Row::key).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void documentedDefaultsAreThoseOfTheBuilder() throws IOException {
        Map<String, Object> document = RunRequest.builder()
                .train("cloud")
                .phase(PhaseBuilder.of("backprop"))
                .phase(PhaseBuilder.of("backprop"))
                .build()
                .asMap();
        List<Row> rows = documented();
        SoftAssertions.assertSoftly(softly -> {
            for (Row row : rows) {
                softly.assertThat(row.fallback()).as(row.key()).isEqualTo(shown(row.key(), document));
            }
        });
    }

    private static String shown(String key, Map<String, Object> document) {
        if (key.equals("data.train")) {
            return "required";
        }
        if (key.equals("phases[].steps")) {
            return at("phases[0].steps", document) + ", and " + at("phases[1].steps", document) + " in later phases";
        }
        Object value = at(key.replace("[]", "[0]"), document);
        if (value == null || value instanceof Map<?, ?> none && none.isEmpty()) {
            return "-";
        }
        if (value.equals("")) {
            return "empty";
        }
        return value instanceof Double number ? Settings.number(number) : value.toString();
    }

    private static Object at(String path, Object document) {
        Object value = document;
        for (String key : path.split("\\.|\\[|\\]\\.?")) {
            value = value instanceof List<?> list ? list.get(Integer.parseInt(key)) : ((Map<?, ?>) value).get(key);
        }
        return value;
    }

    private static void keys(Class<?> type, String path, Set<String> keys) {
        List<String> names = List.copyOf(Documents.keys(type.asSubclass(Record.class)));
        for (int i = 0; i < names.size(); i++) {
            Class<?> of = type.getRecordComponents()[i].getType();
            if (of.isRecord() && !Scalar.class.isAssignableFrom(of)) {
                keys(of, path + names.get(i) + ".", keys);
            } else if (!names.get(i).equals("phases")) {
                keys.add(path + names.get(i));
            }
        }
    }
}
