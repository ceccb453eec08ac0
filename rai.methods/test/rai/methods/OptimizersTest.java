package rai.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import rai.api.method.Training;
import rai.api.run.RefusalException;
import rai.api.spec.Named;
import rai.optimizers.Lbfgs;

/** Methods with an optimizer that searches a line. */
class OptimizersTest {
    private static final String LBFGS = "lbfgs(history=10, max-iterations=5)";

    private static Lab lab() {
        return new Lab().with(new Lbfgs()).optimizer(LBFGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backprop", "rai"})
    void aLineSearchGivesTheSameBitsWithAnyNumberOfThreads(String method) {
        String one = lab().train(6, method).stateHash();
        assertThat(lab().threads(3).train(6, method).stateHash()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "predictive-coding",
                "alm-pc",
                "local-loss",
                "readout",
                "difference-target-propagation",
                "forward-forward"
            })
    void aLineSearchIsRefusedBeforeTheRunIfTheMethodEvaluatesItsObjectiveOnce(String method) {
        Lab lab = lab().with(new PredictiveCoding()).with(new AlmPc()).data("moons(n=100, noise=0.1, seed=42)");
        assertThatThrownBy(() -> lab.train(3, method))
                .isInstanceOf(RefusalException.class)
                .hasMessage("the optimizer lbfgs evaluates the objective several times per step, but " + method
                        + " evaluates it once: choose another --optimizer, such as adam");
    }

    @Test
    void theWeightsOfTheFirstMapCanHaveAnOptimizerOfTheirOwn() {
        List<Double> moved = new ArrayList<>();
        @Named("look")
        class Look extends Backprop {
            @Override
            public void step(Training training) {
                List<INDArray> all = List.of(training.weight(0), training.weight(1), training.bias(0));
                List<INDArray> before = all.stream().map(INDArray::dup).toList();
                super.step(training);
                for (int i = 0; i < all.size(); i++) {
                    moved.add(before.get(i).distance1(all.get(i)));
                }
            }
        }
        new Lab()
                .with(new Look())
                .train(
                        1,
                        "backprop",
                        "look steps=1 optimizer_for=first-weights=sgd(rate=1e-30) optimizer_for=weights=sgd(rate=0.1)");
        assertThat(moved.get(0)).isZero();
        assertThat(moved.get(1)).isPositive();
        assertThat(moved.get(2)).isPositive();
    }

    @Test
    void aLineSearchFitsWhatGradientDescentOfAsManyStepsDoesNot() {
        double searched = lab().train(30, "backprop").train().get("loss");
        double descended = new Lab().train(30, "backprop").train().get("loss");
        assertThat(searched).isLessThan(descended / 4);
    }
}
