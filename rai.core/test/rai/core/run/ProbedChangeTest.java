package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.catalog.Kind;
import rai.api.probe.Measurement;
import rai.api.probe.ProbedRun;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.core.ProbeFixtures.Asked;
import rai.core.ProbeFixtures.Thorough;
import rai.core.store.StoredReader;
import rai.core.trainer.DefaultTrainer;

/** Probes in a run whose layers are changed by hand. */
@Timeout(240)
class ProbedChangeTest extends ChangedRun {
    private static double distance(ProbedRun run) {
        INDArray moved = run.tensor("dense_1.weight").sub(run.start("dense_1.weight"));
        return moved.norm2Number().doubleValue();
    }

    private List<Double> distances(String layers, String change) {
        network = layers;
        List<Double> distances = new ArrayList<>();
        offer(
                Kind.PROBE,
                "asked",
                new Asked(run -> {
                    distances.add(distance(run));
                    return List.of(Measurement.of(run.layers().get(1).name(), 0));
                }) {
                    @Override
                    public boolean comparesWithStart() {
                        return true;
                    }
                });
        probes = List.of("asked");
        train(20, run -> run.swap(activation(change)));
        return distances;
    }

    private List<String> warnings() {
        return all(RunEvent.Warned.class).stream().map(RunEvent.Warned::reason).toList();
    }

    @Test
    void whatIsMeasuredAfterAChangeIsThatOfTheNewLayers() {
        List<Double> distances = distances("dense(6) bend dense", "half");
        List<String> layers = all(RunEvent.Probed.class).stream()
                .map(probed -> probed.rows().get(0).layer())
                .toList();
        assertThat(layers.subList(0, 21)).containsOnly("bend_1");
        assertThat(layers.subList(21, layers.size())).containsOnly("half_1");
        assertThat(distances.get(0)).isZero();
        assertThat(distances.subList(1, distances.size())).allMatch(distance -> distance > 0);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void ifTheParametersAreOthersTheyAreComparedWithThoseAtTheChange() {
        List<Double> distances = distances("dense(6) bend dense", "wave");
        assertThat(distances.get(21)).isPositive().isLessThan(distances.get(20));
        assertThat(warnings())
                .containsExactly("the layers have changed: probes compare the parameters with those after step 20 from"
                        + " now on");
    }

    @Test
    void theStartOfAChangedRunIsKeptInItsCheckpoints() {
        offer(Kind.PROBE, "thorough", new Thorough());
        probes = List.of("thorough");
        Path whole = temp.resolve("whole");
        directory = Optional.of(whole);
        network = "dense(6) bend dense";
        train(20, run -> run.swap(activation("wave")));
        directory = Optional.of(temp.resolve("cut"));
        train(20, run -> {
            run.swap(activation("wave"));
            run.stop();
        });
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("cut"), notice -> {})) {
            RunResult result = run.train(event -> {});
            assertThat(result.stateHash())
                    .isEqualTo(StoredReader.open(whole).result().orElseThrow().stateHash());
        }
        assertThat(temp.resolve("cut/probes/thorough.csv"))
                .hasSameBinaryContentAs(whole.resolve("probes/thorough.csv"));
    }
}
