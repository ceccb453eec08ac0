package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.probe.ProbeSeries;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.Runs;
import rai.api.run.Trainer;

/** Probes in a running framework: those of the house, and one that is dropped in. */
@ExtendWith(ServiceExtension.class)
class ProbeTest {
    private static final List<String> HOUSE = List.of(
            "gradient-flow",
            "dead-units",
            "pre-activations",
            "weights",
            "spectral-norms",
            "distance",
            "activation-curve(points=9)");

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @InjectService(timeout = 10_000)
    Runs runs;

    @TempDir
    Path temp;

    private final List<RunEvent> events = new ArrayList<>();

    @BeforeEach
    @AfterEach
    void clear() throws IOException {
        Extensions.clear();
    }

    private RunResult train(RunRequestBuilder request) {
        events.clear();
        try (Run run = trainer.prepare(request.build())) {
            return run.train(events::add);
        }
    }

    private static RunRequestBuilder request(String method, Precision precision, int batch, String network) {
        return RunRequest.builder()
                .train("moons(n=60, noise=0.1, seed=42)")
                .network(network)
                .init("kaiming")
                .optimizer("rprop(step=0.01)")
                .phase(method, phase -> phase.steps(12).batch(batch))
                .phase(method.equals("rai") ? "refit" : "backprop", 3)
                .seed(1)
                .threads(2)
                .precision(precision)
                .evaluateEvery(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backprop|FLOAT32|0|dense(8) relu dense(8) batch-norm prelu dropout(p=0.3) residual(dense(8) tanh)"
                        + " dense",
                "backprop|FLOAT64|0|dense(8) relu dense(8) batch-norm prelu dropout(p=0.3) residual(dense(8) tanh)"
                        + " dense",
                "backprop|FLOAT32|16|dense(8) relu dense(8) batch-norm prelu dropout(p=0.3) residual(dense(8) tanh)"
                        + " dense",
                "backprop|FLOAT64|16|dense(8) rrelu layer-norm learnable-swish(share=unit) dense(8) sigmoid dense",
                "rai|FLOAT32|0|4x(dense(8) sigmoid) dense",
                "rai|FLOAT64|0|4x(dense(8) sigmoid) dense"
            })
    void aTrainingEndsWithTheSameBitsWithAndWithoutAllProbes(
            String method, Precision precision, int batch, String network) {
        RunResult without = train(request(method, precision, batch, network));
        RunResult with = train(request(method, precision, batch, network)
                .probes(HOUSE)
                .probeEvery("1")
                .probeRows(25));
        assertThat(with.stateHash()).isEqualTo(without.stateHash());
        assertThat(with.train()).isEqualTo(without.train());
        assertThat(events).noneMatch(RunEvent.Warned.class::isInstance);
        assertThat(events.stream().filter(RunEvent.Probed.class::isInstance)).hasSize(16 * HOUSE.size());
    }

    @Test
    void aVanishingGradientIsSeenLayerByLayer() {
        train(RunRequest.builder()
                .train("moons(n=60, noise=0.1, seed=42)")
                .network("10x(dense(10) sigmoid) dense")
                .init("uniform-fan-in")
                .phase("backprop", 1)
                .probes(List.of("gradient-flow"))
                .directory(temp.resolve("run")));
        ProbeSeries flow = runs.open(temp.resolve("run")).probes().get(0);
        double first = flow.rows().stream()
                .filter(row -> row.step() == 0 && row.layer().equals("dense_1"))
                .findFirst()
                .orElseThrow()
                .values()
                .get(flow.index("gradient_norm"));
        double last = flow.rows().stream()
                .filter(row -> row.step() == 0 && row.layer().equals("dense_11"))
                .findFirst()
                .orElseThrow()
                .values()
                .get(flow.index("gradient_norm"));
        assertThat(first).isPositive().isLessThan(1e-5 * last);
    }

    @Test
    void aDroppedProbeIsListedWithItsBundleAndMeasures() throws IOException {
        drop();
        assertThat(catalog.list(Kind.PROBE))
                .filteredOn(entry -> entry.name().equals("sparsity"))
                .extracting(Catalog.Entry::bundle, Catalog.Entry::version)
                .containsExactly(tuple("extension.sparsity", "1.0.0"));
        train(request("backprop", Precision.FLOAT32, 0, "dense(8) relu dense")
                .probes(List.of("sparsity"))
                .directory(temp.resolve("run")));
        ProbeSeries zeros = runs.open(temp.resolve("run")).probes().get(0);
        assertThat(zeros.rows())
                .filteredOn(row -> row.layer().equals("relu_1"))
                .allSatisfy(row -> assertThat(row.values().get(0)).isBetween(0.1, 0.9));
        assertThat(zeros.rows())
                .filteredOn(row -> row.layer().equals("dense_1"))
                .allSatisfy(row -> assertThat(row.values().get(0)).isZero());
    }

    @Test
    void aRunContinuesWhenTheBundleOfItsProbesIsStoppedAndMeasuresWhenItIsBack() {
        Bundle provider = Extensions.provider("rai.probes");
        RunRequestBuilder asked = request("backprop", Precision.FLOAT32, 0, "dense(8) relu dense")
                .probes(List.of("weights"))
                .probeEvery("1");
        String undisturbed = train(asked).stateHash();
        Diary stopping = new Diary(4, provider::stop);
        Diary starting = new Diary(8, provider::start);
        RunResult result;
        try (Run run = trainer.prepare(asked.build())) {
            result = run.train(stopping.andThen(starting));
        }
        assertThat(result.stateHash()).isEqualTo(undisturbed);
        assertThat(starting.all(RunEvent.Paused.class)).isEmpty();
        assertThat(starting.all(RunEvent.Warned.class)).hasSize(1);
        assertThat(starting.all(RunEvent.Probed.class))
                .extracting(RunEvent.Probed::step)
                .contains(0L, 4L, 15L)
                .doesNotContain(5L, 6L, 7L, 8L);
    }

    /** The page shows the probe that these tests drop in. */
    @Test
    void thePageShowsAProbeThatWorks() throws IOException {
        Path checkout = Path.of(System.getProperty("rai.checkout"));
        String source = Files.readString(checkout.resolve("rai.itest/src/rai/itest/sparsity/Sparsity.java"));
        var listing = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(checkout.resolve("docs/probes.md")));
        assertThat(listing.find()).isTrue();
        assertThat(source).endsWith(listing.group(1));
    }

    private void drop() throws IOException {
        Extensions.drop("sparsity-1.0.0", "sparsity.jar");
        Eventually.until(
                "sparsity is listed",
                () -> catalog.list(Kind.PROBE).stream()
                        .anyMatch(entry -> entry.name().equals("sparsity")));
    }
}
