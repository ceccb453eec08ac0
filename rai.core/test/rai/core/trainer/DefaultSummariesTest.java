package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.activation.NormalMoments;
import rai.api.run.LayerSummary;
import rai.api.run.NetworkSummary;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.Summaries;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;

class DefaultSummariesTest {
    @TempDir
    Path temp;

    private final ServiceCatalog catalog = LayerFixtures.catalog();
    private final DefaultTrainer trainer = new DefaultTrainer(catalog);
    /** Whatever the activation, the second moment is 1/4 and the gain 2. */
    private final Summaries summaries =
            new DefaultSummaries(catalog, trainer, activation -> new NormalMoments(0, 0.25, 1));

    private NetworkSummary of(String network) {
        return summaries.of(network, 3, OptionalInt.empty(), 10, Precision.FLOAT32);
    }

    private static RunRequest request(Path directory) {
        return RunRequest.builder()
                .train("ring")
                .network("dense(6) bend dense")
                .init("spread")
                .optimizer("descent")
                .batch(5)
                .phase("down", 3)
                .directory(directory)
                .build();
    }

    @Test
    void aDenseMapHasFanInWeightsAndTwoOperationsForEachWeight() {
        LayerSummary dense = of("dense(4) bend dense(2)").layers().get(0);
        assertThat(dense.layer()).isEqualTo("dense(4)");
        assertThat(dense.tensors()).isEqualTo("dense_1");
        assertThat(dense.output()).containsExactly(10L, 4L);
        assertThat(dense.parameters()).isEqualTo(3 * 4 + 4);
        assertThat(dense.fanIn()).contains(3);
        assertThat(dense.gain()).isEmpty();
        assertThat(dense.flops()).isEqualTo(2 * 3 * 4 + 4);
        assertThat(dense.bytes()).isEqualTo(4 * (2 * 16 + 2 * 10 * 4));
    }

    @Test
    void anActivationHasAGainAndCostsOneOperationForEachUnit() {
        LayerSummary bend = of("dense(4) bend dense(2)").layers().get(1);
        assertThat(bend.gain()).contains(2.0);
        assertThat(bend.fanIn()).isEmpty();
        assertThat(bend.parameters()).isZero();
        assertThat(bend.flops()).isEqualTo(4);
    }

    @Test
    void theTotalIsThatOfTheNetwork() {
        NetworkSummary summary = of("dense(4) centre residual(dense(5) wave dense) dense(2)");
        assertThat(summary.layers())
                .extracting(LayerSummary::layer)
                .containsExactly(
                        "dense(4)",
                        "centre",
                        "residual",
                        "dense(5)",
                        "wave(share=layer)",
                        "dense(4)",
                        "end of residual",
                        "dense(2)");
        assertThat(summary.parameters()).isEqualTo(16 + 4 + 25 + 1 + 24 + 10);
        assertThat(summary.state()).isEqualTo(4);
        assertThat(summary.asMap().get("total").toString()).startsWith("{parameters=80, state=4, bytes=");
    }

    /** wave has one parameter for all units, centre one for each. */
    @Test
    void aParameterOfAllUnitsIsUsedByEachOfThem() {
        assertThat(of("dense(4) wave dense(2)").layers().get(1).flops()).isEqualTo(2 * 4 + 4);
        assertThat(of("dense(4) centre dense(2)").layers().get(1).flops()).isEqualTo(2 * 4 + 4);
    }

    @Test
    void theNetworkOfARequestFitsItsData() {
        NetworkSummary summary = summaries.of(request(null));
        assertThat(summary.rows()).isEqualTo(5);
        assertThat(summary.inputs()).isEqualTo(2);
        assertThat(summary.trainingBytes())
                .hasValueSatisfying(bytes -> assertThat(bytes).isGreaterThan(summary.parameters() * 4.0));
    }

    @Test
    void theNetworkOfARunIsThatOfItsRequest() {
        Path directory = temp.resolve("run");
        try (Run run = trainer.prepare(request(directory))) {
            run.train(event -> {});
        }
        NetworkSummary of = summaries.of(directory);
        assertThat(of.layers()).isEqualTo(summaries.of(request(null)).layers());
        assertThat(of.rows()).isEqualTo(5);
    }

    @Test
    void withoutQuadratureThereAreNoGains() {
        NetworkSummary summary = new DefaultSummaries(catalog, trainer, null)
                .of("dense(4) bend dense", 3, OptionalInt.of(2), 1, Precision.FLOAT64);
        assertThat(summary.layers().get(1).gain()).isEmpty();
        assertThat(summary.layers().get(2).output()).isEqualTo(List.of(1L, 2L));
        assertThat(summary.layers().get(1).bytes()).isEqualTo(8 * 2 * 4);
    }

    @Test
    void whatIsNotANetworkIsRefused() {
        assertThatThrownBy(() -> of("dense(4) bent dense"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean 'bend'?");
    }
}
