package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.activations.Sigmoid;
import rai.activations.Tanh;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.core.catalog.ServiceCatalog;
import rai.core.compute.ReferenceEngine;
import rai.core.trainer.DefaultTrainer;
import rai.datasets.Moons;
import rai.init.UniformFanIn;
import rai.layers.ActivationNetwork;
import rai.layers.BatchNorm;
import rai.losses.BceWithLogits;
import rai.losses.Mse;
import rai.methods.Backprop;
import rai.methods.Rai;
import rai.optimizers.Rprop;
import rai.optimizers.Sgd;

/** Whole trainings with the fast engine. */
class VectorTrainingTest {
    private static RunResult train(int threads, long steps) {
        ServiceCatalog catalog = ServiceCatalog.of(
                new VectorEngine(),
                new Sigmoid(),
                new Moons(),
                new UniformFanIn(),
                new BceWithLogits(),
                new Mse(),
                new Rai(),
                new Rprop());
        RunRequest request = RunRequest.builder()
                .train("moons(n=60, noise=0.1, seed=1)")
                .network("14x(dense(70) sigmoid) dense(30) sigmoid dense")
                .init("uniform-fan-in")
                .optimizer("rprop(step=0.1)")
                .phase("rai", steps)
                .seed(3)
                .threads(threads)
                .build();
        try (Run run = new DefaultTrainer(catalog).prepare(request)) {
            return run.train(event -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theNumberOfThreadsDoesNotChangeABit(int threads) {
        assertThat(train(threads, 120).stateHash()).isEqualTo(train(1, 120).stateHash());
    }

    /** Rprop moves by the sign of a gradient, however small it is: a residual of rounding would be blown up to a whole step. */
    @Test
    void noTargetButTheLastMovesAtTheFirstStep() {
        RunResult first = train(2, 1);
        assertThat((double) first.method().get("hidden_loss")).isCloseTo(0.01, within(1e-6)); // 0.1², in one map
    }

    private static RunResult trainActivationNetwork(String engine, int threads) {
        ServiceCatalog catalog = ServiceCatalog.of(
                new VectorEngine(),
                new ReferenceEngine(),
                new ActivationNetwork(),
                new BatchNorm(),
                new Tanh(),
                new Moons(),
                new UniformFanIn(),
                new BceWithLogits(),
                new Backprop(),
                new Sgd());
        RunRequest request = RunRequest.builder()
                .train("moons(n=2100, noise=0.1, seed=1)")
                .network("dense(12) batch-norm network(hidden='12,5') dense(9) batch-norm network(hidden='12,5') dense")
                .init("uniform-fan-in")
                .optimizer("sgd(rate=0.1)")
                .phase("backprop", 20)
                .seed(3)
                .threads(threads)
                .engine(engine)
                .build();
        try (Run run = new DefaultTrainer(catalog).prepare(request)) {
            return run.train(event -> {});
        }
    }

    @Test
    void aTrainingWithActivationNetworksAgreesWithTheReferenceEngine() {
        RunResult fast = trainActivationNetwork("fastest", 2);
        RunResult reference = trainActivationNetwork("reference", 2);
        assertThat(fast.stateHash()).isNotEqualTo(reference.stateHash()); // rounded otherwise, so it was used
        assertThat(fast.train().get("loss")).isCloseTo(reference.train().get("loss"), within(1e-5));
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABitOfActivationNetworks() {
        assertThat(trainActivationNetwork("fastest", 3).stateHash())
                .isEqualTo(trainActivationNetwork("fastest", 1).stateHash());
    }
}
