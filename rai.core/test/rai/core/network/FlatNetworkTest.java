package rai.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rai.api.network.Network.Block;
import rai.api.spec.SpecException;
import rai.core.Fixtures;

class FlatNetworkTest {
    @Test
    void consecutiveMapsOfEqualShapeAreOneBlock() {
        FlatNetwork network = parse("4x(dense(10) bend) dense");
        assertThat(network.blocks())
                .containsExactly(new Block(0, 1, 2, 10, 0), new Block(1, 3, 10, 10, 30), new Block(4, 1, 10, 1, 360));
        assertThat(network.parameterCount()).isEqualTo(371);
    }

    @Test
    void weightsOfABlockLieOneBehindTheOtherAndThenItsBiases() {
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
    @CsvSource(delimiter = '|', value = {
        "bend bend | 'bend bend' is no network: it has no dense layer, as in dense(200) relu dense",
        "dense bend dense | only the last dense layer may leave its width to the data: write dense(WIDTH) for the others in 'dense bend dense'",
        "dense(5) bend dense(3) | the network ends with width 3, but the data and the loss need 1 output: let its last dense layer be dense or dense(1)",
        "dense(x) dense | the width of 'dense(x)' must be a whole number up to 2147483647",
        "dense(0) dense | the width of 'dense(0)' must be at least 1",
        "dense(width=5) dense | 'dense(width=5)' is no layer: write its width, as in dense(200) or dense(200, bias=false)",
        "dense(5) bent dense | unknown activation or layer 'bent': did you mean 'bend'? There are: bend, dense, residual",
        "100x(dense(2000000000) bend) dense | the network '100x(dense(2000000000) bend) dense' has 3.96e+20 parameters: no machine holds them"
    })
    void whatIsNoNetworkIsExplained(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    private static FlatNetwork parse(String text) {
        return FlatNetwork.parse(text, 2, 1, Fixtures.catalog());
    }
}
