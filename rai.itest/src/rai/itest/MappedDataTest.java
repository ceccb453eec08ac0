package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Variable;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.Spec;

/** Data that stay in their file train the same network, to the bit, as the same data in memory. */
@ExtendWith(ServiceExtension.class)
class MappedDataTest {
    private static final int ROWS = 90;

    @InjectService(timeout = 10_000)
    static Catalog catalog;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(1);
        double[] x = IntStream.range(0, 2 * ROWS)
                .mapToDouble(i -> random.nextGaussian() + i % 2)
                .toArray();
        double[] y = IntStream.range(0, ROWS)
                .mapToDouble(i -> x[2 * i] > x[2 * i + 1] ? 1 : 0)
                .toArray();
        npy("X.npy", ROWS + ", 2", x);
        npy("y.npy", ROWS + ",", y);
    }

    private static void npy(String name, String shape, double... values) throws IOException {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }";
        header += " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + Double.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.UTF_8));
        bytes.asDoubleBuffer().put(values);
        Files.write(folder.resolve(name), bytes.array());
    }

    private static RunRequestBuilder on(RunRequestBuilder request, boolean mapped) {
        return request.train("npz(file=\"" + folder.resolve("X.npy") + "\", targets=\"" + folder.resolve("y.npy")
                        + "\", mapped=" + mapped + ")")
                .test(null)
                .data("holdout", 0.2)
                .standardize(true);
    }

    private RunResult train(RunRequestBuilder request) {
        try (Run run = trainer.prepare(request.build())) {
            return run.train(event -> {});
        }
    }

    static Stream<MethodCase> methods() {
        return MethodCase.all(catalog)
                .filter(method -> method.batch() > 0 && method.before().isEmpty());
    }

    private static boolean keepsRows(MethodCase method, Run run) {
        TrainingMethod service =
                catalog.resolve(TrainingMethod.class, Spec.parse(method.spec())).service();
        int examples = ROWS - ROWS / 5;
        return Stream.concat(
                        service.variables(run.model().network(), examples).stream(),
                        service.state(run.model().network(), examples).stream())
                .anyMatch(Variable::perExample);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodTrainsThemToTheSameBitsUnlessItKeepsRows(MethodCase method) {
        List<PhaseBuilder> phases = List.of(PhaseBuilder.of(method.spec(), 12));
        RunRequestBuilder mapped = on(method.request(phases), true);
        try (Run run = trainer.prepare(on(method.request(phases), false).build())) {
            if (keepsRows(method, run)) {
                assertThatThrownBy(() -> train(mapped))
                        .hasMessageStartingWith(
                                "the training data are read on demand, but the method " + method.name() + " keeps ");
            } else {
                RunResult held = run.train(event -> {});
                RunResult result = train(mapped);
                assertThat(result.stateHash()).isEqualTo(held.stateHash());
                assertThat(result.train()).isEqualTo(held.train());
                assertThat(result.test()).isEqualTo(held.test());
            }
        }
    }

    @Test
    void layersInitializersMetricsAndProbesSeeTheSameNumbers() {
        List<RunResult> results = Stream.of(false, true)
                .map(mapped -> train(on(
                        MethodCase.all(catalog)
                                .filter(method -> method.name().equals("backprop") && method.batch() > 0)
                                .findFirst()
                                .orElseThrow()
                                .request(List.of(PhaseBuilder.of("backprop", 20)))
                                .network("dense(12) batch-norm relu dropout(p=0.2) residual(dense(12) prelu dense)"
                                        + " dense")
                                .init("lsuv(examples=40)")
                                .metrics(List.of("auc", "log-loss"))
                                .evaluateEvery(5),
                        mapped)))
                .toList();
        assertThat(results.get(1).stateHash()).isEqualTo(results.get(0).stateHash());
        assertThat(results.get(1).train())
                .containsKeys("auc", "log-loss")
                .isEqualTo(results.get(0).train());
        assertThat(results.get(1).test()).isEqualTo(results.get(0).test());
    }
}
