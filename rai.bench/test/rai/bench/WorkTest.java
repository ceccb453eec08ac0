package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.bench.Work.Kind;
import rai.bench.Work.Product;

class WorkTest {
    private static final Work BACKPROP = new Work(false, 7, List.of(2, 3, 5), 0);
    private static final Work RAI = new Work(true, 7, List.of(2, 3, 5), 2);

    @Test
    void everyMapExceptTheFirstHasThreeProducts() {
        assertThat(BACKPROP.products())
                .containsExactly(
                        new Product(Kind.FORWARD, 0, 7, 3, 2),
                        new Product(Kind.WEIGHT_GRADIENT, 0, 2, 3, 7),
                        new Product(Kind.FORWARD, 1, 7, 5, 3),
                        new Product(Kind.INPUT_GRADIENT, 1, 7, 3, 5),
                        new Product(Kind.WEIGHT_GRADIENT, 1, 3, 5, 7));
    }

    @Test
    void aProductTakesTwoOperationsPerTripleOfIndices() {
        assertThat(new Product(Kind.FORWARD, 0, 7, 3, 2).flop()).isEqualTo(2 * 7 * 3 * 2);
    }

    @Test
    void theOperationsAreThoseOfAllProducts() {
        assertThat(BACKPROP.gflop() * 1e9).isCloseTo(2 * (2 * 42) + 3 * (2 * 105), within(1e-6));
    }

    @Test
    void aHundredMapsOfAHundredTakeThreeFifthsOfAGigaflop() {
        Work deep = Cases.named(List.of("rai-step"), false).get(0).work();
        assertThat(deep.gflop()).isCloseTo(0.594 + 2 * 40e-6 + 3 * 20e-6, within(1e-9));
    }

    @Test
    void weightsAndBiasesAreCounted() {
        assertThat(BACKPROP.parameters()).isEqualTo(2 * 3 + 3 + 3 * 5 + 5);
    }

    @Test
    void raiReadsAndWritesParametersTargetsAndTheOptimizersVectors() {
        assertThat(RAI.bytes()).isEqualTo(4 * ((29 + 7 * 8) * (2 + 2 * 2) + 7 * 2));
    }

    @Test
    void backpropReadsItsWeightsTwiceAndKeepsItsOutputs() {
        assertThat(BACKPROP.bytes()).isEqualTo(4 * (29 * 3 + 2 * 7 * 8 + 2 * 7 * 2));
    }

    @Test
    void raiKeepsWhatItTrainsItsGradientAndTheOptimizersVectors() {
        assertThat(RAI.kept()).isEqualTo((29 + 7 * 8) * (2 + 2));
    }

    @Test
    void backpropKeepsItsOutputsAndTheirGradients() {
        assertThat(BACKPROP.kept()).isEqualTo(29 * 2 + 2 * 7 * 8);
    }

    @Test
    void theFloorHasAPlaceForEveryFactorAndResult() {
        assertThat(Floor.elements(BACKPROP, 1000)).isEqualTo(2 * (7 * 2 + 2 * 3 + 7 * 3) + 2 * (7 * 3 + 3 * 5 + 7 * 5));
    }

    @Test
    void theFloorOfManyMapsTakesNoMoreMemoryThanIsEnough() {
        Work deep = new Work(true, 7, Collections.nCopies(1000, 5), 2);
        assertThat(Floor.elements(deep, 5000)).isEqualTo(5000);
        assertThat(Floor.elements(deep, 10)).isEqualTo(2 * (7 * 5 + 5 * 5 + 7 * 5));
    }
}
