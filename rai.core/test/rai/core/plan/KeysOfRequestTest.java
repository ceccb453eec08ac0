package rai.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rai.api.run.RefusalException;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.DocumentException;
import rai.core.LayerFixtures;
import rai.core.trainer.DefaultTrainer;

/** What is wrong with a value of a request is said with the value's key. */
class KeysOfRequestTest {
    private static void prepare(UnaryOperator<RunRequestBuilder> change) {
        RunRequest request = change.apply(RunRequest.builder()
                        .train("ring(n=12)")
                        .network("dense(6) bend dense")
                        .init("spread")
                        .optimizer("descent")
                        .phase("down", phase -> phase.steps(9))
                        .phase("down", phase -> phase.steps(4)))
                .build();
        new DefaultTrainer(LayerFixtures.catalog()).prepare(request).close();
    }

    private static Arguments change(String message, UnaryOperator<RunRequestBuilder> change) {
        return Arguments.of(message, change);
    }

    private static Stream<Arguments> wrongValues() {
        return Stream.of(
                change(
                        "data.train: unknown dataset 'rign': did you mean 'ring'?",
                        request -> request.train("rign(n=3)")),
                change("data.test: unknown dataset 'rign'", request -> request.test("rign")),
                change(
                        "model.init: unknown initializer 'spraed': did you mean 'spread'?",
                        request -> request.init("spraed")),
                change("model.loss: unknown loss 'msee'", request -> request.loss("msee")),
                change(
                        "model.network: unknown activation or layer 'bned'",
                        request -> request.network("dense(3) bned dense")),
                change(
                        "model.network: in 'dense(3' a parenthesis is not closed",
                        request -> request.network("dense(3")),
                change("execution.engine: unknown engine 'fsatest'", request -> request.engine("fsatest")),
                change("evaluation.metrics: unknown metric 'aucc'", request -> request.metrics(List.of("aucc"))),
                change(
                        "phases[1].method: unknown method 'dwon'",
                        request -> request.changePhase(1, phase -> phase.method("dwon"))),
                change(
                        "phases[1].optimizer: unknown optimizer 'decsent': did you mean 'descent'?",
                        request -> request.changePhase(1, phase -> phase.optimizer("decsent(rate=1)"))),
                change(
                        "phases[0].optimizer: unknown setting of descent 'lr'",
                        request -> request.changePhase(0, phase -> phase.optimizer("descent(lr=1)"))),
                change(
                        "phases[1].optimizer_for.biases: unknown optimizer 'decsent'",
                        request -> request.changePhase(1, phase -> phase.optimizerFor("biases", "decsent"))),
                change(
                        "phases[0].optimizer_for: unknown part of what is trained 'bias': did you mean 'biases'?",
                        request -> request.changePhase(0, phase -> phase.optimizerFor("bias", "descent"))),
                change(
                        "phases[1].schedule: unknown schedule 'cosnie'",
                        request -> request.changePhase(1, phase -> phase.schedule("cosnie"))),
                change(
                        "phases[1].stop_early: unknown setting of stop-early 'patient'",
                        request -> request.evaluateEvery(1)
                                .changePhase(1, phase -> phase.stopEarly("metric=train.loss, patient=3"))),
                change(
                        "phases[1].stop_early: unknown metric 'train.los': did you mean 'train.loss'?",
                        request -> request.evaluateEvery(1)
                                .changePhase(1, phase -> phase.stopEarly("metric=train.los, patience=3"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongValues")
    void aValueThatCannotBeUsedIsNamedByItsKey(String message, UnaryOperator<RunRequestBuilder> change) {
        assertThatThrownBy(() -> prepare(change))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void whatDoesNotFitTogetherIsAdvisedByOptionsAndByKeys() {
        assertThatThrownBy(() -> prepare(
                        request -> request.changePhase(1, phase -> phase.stopEarly("metric=train.loss, patience=3"))))
                .isInstanceOfSatisfying(RefusalException.class, refused -> {
                    assertThat(refused)
                            .hasMessage("in phase 2, early stopping watches train.loss, but the run is not evaluated"
                                    + " while it trains: give --evaluate-every");
                    assertThat(refused.keys()).isEqualTo("set evaluation.every");
                });
    }
}
