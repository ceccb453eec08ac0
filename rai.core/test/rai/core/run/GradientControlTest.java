package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.run.PhaseBuilder;
import rai.api.run.RunEvent;
import rai.api.spec.SpecException;

/** Optimizers for groups of variables, penalties, clipping and maximum norms. */
class GradientControlTest extends ControlledRun {
    @Test
    void aGroupThatIsMovedByTheSameOptimizerChangesNothing() {
        String one = train().stateHash();
        control = groups(Map.of("weights", "plain", "biases", "plain"));
        assertThat(train().stateHash()).isEqualTo(one);
    }

    @Test
    void weightsAndBiasesCanHaveOptimizersOfTheirOwn(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        INDArray both = left("parameters", temp);
        control = groups(Map.of("biases", "plain(rate=0)"));
        INDArray weights = left("parameters", temp);
        control = groups(Map.of("weights", "plain(rate=0)"));
        INDArray biases = left("parameters", temp);
        control = groups(Map.of("parameters", "plain(rate=0)"));
        INDArray none = left("parameters", temp);
        assertThat(weights.sub(none).add(biases.sub(none)).equalsWithEps(both.sub(none), 1e-12))
                .isTrue();
        // 6 x 2 weights, then 6 biases
        assertThat(weights.getDouble(11)).isEqualTo(both.getDouble(11)).isNotEqualTo(none.getDouble(11));
        assertThat(weights.getDouble(12)).isEqualTo(none.getDouble(12)).isNotEqualTo(both.getDouble(12));
    }

    @Test
    void aVariableOfTheMethodCanHaveAnOptimizerOfItsOwn(@TempDir Path temp) throws IOException {
        phases = List.of(PhaseBuilder.of("towards", 3));
        control = groups(Map.of("goal", "descent(rate=0.25)"));
        directory = Optional.of(temp.resolve("run"));
        train();
        INDArray goal =
                Nd4j.createFromNpyFile(temp.resolve("run/checkpoint/goal.npy").toFile());
        // x <- x - rate (g + previous g / 2) on x² / 2 from 1
        double x = 1;
        double before = 0;
        for (int i = 0; i < 3; i++) {
            double g = x;
            x -= 0.25 * (g + before / 2);
            before = g;
        }
        assertThat(goal.getDouble(0)).isCloseTo(x, within(1e-15));
        assertThat(temp.resolve("run/checkpoint/optimizer-goal-previous.npy")).exists();
        assertThat(Files.readString(temp.resolve("run/run.json"))).contains("\"goal\": \"descent(rate=0.25)\"");
    }

    @Test
    void aPartThatIsNotTrainedIsRefused() {
        control = groups(Map.of("gaol", "plain"));
        phases = List.of(PhaseBuilder.of("towards", 3));
        assertThatThrownBy(this::train).isInstanceOf(SpecException.class).hasMessageContaining("did you mean 'goal'?");
    }

    @Test
    void penaltiesAreOnWeightsAloneAndPartOfTheObjective(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        double[] w = left("parameters", temp).toDoubleVector();
        optimizer = "plain(rate=0.5)";
        double[] free = left("parameters", temp).toDoubleVector();
        AtomicReference<Double> objective = new AtomicReference<>();
        train(event -> note(event, objective));
        double without = objective.get();
        control = numbers(0, 0, 0.1, 0.2, 0);
        double[] held = left("parameters", temp).toDoubleVector();
        train(event -> note(event, objective));
        double penalty = 0;
        // blocks: 2 x 6 weights + 6 biases, 6 x 5 + 5, 5 x 1 + 1
        for (int i = 0; i < w.length; i++) {
            boolean weight = i < 12 || i >= 18 && i < 48 || i >= 53 && i < 58;
            double expected = free[i] - (weight ? 0.5 * (0.1 * Math.signum(w[i]) + 0.2 * w[i]) : 0);
            assertThat(held[i]).as("parameter %d", i).isCloseTo(expected, within(1e-14));
            penalty += weight ? 0.1 * Math.abs(w[i]) + 0.1 * w[i] * w[i] : 0;
        }
        assertThat(objective.get() - without).isCloseTo(penalty, within(1e-12));
    }

    private static void note(RunEvent event, AtomicReference<Double> objective) {
        if (event instanceof RunEvent.Stepped stepped && stepped.step() == 1) {
            objective.set(stepped.objective());
        }
    }

    @Test
    void clippingByValueBoundsEveryMove(@TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        INDArray start = left("parameters", temp);
        optimizer = "plain(rate=1)";
        double[] free = left("parameters", temp).sub(start).toDoubleVector();
        control = numbers(0.01, 0, 0, 0, 0);
        double[] clipped = left("parameters", temp).sub(start).toDoubleVector();
        for (int i = 0; i < free.length; i++) {
            assertThat(clipped[i]).isCloseTo(Math.max(-0.01, Math.min(0.01, free[i])), within(1e-14));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1000})
    void clippingByNormScalesTheWholeGradientDownAndNeverUp(double most, @TempDir Path temp) {
        phases = List.of(PhaseBuilder.of("down", 1));
        optimizer = "plain(rate=0)";
        INDArray start = left("parameters", temp);
        optimizer = "plain(rate=1)";
        INDArray free = left("parameters", temp).sub(start);
        control = numbers(0, most, 0, 0, 0);
        INDArray clipped = left("parameters", temp).sub(start);
        double norm = free.norm2Number().doubleValue();
        double factor = norm > most ? most / (norm + 1e-6) : 1;
        assertThat(clipped.equalsWithEps(free.mul(factor), 1e-13)).isTrue();
    }

    @Test
    void theWeightsIntoAUnitAreHeldBelowTheLargestNorm(@TempDir Path temp) {
        control = numbers(0, 0, 0, 0, 0.5);
        INDArray parameters = left("parameters", temp);
        INDArray first = parameters
                .get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 12))
                .reshape(2, 6);
        assertThat(first.norm2(0).maxNumber().doubleValue()).isBetween(0.49, 0.5 + 1e-12);
    }

    @Test
    void controlDoesNotDependOnTheNumberOfThreads() {
        batch = 5;
        control = numbers(0.2, 0.1, 0.001, 0.01, 1);
        String one = train().stateHash();
        threads = 3;
        assertThat(train().stateHash()).isEqualTo(one);
    }

    @Test
    void aNegativeStrengthIsRefused() {
        control = numbers(0, 0, -1, 0, 0);
        assertThatThrownBy(this::train)
                .isInstanceOf(SpecException.class)
                .hasMessage("phases[0].l1 must be a number of at least 0 (0 is off), but is -1");
    }
}
