package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.activation.Activation;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.run.Archive.Again;
import rai.api.run.Archive.Comparison;
import rai.api.run.Change;
import rai.api.run.LearntActivation;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;

class ArchiveTest {
    @TempDir
    Path temp;

    private final ServiceCatalog catalog = LayerFixtures.catalog();
    private final DefaultArchive archive = new DefaultArchive(catalog);
    private Path first;
    private Offer bend;

    @BeforeEach
    void offer() {
        first = temp.resolve("first");
        bend = new Offer(Kind.ACTIVATION, "bow", 0, 100, "a.bundle", "1.0.0", Fixtures.Bend::new);
        catalog.add(bend);
    }

    private RunRequest request(String network) {
        return RunRequest.builder()
                .train("ring")
                .test("ring(n=9)")
                .network(network)
                .init("spread")
                .optimizer("descent")
                .phase("down", 20)
                .seed(3)
                .threads(1)
                .evaluateEvery(4)
                .directory(first)
                .command("rai train --data ring")
                .build();
    }

    private RunResult train(RunRequest request, Consumer<RunEvent> listener) {
        try (Run run = new DefaultTrainer(catalog).prepare(request)) {
            return run.train(listener);
        }
    }

    private Comparison repeat() {
        Path second = temp.resolve("second");
        Again again = archive.again(first, second);
        try (Run run = new DefaultTrainer(catalog).prepare(again.request())) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == again.steps()) {
                    run.stop();
                }
            });
        }
        return archive.compare(first, second);
    }

    // ---- what a run has learnt

    @Test
    void eachActivationIsShownWithWhatItHasLearnt() {
        train(request("dense(6) wave dense(5) wave dense(3) bend dense"), event -> {});
        List<LearntActivation> all = archive.learnt(first).activations();
        assertThat(all).extracting(LearntActivation::layer).containsExactly(2, 4, 6);
        assertThat(all).extracting(LearntActivation::isLearnt).containsExactly(true, true, false);
        assertThat(all)
                .extracting(LearntActivation::kind)
                .containsExactly(LayerFunction.class, LayerFunction.class, Activation.class);
        INDArray parameters = Nd4j.createFromNpyFile(
                first.resolve("checkpoint/parameters.npy").toFile());
        long end = parameters.length(); // behind the dense maps lie the two heights
        assertThat(all.get(0).parameters().get("height").getFloat(0)).isEqualTo(parameters.getFloat(end - 2));
        assertThat(all.get(1).parameters().get("height").getFloat(0)).isEqualTo(parameters.getFloat(end - 1));
        assertThat(all.get(0).isSameAs(all.get(1))).isFalse();
    }

    @Test
    void layersOfTheSameParametersAreTheSame() {
        train(request("dense(6) wave(share=network) dense(5) wave(share=network) dense"), event -> {});
        List<LearntActivation> all = archive.learnt(first).activations();
        assertThat(all).hasSize(2);
        assertThat(all.get(0).isSameAs(all.get(1))).isTrue();
    }

    @Test
    void aParameterOfEachUnitMakesAFunctionOfEachUnit() {
        train(request("dense(6) wave(share=unit) dense"), event -> {});
        LearntActivation wave = archive.learnt(first).activations().get(0);
        assertThat(wave.differsByUnit()).isTrue();
        assertThat(wave.units()).isEqualTo(6);
        LearntActivation third = wave.ofUnit(3);
        assertThat(third.differsByUnit()).isFalse();
        assertThat(third.parameters().get("height").shape()).containsExactly(1, 1);
        assertThat(third.parameters().get("height").getFloat(0))
                .isEqualTo(wave.parameters().get("height").getFloat(2));
        assertThat(third.isSameAs(wave.ofUnit(4))).isFalse();
    }

    @Test
    void layersThatAreNotActivationsAreLeftOut() {
        train(request("dense(6) centre wave jitter dense"), event -> {});
        assertThat(archive.learnt(first).activations())
                .extracting(LearntActivation::layer)
                .containsExactly(3);
    }

    @Test
    void aRunInProgressHasNotLearntYet() {
        train(request("dense(6) wave dense"), event -> {
            if (event.step() == 10) {
                assertThatThrownBy(() -> archive.learnt(first))
                        .hasMessageContaining(
                                "the run in " + first + " has not ended: wait for its end, or continue it with resume");
            }
        });
        assertThatThrownBy(() -> archive.learnt(temp))
                .hasMessage("there is no run in " + temp + ": run.json is missing");
    }

    // ---- doing it again

    @Test
    void theSameRequestGivesTheSameBits() {
        train(request("dense(6) wave jitter dense(5) bow dense"), event -> {});
        Comparison comparison = repeat();
        assertThat(comparison.results()).isEmpty();
        assertThat(comparison.identical()).isTrue();
        assertThat(comparison.circumstances()).isEmpty();
        assertThat(comparison.swaps()).isEmpty();
    }

    /** So they report the same of the state as in the first run. */
    @Test
    void aChangeOfSeveralKindsIsRepeatedAsOne() throws IOException {
        train(request("dense(6) wave dense"), event -> {});
        Files.writeString(
                first.resolve("events.jsonl"),
                swapped("optimizer", "a", "b", "reset: x")
                        + swapped("schedule", "cosine", "", "reset: x")
                        + swapped("schedule", "", "step", "kept: x"),
                StandardOpenOption.APPEND);
        assertThat(archive.again(first, temp.resolve("x")).changes().get(3L))
                .containsExactly(
                        new Change(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("b"),
                                Optional.of("")),
                        new Change(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("step")));
    }

    private static String swapped(String kind, String from, String to, String state) {
        String used = "{\"spec\":\"%s\",\"bundle\":\"a\",\"version\":\"1\",\"sha256\":\"\"}";
        return "{\"time\":\"2026-01-01T00:00:00Z\",\"step\":3,\"event\":\"swapped\",\"kind\":\"" + kind + "\",\"from\":"
                + used.formatted(from) + ",\"to\":" + used.formatted(to) + ",\"state\":\"" + state + "\"}\n";
    }

    @Test
    void aRunThatWasStoppedIsStoppedAfterTheSameStep() {
        try (Run run = new DefaultTrainer(catalog).prepare(request("dense(6) wave dense"))) {
            run.train(event -> {
                if (event instanceof RunEvent.Stepped && event.step() == 7) {
                    run.stop();
                }
            });
        }
        assertThat(archive.again(first, temp.resolve("x")).steps()).isEqualTo(7);
        assertThat(repeat().results()).isEmpty();
    }

    @Test
    void anotherFunctionIsReportedWithItsBundle() {
        train(request("dense(6) bow dense"), event -> {});
        catalog.remove(bend);
        catalog.add(new Offer(Kind.ACTIVATION, "bow", 0, 101, "a.bundle", "1.1.0", LouderBend::new));
        Comparison comparison = repeat();
        assertThat(comparison.identical()).isFalse();
        assertThat(comparison.results())
                .anyMatch(phrase -> phrase.startsWith("the state hash was "))
                .anyMatch(phrase -> phrase.startsWith("train: loss was "))
                .contains("history.csv differs from line 2 on, step 1");
        assertThat(comparison.circumstances())
                .containsExactly("activation bow was provided by a.bundle 1.0.0 and is now provided by a.bundle 1.1.0");
    }

    @Test
    void aServiceThatWasReplacedDuringTheRunIsNamed() {
        train(request("dense(6) bow dense"), event -> {
            if (event instanceof RunEvent.Stepped && event.step() == 5) {
                catalog.remove(bend);
                catalog.add(new Offer(Kind.ACTIVATION, "bow", 0, 101, "a.bundle", "1.1.0", LouderBend::new));
            }
        });
        Comparison comparison = repeat();
        assertThat(comparison.identical()).isFalse();
        assertThat(comparison.swaps())
                .containsExactly("after step 5 activation bow of a.bundle 1.0.0 became bow of a.bundle 1.1.0");
    }

    @Test
    void anotherJavaAndOtherDataAreCircumstances() throws IOException {
        train(request("dense(6) bow dense"), event -> {});
        Path document = first.resolve("run.json");
        Files.writeString(
                document,
                Files.readString(document)
                        .replace("\"java\": \"", "\"java\": \"1")
                        .replaceFirst("\"sha256\": \"[0-9a-f]{64}\"", "\"sha256\": \"0\""));
        assertThat(repeat().circumstances())
                .hasSize(2)
                .anyMatch(phrase -> phrase.startsWith("Java was 1" + Runtime.version()))
                .anyMatch(phrase -> phrase.startsWith("the training data are others: their SHA-256 was 0, and is "));
    }

    // ---- provenance

    @Test
    void theProvenanceNamesBundlesAndTheCommandAsTyped() throws IOException {
        train(request("dense(6) bow dense"), event -> {});
        assertThat(Files.readString(first.resolve("run.json")).replaceAll("\\s+", ""))
                .contains("\"activationbow\":{\"bundle\":\"a.bundle\",\"version\":\"1.0.0\",\"sha256\":\"\"}")
                .contains("\"command\":\"raitrain--dataring\"")
                .contains("\"processor\":");
    }

    /** Another function. */
    public static final class LouderBend extends Fixtures.Bend {
        @Override
        public double value(double z) {
            return 1.5 * super.value(z);
        }
    }
}
