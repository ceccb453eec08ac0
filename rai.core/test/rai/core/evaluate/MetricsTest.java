package rai.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.data.Task;
import rai.api.metric.Metric;
import rai.api.metric.Predictions;
import rai.api.run.Model;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Metrics that a run is asked to evaluate beside the usual ones. */
class MetricsTest {
    private final ServiceCatalog catalog = Fixtures.catalog();
    private final Offer share = offer("share", new Share());
    private String data = "ring";
    private boolean tested = true;
    private List<String> metrics = List.of("share");
    private Optional<Path> directory = Optional.empty();

    MetricsTest() {
        catalog.add(share);
        catalog.add(offer("undefined", new Undefined()));
        catalog.add(offer("faulty", new Faulty()));
        catalog.add(offer("loss", new Undefined()));
    }

    private static Offer offer(String name, Metric metric) {
        return new Offer(Kind.METRIC, name, 0, 50, "b", "1", () -> metric);
    }

    /** The share of examples that are taken for a class. */
    @Named("share")
    static class Share implements Metric {
        @Setting("The class.")
        int label = 1;

        @Override
        public Set<Task> tasks() {
            return Set.of(Task.BINARY, Task.MULTICLASS);
        }

        @Override
        public boolean largerIsBetter() {
            return true;
        }

        @Override
        public double value(Predictions predictions) {
            double count = 0;
            for (int i = 0; i < predictions.examples(); i++) {
                count += predictions.predictedClass(i) == label ? 1 : 0;
            }
            return count / predictions.examples();
        }
    }

    @Named("undefined")
    static class Undefined extends Share {
        @Override
        public double value(Predictions predictions) {
            return Double.NaN;
        }
    }

    @Named("faulty")
    static class Faulty extends Share {
        @Override
        public double value(Predictions predictions) {
            if (predictions.examples() > 8) { // else nobody would take it up
                throw new IllegalStateException("out of order");
            }
            return 0;
        }
    }

    private Run prepare() {
        RunRequestBuilder request = RunRequest.builder().train(data);
        if (tested) {
            request.test(data);
        }
        return new DefaultTrainer(catalog)
                .prepare(request.network("dense(6) bend dense")
                        .init("spread")
                        .optimizer("descent")
                        .phase("down", 30)
                        .phase("down", 10)
                        .seed(3)
                        .threads(1)
                        .evaluateEvery(20)
                        .directory(directory.orElse(null))
                        .metrics(metrics)
                        .build());
    }

    private RunResult train(Consumer<RunEvent> listener) {
        try (Run run = prepare()) {
            return run.train(listener);
        }
    }

    private RunResult train() {
        return train(event -> {});
    }

    @Test
    void withoutMetricsThereAreTheUsualOnes() {
        metrics = List.of();
        assertThat(train().train()).containsOnlyKeys("loss", "accuracy");
        data = "line";
        assertThat(train().train()).containsOnlyKeys("loss", "rmse");
    }

    @Test
    void theyFollowTheUsualOnesUnderTheirSpecsAsWritten() {
        metrics = List.of("share", "share( label = 0 )");
        RunResult result = train();
        assertThat(result.train().keySet()).containsExactly("loss", "accuracy", "share", "share(label=0)");
        assertThat(result.test().keySet()).containsExactly("loss", "accuracy", "share", "share(label=0)");
        assertThat(result.train().get("share")).isStrictlyBetween(0.0, 1.0);
        assertThat(result.train().get("share") + result.train().get("share(label=0)"))
                .isEqualTo(1);
    }

    @Test
    void everyEvaluationHasThem() {
        List<RunEvent.Evaluated> evaluations = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Evaluated evaluated) {
                evaluations.add(evaluated);
            }
        });
        assertThat(evaluations).extracting(RunEvent::step).containsExactly(20L, 30L, 40L);
        assertThat(evaluations).allSatisfy(e -> {
            assertThat(e.train()).containsKey("share");
            assertThat(e.test()).containsKey("share");
        });
        assertThat((Map<?, ?>) result.phases().get(0).get("train"))
                .isEqualTo(evaluations.get(1).train());
    }

    @Test
    void theSpecNamesThemWithAllSettings() {
        assertThat(train().spec()).containsEntry("metrics", Map.of("share", "share(label=1)"));
        metrics = List.of();
        assertThat(train().spec()).doesNotContainKey("metrics");
    }

    @Test
    void theHistoryHasAColumnForEach(@TempDir Path temp) throws IOException {
        metrics = List.of("share", "share(label=0)", "accuracy-like");
        catalog.add(offer("accuracy-like", new Undefined()));
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train();
        List<String> lines = Files.readAllLines(temp.resolve("run/history.csv"));
        assertThat(lines.get(0))
                .isEqualTo("step,method,objective,train_loss,train_accuracy,train_share,train_share(label=0),"
                        + "train_accuracy-like,test_loss,test_accuracy,test_share,"
                        + "test_share(label=0),test_accuracy-like");
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(13));
        String[] last = lines.get(lines.size() - 1).split(",", -1);
        assertThat(last[5]).isEqualTo(String.valueOf(result.train().get("share")));
        assertThat(last[7]).isEqualTo("NaN");
    }

    @Test
    void withoutTestDataTheHistoryHasNoColumnsForThem(@TempDir Path temp) throws IOException {
        tested = false;
        directory = Optional.of(temp.resolve("run"));
        train();
        assertThat(Files.readAllLines(temp.resolve("run/history.csv")).get(0))
                .isEqualTo("step,method,objective,train_loss,train_accuracy,train_share");
    }

    @Test
    void whatIsNotDefinedIsNullInValidJson(@TempDir Path temp) throws IOException {
        metrics = List.of("undefined");
        directory = Optional.of(temp.resolve("run"));
        assertThat(train().stopped()).isEqualTo(Stop.STEPS);
        JsonObject run = JsonParser.parseString(Files.readString(temp.resolve("run/run.json")))
                .getAsJsonObject();
        assertThat(run.getAsJsonObject("result")
                        .getAsJsonObject("train")
                        .get("undefined")
                        .isJsonNull())
                .isTrue();
        assertThat(Files.readAllLines(temp.resolve("run/events.jsonl")))
                .noneMatch(line -> line.contains("NaN"))
                .allSatisfy(line ->
                        assertThat(JsonParser.parseString(line).isJsonObject()).isTrue());
    }

    @Test
    void theyChangeNothingInTheTraining() {
        String with = train().stateHash();
        metrics = List.of();
        assertThat(train().stateHash()).isEqualTo(with);
    }

    @Test
    void anUnknownOneIsAnsweredWithTheNearest() {
        metrics = List.of("shar");
        assertThatThrownBy(this::train).isInstanceOf(SpecException.class).hasMessageContaining("did you mean 'share'?");
    }

    @Test
    void oneForOtherTasksIsRefused() {
        data = "line";
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "evaluation.metrics: the metric share is for two classes and several classes, but the data are"
                                + " for numbers");
    }

    @Test
    void noneCanTakeTheNameOfTheLoss() {
        metrics = List.of("loss");
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("the loss is always evaluated");
    }

    @Test
    void aRunIsKeptWhenOneFails(@TempDir Path temp) {
        catalog.add(new Offer(Kind.METRIC, "first", 0, 60, "b", "1", Faulty::new));
        metrics = List.of("first", "share");
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train();
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.steps()).isEqualTo(20);
        assertThat(result.reason())
                .isEqualTo("after step 20 the metric first(label=1) of b 1 failed"
                        + " (java.lang.IllegalStateException: out of order)");
        assertThat(result.train().get("first")).isNaN();
        assertThat(result.train().get("share")).isNotNaN();
        assertThat(result.train().get("accuracy")).isNotNaN();
        assertThat(temp.resolve("run/checkpoint/parameters.npy")).exists();
    }

    @Test
    void aRunWaitsForOneThatIsGone() {
        List<String> events = new ArrayList<>();
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 10) {
                catalog.remove(share);
            } else if (event instanceof RunEvent.Paused paused) {
                events.add(paused.reason());
                catalog.add(share);
            }
        });
        assertThat(events).singleElement().asString().startsWith("the metric 'share' of b 1 is gone");
        assertThat(result.steps()).isEqualTo(40);
    }

    @Test
    void aStoredRunIsEvaluatedByItsOwnMetricsOrByOthers(@TempDir Path temp) {
        metrics = List.of("share(label=0)");
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train();
        Model model = new DefaultTrainer(catalog).open(temp.resolve("run"));
        assertThat(model.evaluate(new Fixtures.Ring().load())).isEqualTo(result.train());
        assertThat(model.evaluate(new Fixtures.Ring().load(), List.of("share")))
                .containsOnlyKeys("loss", "accuracy", "share");
        assertThat(model.evaluate(new Fixtures.Ring().load(), List.of())).containsOnlyKeys("loss", "accuracy");
    }

    @Test
    void aStoredRunPredictsThoughItsMetricIsGone(@TempDir Path temp) {
        directory = Optional.of(temp.resolve("run"));
        train();
        catalog.remove(share);
        Model model = new DefaultTrainer(catalog).open(temp.resolve("run"));
        assertThat(model.predict(new Fixtures.Ring().load().features()).size(0)).isEqualTo(12);
        assertThatThrownBy(() -> model.evaluate(new Fixtures.Ring().load()))
                .hasMessageContaining("unknown metric 'share'");
    }

    @Test
    void aModelWhoseMetricFailsSaysWhich() {
        metrics = List.of();
        try (Run run = prepare()) {
            Model model = run.model();
            assertThatThrownBy(() -> model.evaluate(new Fixtures.Ring().load(), List.of("faulty")))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("the metric faulty failed: java.lang.IllegalStateException: out of order");
        }
    }

    @Test
    void theConfusionMatrixHasARowForEachClass() {
        try (Run run = prepare()) {
            RunResult result = run.train(event -> {});
            long[][] counts = run.model().confusion(new Fixtures.Ring().load());
            assertThat(counts).hasDimensions(2, 3);
            assertThat(counts[0][0] + counts[0][1]).as("examples of class 0").isEqualTo(6);
            assertThat(counts[1][0] + counts[1][1]).as("examples of class 1").isEqualTo(6);
            assertThat((counts[0][0] + counts[1][1]) / 12.0)
                    .isEqualTo(result.train().get("accuracy"));
            assertThat((counts[0][1] + counts[1][1]) / 12.0)
                    .isEqualTo(result.train().get("share"));
        }
    }

    @Test
    void nanPredictionsAreCountedAfterTheClasses() {
        try (Run run = prepare()) {
            var features = new Fixtures.Ring().load().features();
            features.putScalar(0, 0, Double.NaN);
            var ring = new Fixtures.Ring().load();
            long[][] counts = run.model()
                    .confusion(
                            new Dataset(ring.task(), features, ring.targets(), ring.featureNames(), ring.classNames()));
            assertThat(counts[0][2] + counts[1][2]).isEqualTo(1);
        }
    }

    @Test
    void aRegressionHasNoConfusionMatrix() {
        data = "line";
        metrics = List.of();
        try (Run run = prepare()) {
            assertThatThrownBy(() -> run.model().confusion(new Fixtures.Line().load()))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("regression");
        }
    }
}
