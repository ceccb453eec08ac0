package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.catalog.Kind;
import rai.api.run.Extension;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.core.ProbeFixtures.Thorough;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** What probes have measured when a run was interrupted, or is made longer: no row is lost, and none is there twice. */
class ProbedResumeTest extends ResumedRun {
    @BeforeEach
    void offerProbe() {
        catalog.add(new Offer(Kind.PROBE, "thorough", 0, 2002, "b", "1", Thorough::new));
        probes = List.of("thorough", "thorough(times=3)");
        probeEvery = Optional.of("3");
    }

    private void requireSameSeries(Path one, Path other) {
        for (String file : List.of("probes/thorough.csv", "probes/thorough-2.csv")) {
            assertThat(one.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5, 11, 12, 24, 25, 26, 28, 30})
    void aRunThatWasKilledKeepsEachMeasurementOnce(long step) throws IOException {
        resumesToTheSame(killedAfter(step));
        requireSameSeries(temp.resolve("cut-" + step), temp.resolve("whole-" + step));
    }

    @Test
    void aRunContinuesFromAnEarlierCheckpointIfASeriesHasLostLines() throws IOException {
        Path cut = killedAfter(13);
        Path series = cut.resolve("probes/thorough.csv");
        Files.writeString(series, Files.readString(series).substring(0, 2000));
        resumesToTheSame(cut);
        requireSameSeries(cut, temp.resolve("whole-13"));
        assertThat(notices.get(0)).contains("thorough.csv has lost lines");
    }

    private void train(String name, long last) {
        phases = List.of(PhaseBuilder.of("down", 25), PhaseBuilder.of("down", last));
        try (Run run = prepare(temp.resolve(name))) {
            run.train(event -> {});
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 20", "5, 20", "8, 9", "2, 14"})
    void aLongerRunHasTheSeriesOfOneThatWasLongFromTheStart(long first, long last) {
        train("long", last);
        train("short", first);
        try (Run run =
                new DefaultTrainer(catalog).extend(temp.resolve("short"), Extension.toSteps(last), notices::add)) {
            RunResult result = run.train(event -> {});
            assertThat(result.steps()).isEqualTo(25 + last);
        }
        requireSameSeries(temp.resolve("short"), temp.resolve("long"));
    }
}
