package rai.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void wordsAreAlignedLeftAndNumbersRight() {
        assertThat(new Table(List.of("name", "value", "about"))
                        .row("a", "1", "x")
                        .row("longer", "-12.5e-3", "")
                        .lines())
                .containsExactly("name       value  about", "a              1  x", "longer  -12.5e-3");
    }

    @Test
    void aMeanWithItsSpreadIsANumber() {
        assertThat(new Table(List.of("accuracy"))
                        .row("0.9 [0.8, 1]")
                        .row("NaN")
                        .row("-")
                        .lines())
                .containsExactly("    accuracy", "0.9 [0.8, 1]", "         NaN", "           -");
    }

    @Test
    void aTableThatIsTooWideForTheTerminalBreaksItsTextsBetweenWords() {
        assertThat(new Table(List.of("name", "about"))
                        .row("relu", "zero below zero and the identity above")
                        .lines(26))
                .containsExactly("name  about", "relu  zero below zero and", "      the identity above");
    }

    @Test
    void aTableThatFitsIsTheSameOnATerminal() {
        Table table = new Table(List.of("name", "about")).row("relu", "a ramp");
        assertThat(table.lines(12)).isEqualTo(table.lines());
    }

    @Test
    void aTableOfTooManyColumnsIsShownALinePerCell() {
        assertThat(new Table(List.of("run", "loss", "accuracy"))
                        .row("a", "0.25", "0.5")
                        .row("b", "0.125", "0.75")
                        .lines(10))
                .containsExactly(
                        "run       a",
                        "loss      0.25",
                        "accuracy  0.5",
                        "",
                        "run       b",
                        "loss      0.125",
                        "accuracy  0.75");
    }

    @Test
    void aVersionIsNotANumber() {
        assertThat(new Table(List.of("version")).row("1.2.3").lines()).containsExactly("version", "1.2.3");
    }

    @Test
    void aCellThatIsMissingIsEmpty() {
        assertThat(new Table(List.of("a", "b")).row("x").lines()).containsExactly("a  b", "x");
    }

    @Test
    void lettersOutsideTheBasicPlaneCountAsOne() {
        assertThat(new Table(List.of("a", "b")).row("\uD835\uDF0E", "y").lines())
                .containsExactly("a  b", "\uD835\uDF0E  y");
    }
}
