package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import org.junit.jupiter.api.Test;

class TextTest {

    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    @Test
    void noLineIsWiderThanAllowed() {
        assertThat(wrap("training loss over steps, mean of 10 seeds, ThisIsAVeryLongWord(withoutSpaces=0.02,order=3)")
                        .width())
                .isLessThanOrEqualTo(100);
    }

    @Test
    void wrappingLosesNoText() {
        String text = "training loss over steps of polynomial-network(order=3,width=8,normalised=true)";

        assertThat(String.join("", wrap(text).lines()).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void textThatFitsStaysOnOneLine() {
        assertThat(wrap("tanh").lines()).containsExactly("tanh");
    }

    @Test
    void aLongWordIsBrokenAfterPunctuation() {
        assertThat(wrap("activation(slope=0.02,order=3)").lines().get(0)).endsWith("(");
    }

    @Test
    void noTextTakesNoSpace() {
        assertThat(wrap("").height()).isZero();
    }

    @Test
    void aWidthSmallerThanALetterStillEnds() {
        assertThat(Text.wrap("abc \uD83D\uDE00\uD83D\uDE00", FONT, Color.BLACK, 1)
                        .lines())
                .containsExactly("a", "b", "c", "\uD83D\uDE00", "\uD83D\uDE00");
    }

    private static Text wrap(String text) {
        return Text.wrap(text, FONT, Color.BLACK, 100);
    }
}
