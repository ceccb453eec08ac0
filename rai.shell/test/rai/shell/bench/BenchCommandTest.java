package rai.shell.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.bench.BenchRequest;
import rai.api.bench.BenchResult;
import rai.api.bench.Benchmark;
import rai.api.bench.CaseResult;
import rai.api.bench.PeerResult;
import rai.api.bench.RivalResult;
import rai.api.spec.Words;
import rai.shell.console.Progress;
import rai.shell.testing.Captured;

class BenchCommandTest {
    private BenchRequest asked;

    private final Benchmark benchmark = new Benchmark() {
        @Override
        public List<String> cases() {
            return List.of("depth");
        }

        @Override
        public BenchResult run(BenchRequest request, Consumer<Progress> progress) {
            asked = request;
            progress.accept(new Progress(0, 1, "it"));
            request.cases().stream().filter(name -> !cases().contains(name)).forEach(name -> {
                throw Words.unknown("case", name, cases());
            });
            return new BenchResult(
                    Map.of("cpu", "A processor", "cores", 2, "java", "a Java", "copy_gb_per_second", 20.0),
                    List.of(result(10, 1.5), result(100, 12)),
                    Map.of("depth-3000, 2 threads", "there is not enough memory"));
        }
    };

    private static CaseResult result(int depth, double ms) {
        return new CaseResult(
                "depth-" + depth,
                "depth",
                depth,
                2,
                "dense",
                "rai",
                "rprop",
                "an.engine 1.2",
                100,
                50,
                ms,
                ms,
                ms,
                ms / 3,
                0.5,
                1e6,
                2048,
                Map.of("ms_per_layer", ms / depth, "deviation_from_linear", 0.125),
                Map.of(
                        "torch",
                        new PeerResult(3 * ms, ms, ms, 9, "torch 1.13"),
                        "gone",
                        PeerResult.failed("it ended early")),
                List.of(new RivalResult("backprop", "adam", 64, 0.75, 0.5, 1.5, 1.25, 1.75, 20)));
    }

    @TempDir
    Path dir;

    @BeforeEach
    void noDisplay() {
        System.setProperty("java.awt.headless", "true");
    }

    private Captured bench(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "--out";
        all[1] = dir.resolve("b").toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return Captured.of(new BenchCommand(benchmark), all);
    }

    @Test
    void theTableShowsACaseWithItsFloorAndItsPeers() {
        assertThat(bench().out()
                        .lines()
                        .filter(line -> line.startsWith("depth-100"))
                        .findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line.split("\\s+")).startsWith("depth-100", "2", "12", "12", "4", "3"))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("13 %", "torch 36 ms, x 3", "gone failed: it ended early"));
    }

    @Test
    void aLinePerRivalShowsTheRatioWithItsSpread() {
        assertThat(bench().out().lines())
                .contains("depth-100, 2 threads: 12 ms for 100 examples by rai, 0.7500 ms for 64 by backprop with adam;"
                        + " time per epoch x 1.500, quartiles [1.250, 1.750]");
    }

    @Test
    void theMethodThatIsMeasuredBesideBackpropIsASetting() {
        bench();
        assertThat(asked.method()).isEmpty();
        bench("--method", "alt(eta=0.2)");
        assertThat(asked.method()).contains("alt(eta=0.2)");
    }

    @Test
    void theBundleOfTheEngineIsReported() {
        assertThat(bench().out().lines()).contains("engine of an.engine 1.2");
    }

    @Test
    void byDefaultTheFastestEngineIsMeasured() {
        bench();
        assertThat(asked.engine()).isEqualTo("fastest");
    }

    @Test
    void whatCouldNotBeMeasuredIsReported() {
        assertThat(bench().out()).contains("not measured: depth-3000, 2 threads: there is not enough memory");
    }

    @Test
    void stdoutIsTheDocumentThatIsWritten() throws IOException {
        assertThat(bench("--json").out()).isEqualTo(Files.readString(dir.resolve("b/bench.json")));
    }

    @Test
    void aCaseOfTheDocumentHoldsTheFiguresThatOthersRead() {
        JsonObject document = JsonParser.parseString(bench("--json").out()).getAsJsonObject();
        JsonObject first = document.getAsJsonArray("cases").get(0).getAsJsonObject();
        assertThat(first.keySet())
                .contains(
                        "name",
                        "threads",
                        "ms",
                        "best_ms",
                        "p90_ms",
                        "floor_ms",
                        "ratio_to_floor",
                        "steps_per_second",
                        "bytes_allocated_per_step",
                        "gflop",
                        "bytes_moved",
                        "ms_per_layer",
                        "deviation_from_linear",
                        "peers",
                        "engine");
        assertThat(first.get("ratio_to_floor").getAsDouble()).isEqualTo(3);
        assertThat(first.getAsJsonObject("peers")
                        .getAsJsonObject("torch")
                        .get("ms")
                        .getAsDouble())
                .isEqualTo(4.5);
        assertThat(document.getAsJsonObject("machine").get("cpu").getAsString()).isEqualTo("A processor");
    }

    @Test
    void aPeerThatFailedHasNoTimeButAReason() {
        JsonObject gone = JsonParser.parseString(bench("--json").out())
                .getAsJsonObject()
                .getAsJsonArray("cases")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("peers")
                .getAsJsonObject("gone");
        assertThat(gone.get("ms").isJsonNull()).isTrue();
        assertThat(gone.get("about").getAsString()).isEqualTo("it ended early");
    }

    @Test
    void theCurvesAreDrawn() throws IOException {
        bench();
        assertThat(ImageIO.read(dir.resolve("b/bench.png").toFile()).getWidth()).isGreaterThan(100);
    }

    @Test
    void theOptionsReachTheBenchmark() {
        bench(
                "--cases",
                "depth",
                "--threads",
                "1,2",
                "--seconds",
                "0.5",
                "--quick",
                "--python",
                "a/python",
                "--engine",
                "reference");
        assertThat(asked)
                .extracting(
                        BenchRequest::cases,
                        BenchRequest::threads,
                        BenchRequest::seconds,
                        BenchRequest::quick,
                        BenchRequest::peers,
                        BenchRequest::python,
                        BenchRequest::engine)
                .containsExactly(
                        List.of("depth"), List.of(1, 2), 0.5, true, true, Optional.of("a/python"), "reference");
    }

    @Test
    void byDefaultOneThreadAndAllAreMeasured() {
        bench("--no-peers");
        assertThat(asked.threads())
                .startsWith(1)
                .endsWith(Runtime.getRuntime().availableProcessors())
                .doesNotHaveDuplicates();
        assertThat(asked.peers()).isFalse();
    }

    @Test
    void anUnknownCaseSuggestsTheNearest() {
        assertThatThrownBy(() -> bench("--cases", "dept"))
                .hasMessage("unknown case 'dept': did you mean 'depth'? There are: depth");
    }

    @Test
    void aThreadIsNeeded() {
        assertThatThrownBy(() -> bench("--threads", "0")).hasMessage("--threads must be at least 1, not 0");
    }

    @Test
    void aMeasurementTakesTime() {
        assertThatThrownBy(() -> bench("--seconds", "0")).hasMessage("--seconds must be more than 0, not 0.0");
    }

    @Test
    void aPythonIsOfNoUseWithoutPeers() {
        assertThatThrownBy(() -> bench("--no-peers", "--python", "python3"))
                .hasMessage("--python needs peers: omit --no-peers");
    }
}
