package rai.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rai.api.network.NamedTensor;
import rai.core.LayerFixtures;

class NamedTensorsTest {
    private static List<NamedTensor> of(String network) {
        return NamedTensors.of(FlatNetwork.parse(network, 2, 1, LayerFixtures.catalog()))
                .toList();
    }

    @Test
    void aLayerIsNumberedAmongThoseOfItsNameAlsoInsideResidualBlocks() {
        assertThat(of("dense(4) wave residual(dense(4) wave jitter dense) centre dense(3, bias=false) centre dense"))
                .extracting(tensor -> tensor.name() + " " + tensor.shape())
                .containsExactly(
                        "dense_1.weight [2, 4]",
                        "dense_1.bias [4]",
                        "wave_1.height [1]",
                        "dense_2.weight [4, 4]",
                        "dense_2.bias [4]",
                        "wave_2.height [1]",
                        "dense_3.weight [4, 4]",
                        "dense_3.bias [4]",
                        "centre_1.gain [4]",
                        "centre_1.running [4]",
                        "dense_4.weight [4, 3]",
                        "centre_2.gain [3]",
                        "centre_2.running [3]",
                        "dense_5.weight [3, 1]",
                        "dense_5.bias [1]");
    }

    @Test
    void theTensorsOfAnArrayLieInItWithoutGapOrOverlap() {
        FlatNetwork network =
                FlatNetwork.parse("3x(dense(4) wave centre) residual(dense wave) dense", 2, 1, LayerFixtures.catalog());
        for (String array : List.of(NamedTensor.PARAMETERS, NamedTensor.LAYER_STATE)) {
            long end = 0;
            for (NamedTensor tensor : NamedTensors.of(network)
                    .filter(t -> t.array().equals(array))
                    .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                    .toList()) {
                assertThat(tensor.offset()).as(tensor.name()).isEqualTo(end);
                end += tensor.length();
            }
            assertThat(end)
                    .isEqualTo(array.equals(NamedTensor.PARAMETERS) ? network.parameterCount() : network.stateCount());
        }
    }

    @Test
    void aTensorThatLayersShareIsNamedOnceByTheFirstOfThem() {
        assertThat(of("dense(4) wave(share=network) dense(4) wave(share=network) dense"))
                .extracting(NamedTensor::name)
                .filteredOn(name -> name.startsWith("wave"))
                .containsExactly("wave_1.height");
    }
}
