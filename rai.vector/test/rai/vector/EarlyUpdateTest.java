package rai.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rai.activations.Sigmoid;
import rai.api.method.Training;
import rai.api.run.Control;
import rai.api.run.Phase;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequest.Precision;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.core.catalog.ServiceCatalog;
import rai.core.train.DefaultTrainer;
import rai.datasets.Moons;
import rai.init.UniformFanIn;
import rai.losses.BceWithLogits;
import rai.losses.Mse;
import rai.methods.Rai;
import rai.optimizers.Rprop;
import rai.optimizers.Sgd;
import rai.schedules.Cosine;

/** What is moved as soon as its gradient is complete ends where it would if all moved together. */
class EarlyUpdateTest {
    /** RAI that moves when all is done. */
    @Named("late")
    public static class Late extends Rai {
        @Override
        public void step(Training training) {
            training.update(gradient(training));
        }
    }

    private static RunResult train(String method, String optimizer, int threads, long steps) {
        return train(method, optimizer, threads, steps, Control.NONE);
    }

    private static RunResult train(String method, String optimizer, int threads, long steps, Control control) {
        ServiceCatalog catalog = ServiceCatalog.of(
                new VectorEngine(), new Sigmoid(), new Moons(), new UniformFanIn(), new BceWithLogits(), new Mse(),
                new Rai(), new Late(), new Rprop(), new Sgd(), new Cosine());
        RunRequest request = new RunRequest(
                "moons(n=60, noise=0.1, seed=1)", Optional.empty(), "14x(dense(70) sigmoid) dense(30) sigmoid dense",
                "uniform-fan-in", Optional.empty(), optimizer, List.of(Phase.steps(method, steps)), 3, 0, threads,
                Precision.FLOAT32, false, 0, Optional.empty()).with(control);
        try (Run run = new DefaultTrainer(catalog).prepare(request)) {
            return run.train(event -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theSameStateToTheBit(int threads) {
        RunResult late = train("late", "rprop(step=0.1)", 1, 120);
        RunResult early = train("rai", "rprop(step=0.1)", threads, 120);
        assertThat(early.stateHash()).isEqualTo(late.stateHash());
        assertThat(early.method()).containsEntry("hidden_loss", late.method().get("hidden_loss"));
    }

    @Test
    void theSameStateWithOptimizersForPartsAScheduleAndALargestNorm() {
        Control control = new Control(
                Map.of("targets", "sgd(rate=0.5)", "biases", "rprop(step=0.01)"), Optional.of("cosine"), 0, 0, 0, 0, 2,
                Optional.empty());
        RunResult late = train("late", "rprop(step=0.1)", 1, 120, control);
        RunResult early = train("rai", "rprop(step=0.1)", 2, 120, control);
        assertThat(early.stateHash()).isEqualTo(late.stateHash());
    }

    /** Rprop moves by the sign of a gradient, however small it is: a residual of rounding would be blown up to a whole step. */
    @Test
    void noTargetButTheLastMovesAtTheFirstStep() {
        RunResult first = train("rai", "rprop(step=0.1)", 2, 1);
        assertThat((double) first.method().get("hidden_loss")).isCloseTo(0.01, within(1e-6)); // 0.1², in one map
    }

    @Test
    void theSameLastGoodStateWhereItEndsInNan() {
        RunResult late = train("late", "sgd(rate=3e4)", 1, 400);
        RunResult early = train("rai", "sgd(rate=3e4)", 2, 400);
        assertThat(late.stopped()).isEqualTo(RunResult.Stop.NAN);
        assertThat(early.stopped()).isEqualTo(RunResult.Stop.NAN);
        assertThat(early.reason()).isEqualTo(late.reason());
        assertThat(early.steps()).isEqualTo(late.steps());
        assertThat(early.stateHash()).isEqualTo(late.stateHash());
    }
}
