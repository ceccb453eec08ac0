package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.catalog.Kind;
import rai.api.probe.Measurement;
import rai.api.probe.Probe;
import rai.api.probe.ProbeSeries;
import rai.api.probe.ProbedRun;
import rai.api.run.PhaseBuilder;
import rai.api.run.Precision;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.ProbeFixtures.Asked;
import rai.core.ProbeFixtures.Thorough;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.store.StoredReader;

/** When probes measure, what is kept of it, and that neither a good nor a bad one disturbs a training. */
@Timeout(240)
class ProbingTest extends SmallRun {
    @TempDir
    Path temp;

    private final List<RunEvent> events = new ArrayList<>();

    ProbingTest() {
        catalog = LayerFixtures.catalog();
        phases = List.of(PhaseBuilder.of("down", 10), PhaseBuilder.of("down", 5));
        offer("thorough", Thorough::new);
    }

    private Offer offer(String name, java.util.function.Supplier<Object> probe) {
        Offer offer = new Offer(Kind.PROBE, name, 0, 50, "b", "1", probe);
        catalog.add(offer);
        return offer;
    }

    private Offer asked(Function<ProbedRun, List<Measurement>> answer) {
        probes = List.of("asked");
        return offer("asked", () -> new Asked(answer));
    }

    private RunResult trained() {
        events.clear();
        return train(events::add);
    }

    private <E extends RunEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Long> steps(String probe) {
        return all(RunEvent.Probed.class).stream()
                .filter(event -> event.probe().equals(probe))
                .map(RunEvent.Probed::step)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 0, 1", "FLOAT32, 5, 2", "FLOAT64, 0, 2", "FLOAT64, 5, 1"})
    void aTrainingEndsWithTheSameBitsWithAndWithoutProbes(Precision type, int examples, int processors) {
        network = "dense(6) centre wave jitter residual(dense(6) jitter bend) dense";
        precision = type;
        batch = examples;
        threads = processors;
        String without = trained().stateHash();
        probes = List.of("thorough", "thorough(times=2)");
        probeEvery = Optional.of("1");
        probeRows = 7;
        assertThat(trained().stateHash()).isEqualTo(without);
        assertThat(steps("thorough")).hasSize(16);
        assertThat(all(RunEvent.Warned.class)).isEmpty();
    }

    @Test
    void probesMeasureAtTheStartAndAtTheEndOfEachPhaseIfNothingElseIsSaid() {
        probes = List.of("thorough");
        trained();
        assertThat(steps("thorough")).containsExactly(0L, 10L, 15L);
    }

    @Test
    void probesMeasureAsOftenAsTheRunIsEvaluated() {
        probes = List.of("thorough");
        evaluateEvery = 4;
        trained();
        assertThat(steps("thorough")).containsExactly(0L, 4L, 8L, 10L, 12L, 15L);
    }

    @Test
    void probesMeasureInStepsOrEpochsOfTheirOwn() {
        probes = List.of("thorough");
        evaluateEvery = 1;
        batch = 4;
        probeEvery = Optional.of("1epoch");
        trained();
        assertThat(steps("thorough")).containsExactly(0L, 3L, 6L, 9L, 10L, 13L, 15L);
        probeEvery = Optional.of("0");
        trained();
        assertThat(steps("thorough")).containsExactly(0L, 10L, 15L);
    }

    @Test
    void theRunKeepsASeriesForEachProbe() {
        directory = Optional.of(temp.resolve("run"));
        probes = List.of("thorough", "thorough(times=2)");
        trained();
        List<ProbeSeries> kept = StoredReader.open(temp.resolve("run")).probes();
        assertThat(kept).extracting(ProbeSeries::probe).containsExactlyElementsOf(probes);
        ProbeSeries once = kept.get(0);
        ProbeSeries twice = kept.get(1);
        assertThat(once.columns()).isEqualTo(new Thorough().columns());
        assertThat(once.steps()).containsExactly(0L, 10L, 15L);
        assertThat(once.layers()).containsExactly("dense_1", "bend_1", "dense_2", "bend_2", "dense_3");
        assertThat(once.rows())
                .containsExactlyElementsOf(all(RunEvent.Probed.class).stream()
                        .filter(event -> event.probe().equals("thorough"))
                        .flatMap(event -> event.rows().stream()
                                .map(row -> new ProbeSeries.Row(event.step(), row.layer(), row.values())))
                        .toList());
        for (int i = 0; i < once.rows().size(); i++) {
            double value = once.rows().get(i).values().get(0);
            assertThat(twice.rows().get(i).values().get(0)).isEqualTo(2 * value);
        }
        assertThat(temp.resolve("run/probes/thorough.csv")).exists();
        assertThat(temp.resolve("run/probes/thorough-2.csv")).exists();
        assertThat(temp.resolve("run/events.jsonl")).content().doesNotContain("probed");
    }

    @Test
    void aRunWithoutProbesKeepsNoFolderForThem() {
        directory = Optional.of(temp.resolve("run"));
        trained();
        assertThat(temp.resolve("run/probes")).doesNotExist();
        assertThat(StoredReader.open(temp.resolve("run")).probes()).isEmpty();
    }

    @Test
    void anUnknownProbeIsRefusedBeforeTheTraining() {
        probes = List.of("throrough");
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("unknown probe 'throrough': did you mean 'thorough'?");
    }

    /** Throws at step 4. */
    private static final class Throwing extends Asked {
        Throwing() {
            super(run -> List.of(Measurement.of(Measurement.NETWORK, run.step())));
        }

        @Override
        public List<Measurement> measure(ProbedRun run) {
            if (run.step() == 4) {
                throw new IllegalStateException("out of order");
            }
            return super.measure(run);
        }
    }

    @Test
    void aProbeThatThrowsIsLeftOutAndTheRunContinues() {
        String without = trained().stateHash();
        offer("asked", Throwing::new);
        probes = List.of("asked", "thorough");
        probeEvery = Optional.of("2");
        RunResult result = trained();
        assertThat(result.stateHash()).isEqualTo(without);
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(steps("asked")).containsExactly(0L, 2L);
        assertThat(steps("thorough")).containsExactly(0L, 2L, 4L, 6L, 8L, 10L, 12L, 14L, 15L);
        assertThat(all(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::reason)
                .containsExactly("the probe asked of b 1 failed after step 4 (java.lang.IllegalStateException: out of"
                        + " order): the run continues without it");
        assertThat(catalog.quarantined())
                .singleElement()
                .satisfies(bad -> assertThat(bad.kind()).isEqualTo(Kind.PROBE));
    }

    @Test
    void aRowThatDoesNotFitTheColumnsIsNotKept() {
        asked(run -> List.of(Measurement.of("dense_1", 1, 2)));
        trained();
        assertThat(steps("asked")).isEmpty();
        assertThat(all(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::reason)
                .containsExactly("the probe asked of b 1 failed after step 0 (it returned 2 numbers for its 1 columns):"
                        + " the run continues without it");
    }

    @Test
    void aRowOfALayerThatIsNotThereIsNotKept() {
        asked(run -> List.of(Measurement.of("dense_9", 1)));
        trained();
        assertThat(all(RunEvent.Warned.class).get(0).reason())
                .contains("it returned a row for 'dense_9', which is not a layer");
    }

    @Test
    void aProbeThatHangsIsLeftOutAndTheRunContinues() {
        String without = trained().stateHash();
        asked(run -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return List.of();
        });
        stepLimit = 1;
        RunResult result = trained();
        assertThat(result.stateHash()).isEqualTo(without);
        assertThat(all(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warned -> assertThat(warned.reason()).contains("did not return within 1 s"));
    }

    @Test
    void aProbeCanNotLookAtTheRunLater() {
        List<ProbedRun> kept = new ArrayList<>();
        asked(run -> {
            kept.add(run);
            return List.of();
        });
        trained();
        assertThatThrownBy(() -> kept.get(0).tensor("dense_1.weight"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the run has continued");
    }

    @Test
    void aProbeWhoseBundleIsGoneDoesNotHoldUpTheRunAndMeasuresAgainWhenItIsBack() {
        Offer offer = asked(run -> List.of(Measurement.of(Measurement.NETWORK, run.step())));
        probeEvery = Optional.of("1");
        events.clear();
        train(event -> {
            events.add(event);
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 3) {
                catalog.remove(offer);
            }
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == 6) {
                catalog.add(offer);
            }
        });
        assertThat(steps("asked")).containsExactly(0L, 1L, 2L, 3L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
        assertThat(all(RunEvent.Paused.class)).isEmpty();
        assertThat(all(RunEvent.Warned.class))
                .extracting(RunEvent.Warned::reason)
                .containsExactly(
                        "the probe asked is gone: the run continues without it, and measures again when it is back");
    }

    /** Names no columns, or one twice. */
    private static final class Nameless extends Asked {
        private final List<String> names;

        Nameless(String... names) {
            super(run -> List.of());
            this.names = List.of(names);
        }

        @Override
        public List<String> columns() {
            return names;
        }
    }

    @ParameterizedTest
    @CsvSource({"'',''", "a,a", "a,B b"})
    void aProbeWithoutProperColumnsIsRefused(String first, String second) {
        probes = List.of("nameless");
        offer("nameless", () -> first.isEmpty() ? new Nameless() : new Nameless(first, second));
        assertThatThrownBy(this::prepare)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("nameless")
                .hasMessageContaining("column");
    }

    @Test
    void theStartIsKeptOnlyIfAProbeComparesWithIt() {
        List<Throwable> thrown = new ArrayList<>();
        asked(run -> {
            assertThatThrownBy(() -> run.start("dense_1.weight")).satisfies(thrown::add);
            return List.of();
        });
        directory = Optional.of(temp.resolve("run"));
        trained();
        assertThat(thrown.get(0)).hasMessageContaining("comparesWithStart() is true");
        assertThat(temp.resolve("run/checkpoint/start-parameters.npy")).doesNotExist();
        assertThat(new Thorough()).extracting(Probe::comparesWithStart).isEqualTo(true);
    }
}
