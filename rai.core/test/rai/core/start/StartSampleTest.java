package rai.core.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rai.api.catalog.Kind;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.spec.Named;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** What initializers are shown of the training examples. */
class StartSampleTest {
    /** Starts a map like spread, and keeps what it started and what it was shown. */
    @Named("onlooker")
    static class Onlooker implements Initializer {
        final List<DenseStart> maps = new ArrayList<>();
        final List<INDArray> shown = new ArrayList<>();
        int[] most = {5};

        @Override
        public void initialize(DenseStart map) {
            for (int n : most) {
                shown.add(map.sample().inputs(n).dup('c'));
            }
            new Fixtures.Spread().initialize(map);
            maps.add(map);
        }
    }

    private final Onlooker onlooker = new Onlooker();
    private final ServiceCatalog catalog = Fixtures.catalog();
    private String network = "dense(6) bend dense(4) dense(6) bend dense";
    private long seed = 3;
    private int threads = 1;
    private boolean standardize = true;

    private void prepare() {
        catalog.add(new Offer(Kind.INITIALIZER, "onlooker", 0, 0, "none", "0", () -> onlooker));
        new DefaultTrainer(catalog)
                .prepare(RunRequest.builder()
                        .train("ring(n=12)")
                        .network(network)
                        .init("onlooker")
                        .optimizer("descent")
                        .phase("down", 1)
                        .seed(seed)
                        .threads(threads)
                        .precision(Precision.FLOAT64)
                        .standardize(standardize)
                        .build())
                .close();
    }

    @Test
    void everyMapIsShownWhatTheMapsBelowMakeOfTheSameExamples() {
        prepare();
        INDArray x = onlooker.shown.get(0);
        assertThat(x.shape()).containsExactly(5, 2);
        INDArray first = Transforms.tanh(map(0, x));
        requireClose(onlooker.shown.get(1), first);
        requireClose(onlooker.shown.get(2), map(1, first));
        requireClose(onlooker.shown.get(3), Transforms.tanh(map(2, map(1, first))));
    }

    @Test
    void theSamplePassesThroughResidualBlocks() {
        network = "dense(4) residual(bend dense(4) residual(bend)) dense";
        prepare();
        INDArray first = map(0, onlooker.shown.get(0));
        INDArray inner = map(1, Transforms.tanh(first));
        requireClose(onlooker.shown.get(2), first.add(inner.add(Transforms.tanh(inner))));
    }

    @Test
    void whatSkipsABlockIsScaledByItsStrength() {
        network = "dense(4) residual(bend dense(4) residual(bend, skip=3), skip=0.5) dense";
        prepare();
        INDArray first = map(0, onlooker.shown.get(0));
        INDArray inner = map(1, Transforms.tanh(first));
        requireClose(onlooker.shown.get(2), first.mul(0.5).add(inner.mul(3).add(Transforms.tanh(inner))));
    }

    @Test
    void examplesAreDifferentOnesOfTheDataAsTheyAreTrainedOn() {
        standardize = false;
        prepare();
        INDArray ring = new Fixtures.Ring().load().features();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 12; j++) {
                if (onlooker.shown.get(0).getRow(i).equals(ring.getRow(j))) {
                    rows.add(j);
                }
            }
        }
        assertThat(rows).hasSize(5).doesNotHaveDuplicates().isNotEqualTo(List.of(0, 1, 2, 3, 4));
    }

    @Test
    void ifThereAreFewerExamplesAllAreShown() {
        onlooker.most = new int[] {1000};
        prepare();
        assertThat(onlooker.shown.get(3).shape()).containsExactly(12, 6);
    }

    /** An initializer may ask as often as it likes. */
    @Test
    void anotherNumberOfExamplesStartsFromTheDataAgain() {
        onlooker.most = new int[] {5, 1000, 5};
        prepare();
        for (int map = 0; map < 4; map++) {
            assertThat(onlooker.shown.get(3 * map + 1).size(0)).isEqualTo(12);
            requireClose(onlooker.shown.get(3 * map + 2), onlooker.shown.get(3 * map));
        }
    }

    @Test
    void seedChoosesTheExamplesAndThreadsDoNot() {
        prepare();
        INDArray x = onlooker.shown.get(0);
        threads = 2;
        onlooker.shown.clear();
        prepare();
        assertThat(onlooker.shown.get(0)).isEqualTo(x);
        seed = 4;
        onlooker.shown.clear();
        prepare();
        assertThat(onlooker.shown.get(0)).isNotEqualTo(x);
    }

    private INDArray map(int index, INDArray x) {
        DenseStart map = onlooker.maps.get(index);
        return x.mmul(map.weight()).addRowVector(map.bias());
    }

    private static void requireClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.distance2(expected)).isCloseTo(0, within(1e-12));
    }
}
