package rai.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.network.Network;
import rai.api.network.Network.Block;
import rai.api.spec.SpecException;
import rai.core.LayerFixtures;

class FlatNetworkTest {
    @Test
    void consecutiveMapsOfEqualShapeAreOneBlock() {
        FlatNetwork network = parse("4x(dense(10) bend) dense");
        assertThat(network.blocks())
                .containsExactly(new Block(0, 1, 2, 10, 0), new Block(1, 3, 10, 10, 30), new Block(4, 1, 10, 1, 360));
        assertThat(network.parameterCount()).isEqualTo(371);
    }

    @Test
    void weightsOfABlockLieOneAfterAnotherFollowedByItsBiases() {
        FlatNetwork network = parse("4x(dense(10) bend) dense");
        assertThat(network.weightOffset(1)).isEqualTo(30);
        assertThat(network.weightOffset(3)).isEqualTo(230);
        assertThat(network.biasOffset(1)).isEqualTo(330);
        assertThat(network.biasOffset(3)).isEqualTo(350);
        assertThat(network.weightOffset(4)).isEqualTo(360);
    }

    @Test
    void theLastDenseLayerTakesItsWidthFromTheData() {
        assertThat(parse("dense(5) bend dense").outputs()).isEqualTo(1);
        assertThat(parse("dense(5) bend dense(1)").describe()).isEqualTo("dense(5) bend dense(1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bend bend | 'bend bend' is not a network: it has no dense layer, as in dense(200) relu dense",
                "dense bend dense | only the last dense layer may leave its width to the data: write dense(WIDTH) for"
                        + " the others in 'dense bend dense'",
                "dense(5) bend dense(3) | the network ends with width 3, but the data and the loss need 1 output: let"
                        + " its last dense layer be dense or dense(1)",
                "dense(x) dense | the width of 'dense(x)' must be a whole number up to 2147483647",
                "dense(0) dense | the width of 'dense(0)' must be at least 1",
                "dense(width=5) dense | 'dense(width=5)' is not a layer: write its width, as in dense(200) or"
                        + " dense(200, bias=false)",
                "dense(5) bent dense | unknown activation or layer 'bent': did you mean 'bend'? There are: bend,"
                        + " centre, dense, jitter, residual, wave",
                "dense(5) residual(dense(3)) dense | the residual block 'residual(dense(3))' reads width 5 and gives"
                        + " width 3, but they are added: let its last dense layer be dense",
                "dense(5) residual dense | 'residual' is not a residual block: write its layers, separated by"
                        + " spaces, as in residual(dense(64) relu dense) or residual(dense(64) relu dense, skip=0.5)",
                "dense(5) residual(bend, skip=half) dense | the setting 'skip' of 'residual(bend, skip=half)' must be a"
                        + " number, but is 'half'",
                "dense(5) residual(bend, skip=1e999) dense | the setting 'skip' of 'residual(bend, skip=1e999)' must"
                        + " be a number, but is '1e999'",
                "dense(5, bias=no) dense | the setting 'bias' of 'dense(5, bias=no)' must be true or false",
                "dense(5) wave(share=network) dense(5) centre residual(wave(shared=unit)) dense | unknown setting of"
                        + " wave 'shared': did you mean 'share'? There are: share",
                "100x(dense(2000000000) bend) dense | the network '100x(dense(2000000000) bend) dense' has 3.96e+20"
                        + " parameters: that is more than any machine can hold"
            })
    void whatIsNotANetworkIsExplained(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(5) residual(dense(7, bias=false) wave(share=layer) residual(dense(7)) dense(5)) 3x(centre"
                        + " dense(5)) dense(1)",
                "3x(residual(dense(2) bend) jitter) dense(1, bias=false)",
                "residual(dense(2) residual(bend, skip=0), skip=0.25) dense(1)"
            })
    void theTextOfANetworkReadsBackAsTheSameNetwork(String text) {
        assertThat(parse(text).describe()).isEqualTo(text);
        assertThat(parse(parse(text).describe()).layers()).isEqualTo(parse(text).layers());
    }

    @Test
    void theLastDenseLayerOfAResidualBlockTakesItsWidthFromTheBlock() {
        assertThat(parse("dense(5) residual(dense(3) bend dense) dense").describe())
                .isEqualTo("dense(5) residual(dense(3) bend dense(5)) dense(1)");
    }

    @Test
    void parametersOfOtherLayersLieAfterTheDenseMaps() {
        FlatNetwork network = parse("dense(5) wave(share=unit) centre dense(4, bias=false) wave dense(1)");
        assertThat(network.blocks())
                .containsExactly(
                        new Network.Block(0, 1, 2, 5, 0),
                        new Network.Block(1, 1, 5, 4, 15, false),
                        new Network.Block(2, 1, 4, 1, 35));
        assertThat(network.placed().stream()
                        .map(p -> p.layer() + " " + p.tensor().name() + " " + p.offset()))
                .containsExactly("1 height 40", "2 gain 45", "4 height 50");
        assertThat(network.parameterCount()).isEqualTo(51);
        assertThat(network.placedState()).extracting(Network.Placed::offset).containsExactly(0L);
        assertThat(network.stateCount()).isEqualTo(5);
    }

    @Test
    void aSharedParameterLiesInOnePlace() {
        FlatNetwork network = parse("wave(share=network) dense(5) wave(share=network) dense wave(share=layer)");
        assertThat(network.parameterOffset(0, "height")).isEqualTo(network.parameterOffset(2, "height"));
        assertThat(network.placed()).hasSize(2);
    }

    private static FlatNetwork parse(String text) {
        return FlatNetwork.parse(text, 2, 1, LayerFixtures.catalog());
    }
}
