package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.catalog.Kind;
import rai.api.data.Part;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.data.NpyFile;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Npz;
import rai.splits.LeaveGroupOut;

/** Data that are read whenever they are needed train the same network as the same data in memory. */
class OnDemandTest {
    private static final int ROWS = 333;
    private static final int WIDTH = 6;

    @TempDir
    Path folder;

    private final ServiceCatalog catalog = Fixtures.catalog();
    private final DefaultTrainer trainer = new DefaultTrainer(catalog);
    private String files;

    @BeforeEach
    void write() throws IOException {
        catalog.add(new Offer(Kind.DATASET, "npz", 0, 0, "none", "0", Npz::new));
        catalog.add(new Offer(Kind.SPLIT, "leave-group-out", 0, 0, "none", "0", LeaveGroupOut::new));
        catalog.add(new Offer(Kind.METHOD, "codes", 0, 0, "none", "0", ExampleRowsTest.Codes::new));
        Random random = new Random(5);
        double[] x = new double[ROWS * WIDTH];
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < WIDTH; j++) {
                x[i * WIDTH + j] = j == 4 ? 7 : j == 5 ? i % 3 : Math.pow(10, j - 1) * (random.nextGaussian() + j);
            }
            y[i] = x[i * WIDTH] + x[i * WIDTH + 1] > 0.9 ? 1 : 0;
        }
        NpyFile.write(folder.resolve("X.npy"), WIDTH, x);
        NpyFile.write(folder.resolve("y.npy"), 0, y);
        files = "npz(file=\"" + folder.resolve("X.npy") + "\", targets=\"" + folder.resolve("y.npy") + "\"";
    }

    private RunRequestBuilder request(boolean mapped) {
        return RunRequest.builder()
                .train(files + (mapped ? ", mapped=true)" : ")"))
                .network("dense(6) bend dense(4) bend dense")
                .init("spread")
                .optimizer("descent(rate=0.05)")
                .phase("down", 40)
                .batch(32)
                .seed(3)
                .threads(1)
                .directory(folder.resolve(mapped ? "mapped" : "held"));
    }

    private RunResult train(RunRequestBuilder request) {
        try (Run run = trainer.prepare(request.build())) {
            return run.train(event -> {});
        }
    }

    private static Arguments arguments(String name, UnaryOperator<RunRequestBuilder> settings) {
        return Arguments.of(name, settings);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments("standardized", request -> request.standardize(true)),
                arguments("in float64", request -> request.standardize(true).precision(Precision.FLOAT64)),
                arguments("as they are", request -> request.optimizer("descent(rate=1e-6)")),
                arguments("with test rows", request -> request.standardize(true).data("holdout", 0.3)),
                arguments("by two threads", request -> request.standardize(true).threads(2)),
                arguments(
                        "stopped early by validation rows",
                        request -> request.standardize(true)
                                .data("split", "0.6/0.2/0.2")
                                .evaluateEvery(3)
                                .changePhase(0, phase -> phase.stopEarly("metric=valid.loss, patience=2"))),
                arguments(
                        "weighed by class", request -> request.standardize(true).data("class_weight", "balanced")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void theResultIsTheSameToTheBit(String name, UnaryOperator<RunRequestBuilder> settings) {
        RunResult held = train(settings.apply(request(false)));
        RunResult mapped = train(settings.apply(request(true)));
        assertThat(mapped.stateHash()).isEqualTo(held.stateHash());
        assertThat(mapped.steps()).isEqualTo(held.steps());
        assertThat(mapped.train()).isEqualTo(held.train());
        assertThat(mapped.valid()).isEqualTo(held.valid());
        assertThat(mapped.test()).isEqualTo(held.test());
        assertThat(mapped.hints()).isEqualTo(held.hints());
    }

    @Test
    void numbersWhoseSquaresOverflowAreStandardizedToTheSameBits() throws IOException {
        double[] x = new double[ROWS * WIDTH];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % WIDTH == 2 ? 1e180 : 1) * Math.sin(i);
        }
        NpyFile.write(folder.resolve("X.npy"), WIDTH, x);
        RunRequestBuilder held = request(false).standardize(true).precision(Precision.FLOAT64);
        RunRequestBuilder mapped = request(true).standardize(true).precision(Precision.FLOAT64);
        assertThat(train(mapped).stateHash()).isEqualTo(train(held).stateHash());
    }

    @Test
    void theRunRecordsTheSameChecksumOfItsData() throws IOException {
        train(request(false).standardize(true).data("holdout", 0.3));
        train(request(true).standardize(true).data("holdout", 0.3));
        assertThat(checksums("mapped")).hasSize(2).isEqualTo(checksums("held"));
    }

    private List<String> checksums(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("run.json")).stream()
                .filter(line -> line.matches(" *\"(test_)?sha256\": \"[0-9a-f]{64}\".*"))
                .map(String::strip)
                .filter(line -> !line.contains("\"0\""))
                .toList();
    }

    @Test
    void aRunThatWasStoppedContinuesWithTheSameBits() {
        String whole = train(request(false).standardize(true)).stateHash();
        try (Run run = trainer.prepare(request(true).standardize(true).build())) {
            run.train(event -> {
                if (event.step() == 17) {
                    run.stop();
                }
            });
        }
        try (Run run = trainer.resume(folder.resolve("mapped"), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole);
        }
    }

    @Test
    void aTrainedModelIsEvaluatedOnThem() {
        RunResult result = train(request(true).standardize(true));
        Path run = folder.resolve("mapped");
        assertThat(trainer.open(run).evaluate(trainer.examples(run, Part.TRAIN).orElseThrow()))
                .isEqualTo(result.train());
    }

    @Test
    void aRunIntoNanSaysWhatBecameNan() {
        RunResult held = train(request(false).optimizer("descent(rate=1e12)"));
        RunResult mapped = train(request(true).optimizer("descent(rate=1e12)"));
        assertThat(mapped.stopped()).isEqualTo(Stop.NAN);
        assertThat(mapped.reason()).isEqualTo(held.reason());
    }

    @Test
    void aNumberThatIsTooLargeForThePrecisionIsRefused() throws IOException {
        double[] x = new double[ROWS * WIDTH];
        x[9] = 1e300;
        NpyFile.write(folder.resolve("X.npy"), WIDTH, x);
        assertThatThrownBy(() -> trainer.prepare(request(true).build()))
                .hasMessageStartingWith("column 'x4' holds 1.0E300, which is too large for float32");
    }

    @Test
    void fullBatchesAreRefused() {
        for (int batch : new int[] {0, ROWS, ROWS + 1}) {
            assertThatThrownBy(() -> trainer.prepare(request(true).batch(batch).build()))
                    .hasMessage("the training data are read on demand, in mini-batches, but the phase trains on all 333"
                            + " examples in every step: give --batch");
        }
    }

    @Test
    void aChangeToAMethodThatKeepsRowsPerExampleIsRefusedAndTheRunContinues() {
        List<String> refusals = new ArrayList<>();
        try (Run run = trainer.prepare(request(true).standardize(true).build())) {
            run.train(event -> {
                if (event.step() == 5 && refusals.isEmpty()) {
                    try {
                        run.swap(new Change(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("codes"),
                                Optional.empty(),
                                Optional.empty()));
                    } catch (RuntimeException e) {
                        refusals.add(e.getMessage());
                    }
                }
            });
        }
        assertThat(refusals).singleElement().asString().contains("read on demand");
    }

    @Test
    void aMethodThatKeepsRowsPerExampleIsRefused() {
        assertThatThrownBy(() -> trainer.prepare(request(true)
                        .clearPhases()
                        .phases(List.of(PhaseBuilder.of("codes", 5)))
                        .batch(32)
                        .build()))
                .hasMessage("the training data are read on demand, but the method codes keeps codes for each of the 333"
                        + " examples in memory: give a --method that keeps nothing for each example, such as backprop");
    }

    @Test
    void scalingOfSingleColumnsIsRefused() {
        assertThatThrownBy(() -> trainer.prepare(
                        request(true).data("scale", "standardize, x1=log").build()))
                .hasMessage("the training data are read on demand, so single columns are not scaled, and none by its"
                        + " logarithm or quantiles: leave out --scale, or give --standardize");
    }

    @Test
    void groupsMustBeAFeature() {
        assertThatThrownBy(() -> trainer.prepare(request(true)
                        .data("split", "leave-group-out(column=x6)")
                        .build()))
                .hasMessageEndingWith("can't be left out of the features: set feature=true in the split");
    }
}
