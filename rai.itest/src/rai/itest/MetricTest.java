package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;

/** Metrics in a running framework: those of the house, and one that is dropped in. */
@ExtendWith(ServiceExtension.class)
class MetricTest {
    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    @Test
    void aDroppedMetricIsListedWithItsBundle() throws IOException {
        drop();
        assertThat(catalog.list(Kind.METRIC))
                .filteredOn(entry -> entry.name().equals("brier"))
                .extracting(Catalog.Entry::bundle, Catalog.Entry::version)
                .containsExactly(tuple("extension.brier", "1.0.0"));
    }

    @Test
    void aRunCanBeEvaluatedByADroppedMetric() throws IOException {
        drop();
        RunResult result = train("moons(n=100, noise=0.1, seed=42)", Optional.empty(), "brier");
        assertThat(result.train().get("brier")).isBetween(0.0, 0.1);
        assertThat(result.test().get("brier")).isBetween(0.0, 0.1);
    }

    @Test
    void aDeletedMetricIsUnknownAgain() throws IOException {
        drop();
        Extensions.delete("brier.jar");
        Eventually.until("brier is no longer listed", () -> !listed());
        assertThatThrownBy(() -> train("moons(n=100, noise=0.1, seed=42)", Optional.empty(), "brier"))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("evaluation.metrics: unknown metric 'brier'");
    }

    /** Accuracy and rmse are evaluated without any service, too. */
    @Test
    void theServicesAgreeWithWhatEveryRunIsMeasuredBy() {
        RunResult classes = train("moons(n=100, noise=0.1, seed=42)", Optional.empty());
        assertThat(train("moons(n=100, noise=0.1, seed=42)", Optional.empty(), "accuracy")
                        .test())
                .isEqualTo(classes.test());
        assertThat(classes.test()).containsOnlyKeys("loss", "accuracy");
    }

    /** The mean log loss of two classes is the loss that is trained with. */
    @Test
    void theLogLossIsTheCrossEntropy() {
        RunResult one = train("moons(n=100, noise=0.1, seed=42)", Optional.empty(), "log-loss");
        assertThat(one.test().get("log-loss")).isCloseTo(one.test().get("loss"), within(1e-9));
        RunResult two = train("moons(n=100, noise=0.1, seed=42)", Optional.of("softmax-cross-entropy"), "log-loss");
        assertThat(two.test().get("log-loss")).isCloseTo(two.test().get("loss"), within(1e-9));
    }

    @Test
    void everyMetricOfClassesWorksForTwoAndForThree() {
        String[] all = {"accuracy", "auc", "balanced-accuracy", "f1", "f1(average=weighted)", "log-loss"};
        for (String loss : List.of("bce-with-logits", "hinge", "kl", "softmax-cross-entropy(label-smoothing=0.1)")) {
            RunResult result = train("moons(n=100, noise=0.1, seed=42)", Optional.of(loss), all);
            assertThat(result.test()).as(loss).containsKeys(all);
            assertThat(result.test().get("auc")).as(loss).isGreaterThan(0.95);
            assertThat(result.test().get("accuracy")).as(loss).isGreaterThan(0.9);
        }
        RunResult three = train("blobs(n=150, centers=3, seed=1)", Optional.of("hinge"), all);
        assertThat(three.train().get("auc")).isGreaterThan(0.9);
        assertThat(three.train().get("balanced-accuracy")).isGreaterThan(0.8);
    }

    private void drop() throws IOException {
        Extensions.drop("brier-1.0.0", "brier.jar");
        Eventually.until("brier is listed", this::listed);
    }

    private boolean listed() {
        return catalog.list(Kind.METRIC).stream().anyMatch(entry -> entry.name().equals("brier"));
    }

    private RunResult train(String data, Optional<String> loss, String... metrics) {
        RunRequest request = RunRequest.builder()
                .train(data)
                .test(data.startsWith("moons") ? "moons(n=200, noise=0.1, seed=7)" : data)
                .network("dense(20) tanh dense")
                .init("xavier")
                .loss(loss.orElse(null))
                .optimizer("rprop(step=0.01)")
                .phase("backprop", 200)
                .seed(0)
                .threads(1)
                .precision(Precision.FLOAT64)
                .metrics(List.of(metrics))
                .build();
        try (Run run = trainer.prepare(request)) {
            return run.train(event -> {});
        }
    }
}
