package rai.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which orders of layers their names and places allow. */
class LayerOrderTest {
    private static List<List<String>> orders(LayerOrder.Fit fit, String... names) {
        return new LayerOrder(List.of(names), fit).fitting(10);
    }

    @Test
    void numbersCountUpAndTenIsAfterTwo() {
        assertThat(orders((name, place) -> true, "10", "2", "0")).containsExactly(List.of("0", "2", "10"));
        assertThat(orders((name, place) -> true, "dense_1", "dense", "dense_2"))
                .containsExactly(List.of("dense", "dense_1", "dense_2"));
    }

    @Test
    void theFirstDifferenceCounts() {
        assertThat(orders((name, place) -> true, "layers.1.a", "layers.0.b", "layers.0.a"))
                .containsExactly(
                        List.of("layers.0.b", "layers.0.a", "layers.1.a"),
                        List.of("layers.0.a", "layers.0.b", "layers.1.a"));
    }

    @Test
    void namesThatDifferOtherwiseMayBeEitherWayRoundIfTheyFit() {
        assertThat(orders((name, place) -> name.startsWith("bn") == (place % 2 == 1), "bn1", "bn2", "fc1", "fc2"))
                .containsExactly(List.of("fc1", "bn1", "fc2", "bn2"));
        assertThat(orders((name, place) -> true, "a", "b")).hasSize(2);
        assertThat(orders((name, place) -> false, "a", "b")).isEmpty();
    }

    @Test
    void whatIsListedFitsUnlessANumberOrAPlaceContradicts() {
        assertThat(new LayerOrder(List.of("b", "a"), (name, place) -> true).fitsAsListed())
                .isTrue();
        assertThat(new LayerOrder(List.of("2", "1"), (name, place) -> true).fitsAsListed())
                .isFalse();
        assertThat(new LayerOrder(List.of("b", "a"), (name, place) -> place == 0).fitsAsListed())
                .isFalse();
    }

    @Test
    void aModuleMayHaveWeightsBesideThoseOfItsParts() {
        assertThat(orders((name, place) -> true, "net", "net.0", "net.1"))
                .containsExactly(
                        List.of("net", "net.0", "net.1"),
                        List.of("net.0", "net", "net.1"),
                        List.of("net.0", "net.1", "net"));
    }

    @Test
    void aVeryDeepNetworkIsOrdered() {
        String[] names = IntStream.range(0, 20_000).mapToObj(i -> "layers." + i).toArray(String[]::new);
        assertThat(orders((name, place) -> name.equals("layers." + place), names))
                .containsExactly(List.of(names));
    }

    @Test
    void theFirstOrderIsNotTakenForTheOnlyOneWhenTooManyAreToBeTried() {
        String[] names = IntStream.range(0, 26)
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toArray(String[]::new);
        LayerOrder onlyAsListed =
                new LayerOrder(List.of(names), (name, place) -> List.of(names).indexOf(name) >= place);
        assertThat(onlyAsListed.fitting(1)).containsExactly(List.of(names));
        assertThatThrownBy(() -> onlyAsListed.fitting(2))
                .hasMessage("names and shapes leave too many orders of the layers a, b, c, d, e, f, g, h, i, j to try:"
                        + " number them in their names");
    }
}
