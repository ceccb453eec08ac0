package rai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rai.api.bench.CaseResult;
import rai.api.network.Layers;
import rai.api.spec.SpecException;

class CasesTest {
    private static List<String> names(List<String> asked, boolean quick) {
        return Cases.named(asked, quick).stream().map(Case::name).toList();
    }

    @Test
    void everyCaseHasANameOfItsOwn() {
        assertThat(names(List.of(), false)).doesNotHaveDuplicates();
    }

    @Test
    void aGroupStandsForAllItsSizes() {
        assertThat(names(List.of("depth"), false))
                .containsExactly(
                        "depth-10", "depth-30", "depth-100", "depth-300", "depth-1000", "depth-3000", "depth-10000");
    }

    @Test
    void quickLeavesOutTheLargest() {
        assertThat(names(List.of("depth", "width"), true))
                .containsExactly(
                        "depth-10", "depth-30", "depth-100", "depth-300", "width-50", "width-100", "width-200");
    }

    @Test
    void aLargeCaseCalledByItsNameIsMeasuredEvenQuickly() {
        assertThat(names(List.of("depth-3000"), true)).containsExactly("depth-3000");
    }

    @Test
    void anUnknownCaseSuggestsTheNearest() {
        assertThatThrownBy(() -> names(List.of("dept"), false))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("unknown case 'dept': did you mean 'depth', 'depth-10' or 'depth-100'?");
    }

    @Test
    void whatAStepNeedsIsThatOfAllRunsThatTrainAtOnce() {
        Case several = Cases.named(List.of(), false).stream()
                .filter(of -> of.runs() > 1)
                .findFirst()
                .orElseThrow();
        Times times = new Times();
        times.add(1000);
        CaseResult result = several.measured(1, "an engine", times, times, 100, Map.of(), Map.of(), List.of());
        assertThat(result.bytesAllocatedPerStep()).isEqualTo(100.0 * several.runs());
        assertThat(result.gflop()).isEqualTo(several.runs() * several.work().gflop());
    }

    @Test
    void updatesOfOptimizersAreMeasuredOnAMillionParametersUnlessTimeIsShort() {
        assertThat(Cases.named(List.of("update"), false))
                .hasSizeGreaterThan(5)
                .allSatisfy(each -> assertThat(each.work().parameters()).isGreaterThan(1_000_000));
        assertThat(names(List.of("update"), true)).isEmpty();
        assertThat(names(List.of("update-adam"), true)).containsExactly("update-adam");
    }

    @Test
    void aMethodIsMeasuredBesideBackpropWithItsOwnBatchAndWithThatOfTheLadder() {
        for (Case each : Cases.named(List.of("method"), false)) {
            assertThat(each.method()).as(each.name()).startsWith("alt(");
            assertThat(each.rivals()).extracting(Case::method).containsOnly("backprop");
            assertThat(each.rivals()).extracting(Case::batch).containsExactly(each.batch(), 64);
            assertThat(each.rivals()).extracting(Case::network).containsOnly(each.network());
        }
        assertThat(names(List.of("method"), true)).containsExactly("method-4", "method-32");
    }

    @Test
    void theEnginePortableIsMeasuredBesideTheOneThatIsAskedFor() {
        for (Case each : Cases.named(List.of("portable"), true)) {
            assertThat(each.request(1, "fastest").execution().engine()).isEqualTo("portable");
            assertThat(each.rivals())
                    .extracting(rival -> rival.request(1, "fastest").execution().engine())
                    .containsExactly("fastest");
            assertThat(each.rivals()).extracting(Case::network).containsExactly(each.network());
            assertThat(each.rivals()).extracting(Case::method).containsExactly(each.method());
        }
        assertThat(names(List.of("portable"), true)).containsExactly("portable-rai", "portable-backprop");
    }

    @Test
    void aMethodThatIsAskedForTakesThePlaceOfAlt() {
        List<Case> cases = Cases.named(List.of(), true, Optional.of("rai-remade"));
        assertThat(cases).extracting(Case::name).containsExactly("method-4", "method-32");
        assertThat(cases).extracting(Case::method).containsOnly("rai-remade");
        assertThat(cases.get(0).rivals()).extracting(Case::method).containsOnly("backprop");
    }

    @Test
    void aMethodThatNoCaseMeasuresIsAMistake() {
        assertThatThrownBy(() -> Cases.named(List.of("wide"), true, Optional.of("alt")))
                .isInstanceOf(SpecException.class)
                .hasMessage("none of the cases wide measures a method beside backprop: add the case method");
    }

    @Test
    void aSeriesOverSizesTakesTheLastNumberOfThreads() {
        assertThat(Cases.threads(Cases.named(List.of("depth-10"), false).get(0), List.of(1, 2)))
                .containsExactly(2);
    }

    @Test
    void runsAtOnceTakeTheLastNumberOfThreads() {
        assertThat(Cases.threads(Cases.named(List.of("two-runs"), true).get(0), List.of(1, 2)))
                .containsExactly(2);
    }

    @Test
    void aSingleCaseTakesEveryNumberOfThreadsOnce() {
        assertThat(Cases.threads(Cases.named(List.of("rai-step"), false).get(0), List.of(1, 2, 1)))
                .containsExactly(1, 2);
    }

    @Test
    void theWorkOfACaseIsThatOfItsNetwork() {
        for (Case each : Cases.all()) {
            List<Integer> dense = Layers.parse(each.network(), 100_000).stream()
                    .filter(layer ->
                            layer.name().equals("dense") && !layer.positional().isEmpty())
                    .map(layer -> Integer.valueOf(layer.positional().get(0)))
                    .toList();
            List<Integer> widths = each.work().widths();
            assertThat(widths.subList(1, widths.size() - 1)).as(each.name()).isEqualTo(dense);
        }
    }

    @Test
    void aStepsRowsAreItsBatch() {
        assertThat(Cases.all())
                .allSatisfy(each ->
                        assertThat(each.work().rows()).isEqualTo(each.batch() == 0 ? each.examples() : each.batch()));
    }

    @Test
    void peersReceiveTheSameNetworkAndThreads() {
        Case wide = Cases.named(List.of("wide-relu"), false).get(0);
        assertThat(wide.peers().get(0).arguments(wide, 2))
                .contains(
                        "kind=backprop",
                        "threads=2",
                        "rows=9600",
                        "widths=784,200,64,10",
                        "activation=relu",
                        "optimizer=sgd",
                        "rate=0.01");
    }

    @Test
    void anActivationNetworkStandsAfterEveryHiddenLayerAndIsTheSameForThePeer() {
        Case small = Cases.named(List.of("activation-network"), true).get(0);
        assertThat(small.network())
                .isEqualTo("batch-norm dense(96) batch-norm network(hidden='32,16,8', activation=tanh)"
                        + " dense(48) batch-norm network(hidden='32,16,8', activation=tanh)"
                        + " dense(32) batch-norm network(hidden='32,16,8', activation=tanh) dense");
        assertThat(small.peers().get(0).arguments(small, 1))
                .contains("kind=activation-network", "inner=32,16,8", "activation=tanh", "rows=2000");
        assertThat(names(List.of("activation-network"), false))
                .containsExactly("activation-network-2000", "activation-network-20000");
    }
}
