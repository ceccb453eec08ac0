package rai.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

class LayersTest {
    @Test
    void widthsBecomeLayersWithAnActivationEach() {
        assertThat(Layers.hidden("200,64", "relu")).isEqualTo("dense(200) relu dense(64) relu dense");
    }

    @Test
    void countTimesWidthBecomesARepetition() {
        assertThat(Layers.hidden("100x10", "leaky-relu(slope=0.1)"))
                .isEqualTo("100x(dense(10) leaky-relu(slope=0.1)) dense");
    }

    @Test
    void repetitionsAreWrittenOut() {
        assertThat(Layers.parse("2x(dense(3) 2 x (relu)) dense", 100))
                .extracting(Spec::toString)
                .containsExactly("dense(3)", "relu", "relu", "dense(3)", "relu", "relu", "dense");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense",
                "100x(dense(100) sigmoid) dense",
                "dense(2) relu 3x(dense(4) tanh) dense(1) sigmoid",
                "3x(dense(7)) dense"
            })
    void formattingWritesRepetitionsOnce(String text) {
        List<Spec> layers = Layers.parse(text, 1000);
        assertThat(Layers.parse(Layers.format(layers), 1000)).isEqualTo(layers);
        assertThat(Layers.format(layers)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100y100 | '100y100' in the hidden layers '100y100' is not a width: write widths as in 200,64 or"
                        + " COUNTxWIDTH as in 100x100",
                "99999999999 | '99999999999' in the hidden layers '99999999999' is too large: a width, or a count of"
                        + " layers, has at most 9 digits",
                "200,,64 | '' in the hidden layers '200,,64' is not a width: write widths as in 200,64 or COUNTxWIDTH"
                        + " as in 100x100"
            })
    void whatIsNotAWidthIsExplained(String hidden, String message) {
        assertThatThrownBy(() -> Layers.hidden(hidden, "relu"))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void tooManyLayersAreRefusedBeforeTheyAreWrittenOut() {
        assertThatThrownBy(() -> Layers.parse("999999999x(1000x(dense(10) relu)) dense", 1_000_000))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("more than 1000000 layers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(3)relu dense | in the network 'dense(3)relu dense' a space is missing between 'dense(3)' and"
                        + " 'relu'",
                "2x(dense(3))dense  | in the network '2x(dense(3))dense' a space is missing between '2x(dense(3))' and"
                        + " 'dense'",
            })
    void layersWithoutASpaceBetweenThemAreNamed(String network, String message) {
        assertThatThrownBy(() -> Layers.parse(network, 10))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void aParenthesisInsideAQuotationEndsNoLayer() {
        assertThat(Layers.parse("expression(\"max(z)*2\") dense", 10)).hasSize(2);
    }

    @Test
    void anEmptyListIsNotANetwork() {
        assertThatThrownBy(() -> Layers.parse("  ", 10))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is not a network");
    }
}
