package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** Trainings by the services of a running framework. */
@ExtendWith(ServiceExtension.class)
class TrainingTest {
    @InjectService(timeout = 10_000)
    Trainer trainer;

    @Test
    void backpropLearnsTheMoons() {
        RunResult result = train("backprop");
        assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(result.steps()).isEqualTo(200);
        assertThat(result.test().get("accuracy")).isGreaterThan(0.95);
    }

    @Test
    void raiTrainsAndReportsItsHiddenLoss() {
        RunResult result = train("rai");
        assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
        assertThat(result.method()).containsEntry("name", "rai").containsKeys("hidden_loss", "consistency_gap");
    }

    @Test
    void theSameRequestGivesTheSameParametersToTheLastBit() {
        assertThat(train("backprop").stateHash()).isEqualTo(train("backprop").stateHash());
    }

    @Test
    void layersOfAllKindsAreFoundByName() {
        String network =
                "batch-norm network(hidden=8,4) residual(dense(20) layer-norm prelu(share=unit) dense) dropout(0.1)"
                        + " dense(8, bias=false) maxout learnable-swish";
        try (Run run = trainer.prepare(Moons.request(network, "backprop", "rprop(step=0.01)", 200))) {
            RunResult result = run.train(event -> {});
            assertThat(result.test().get("accuracy")).isGreaterThan(0.95);
        }
    }

    @Test
    void theUsualLossGoesWithTheLastLayer() {
        assertThat(lossOf("dense")).isEqualTo("softmax-cross-entropy(label-smoothing=0)");
        assertThat(lossOf("dense log-softmax")).isEqualTo("softmax-cross-entropy(label-smoothing=0)");
        assertThat(lossOf("dense softmax")).isEqualTo("kl(from=probabilities)");
    }

    private String lossOf(String lastLayers) {
        RunRequest request = RunRequest.builder()
                .train("blobs(n=30)")
                .network("dense(5) tanh " + lastLayers)
                .init("xavier")
                .optimizer("adam")
                .phase("backprop", 3)
                .seed(0)
                .threads(1)
                .precision(Precision.FLOAT64)
                .build();
        try (Run run = trainer.prepare(request)) {
            return run.train(event -> {}).spec().get("loss").toString();
        }
    }

    private RunResult train(String method) {
        try (Run run = trainer.prepare(Moons.request("tanh", method, "rprop(step=0.01)", 200))) {
            return run.train(event -> {});
        }
    }
}
