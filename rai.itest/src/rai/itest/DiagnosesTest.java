package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.diagnosis.Diagnoses;
import rai.api.diagnosis.Diagnosis;
import rai.api.diagnosis.Diagnosis.Finding;
import rai.api.diagnosis.Diagnosis.Illness;
import rai.api.diagnosis.Diagnosis.Remedy;
import rai.api.diagnosis.Diagnosis.Unit;
import rai.api.diagnosis.Limits;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.Trainer;
import rai.api.spec.SpecException;

/** Networks with exactly one illness each. */
@ExtendWith(ServiceExtension.class)
class DiagnosesTest {
    @InjectService(timeout = 10_000)
    Diagnoses diagnoses;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    private static RunRequestBuilder request(String network, String init) {
        return RunRequest.builder()
                .train("function(n=200, seed=1)")
                .network(network)
                .init(init);
    }

    private List<Finding> findings(String network, String init) {
        return diagnoses.of(request(network, init).build(), Limits.USUAL).findings();
    }

    private Finding only(String network, String init) {
        List<Finding> findings = findings(network, init);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<String> specs(Finding finding) {
        return finding.remedies().stream().map(Remedy::spec).toList();
    }

    @Test
    void aHealthyNetworkHasNoFinding() {
        for (RunRequestBuilder request : List.of(
                request("dense(20) relu dense(20) relu dense", "kaiming"),
                request("50x(dense(20) sigmoid) dense", "isometric"),
                request("dense(30) residual(dense(30) gelu dense) gelu dense", "xavier"))) {
            assertThat(diagnoses
                            .of(request.train("moons(n=200, noise=0.1)").build(), Limits.USUAL)
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void aDeadUnitIsNamedWithItsReason() {
        Finding dead = only("dense(3) relu dense", "given(weights=\"1 -1 0.5; 1 1 1\", biases=\"0 -0.25 0\")");
        assertThat(dead.illness()).isEqualTo(Illness.DEAD_UNITS);
        assertThat(dead.layer()).isEqualTo("relu_1");
        assertThat(dead.sentence()).isEqualTo("unit 2 of the 3 of relu_1 is dead for all 200 examples");
        assertThat(dead.units()).hasSize(1);
        Unit unit = dead.units().get(0);
        assertThat(unit.unit()).isEqualTo(2);
        assertThat(unit.bias()).contains(-0.25);
        assertThat(unit.largest()).isBetween(-0.3, -0.25);
        assertThat(unit.cause())
                .matches("its pre-activation is negative, -0.25\\d* at most: it reads nothing negative, none of its"
                        + " weights is positive, and its bias is -0.25");
        assertThat(specs(dead)).startsWith("leaky-relu", "kaiming").doesNotContain("given");
    }

    @Test
    void aBiasThatOutweighsTheWeightsIsTheReason() {
        Finding dead = only("dense(2) relu dense", "given(weights=\"1 2; 1 1\", biases=\"0 -5\")");
        assertThat(dead.units().get(0).cause())
                .matches("its pre-activation is negative, -3\\.\\d+ at most: its bias is -5, and its weights add"
                        + " 1\\.9\\d* at most");
    }

    @Test
    void aSaturatedUnitIsNamed() {
        Finding saturated = only("dense(3) sigmoid dense", "given(weights=\"1 2 0.5; 1 1 1\", biases=\"0 0 12\")");
        assertThat(saturated.illness()).isEqualTo(Illness.SATURATED_UNITS);
        assertThat(saturated.sentence())
                .isEqualTo("unit 3 of the 3 of sigmoid_1 is saturated: the slope is below 0.01 for at least 95 % of the"
                        + " examples");
        assertThat(specs(saturated)).contains("batch-norm", "lsuv");
    }

    @Test
    void aReluThatIsOffForMostExamplesIsNotIll() {
        assertThat(findings("dense(2) relu dense", "given(weights=\"1 1; 1 1\", biases=\"0 -0.97\")"))
                .isEmpty();
    }

    @Test
    void aCollapsedLayerIsNamedAndNotTheConstantOutputThatFollows() {
        Finding collapsed = only("dense(2) sigmoid dense", "given(weights=\"1e-4 2e-4; 1 1\")");
        assertThat(collapsed.illness()).isEqualTo(Illness.COLLAPSED_LAYER);
        assertThat(collapsed.layer()).isEqualTo("sigmoid_1");
        assertThat(collapsed.sentence()).contains("; after it, 1 more down to ");
        assertThat(specs(collapsed)).contains("isometric");
    }

    @Test
    void aVanishingGradientIsReportedWithItsFactor() {
        Finding vanishing = only("3x(dense(1) identity) dense", "given(weights=\"1e6; 0.01; 0.01; 0.01\")");
        assertThat(vanishing.illness()).isEqualTo(Illness.VANISHING_GRADIENT);
        assertThat(vanishing.sentence()).endsWith("a factor of about 0.01 per map");
        assertThat(specs(vanishing)).contains("isometric", "rai");
    }

    @Test
    void anExplodingGradientIsReportedWithItsFactor() {
        Finding exploding = only("3x(dense(1) identity) dense", "given(weights=\"1e-6; 100; 100; 100\")");
        assertThat(exploding.illness()).isEqualTo(Illness.EXPLODING_GRADIENT);
        assertThat(exploding.sentence()).endsWith("a factor of about 100 per map");
        assertThat(specs(exploding)).contains("phases[].clip_norm");
    }

    @Test
    void aConstantOutputIsReported() {
        Finding constant = only("dense(2) identity dense", "given(weights=\"1 1; 0 0\", biases=\"0 0; 0.3\")");
        assertThat(constant.illness()).isEqualTo(Illness.CONSTANT_OUTPUT);
        assertThat(constant.sentence()).endsWith("the targets one of 0.306");
    }

    @Test
    void withoutAnyGradientThatComesFirst() {
        List<Finding> findings = findings(
                "dense(2) relu dense relu", "given(weights=\"-0.16988075 -1.1390355; 1.2553526 -0.45677203\")");
        assertThat(findings)
                .extracting(Finding::illness)
                .containsExactly(Illness.NO_GRADIENT, Illness.DEAD_UNITS, Illness.DEAD_UNITS);
        assertThat(findings.get(2).units().get(0).cause())
                .isEqualTo("its pre-activation is never positive: all that it reads is 0, and its bias is 0");
        assertThat(specs(findings.get(2))).startsWith("model.network");
    }

    @Test
    void whatTheNetworkHasAlreadyIsNotSuggested() {
        List<Finding> findings = diagnoses
                .of(
                        RunRequest.builder()
                                .train("moons(n=100, noise=0.1, seed=42)")
                                .network("dense(30) leaky-relu dense")
                                .init("kaiming")
                                .build(),
                        new Limits(2000, 2, 0.01, 0.95, 1e-3, 1e-4, 1e4))
                .findings();
        assertThat(findings).isNotEmpty();
        assertThat(findings).allSatisfy(finding -> assertThat(specs(finding)).doesNotContain("leaky-relu", "kaiming"));
    }

    @Test
    void aRunIsDiagnosedOnItsDataAndComparedWithItsStart() {
        Path run = temp.resolve("run");
        try (Run training = trainer.prepare(
                request("dense(3) relu dense", "given(weights=\"1 -1 0.5; 1 1 1\", biases=\"0 -0.25 0\")")
                        .optimizer("sgd(rate=0.01)")
                        .phase("backprop", 20)
                        .directory(run)
                        .build())) {
            training.train(event -> {});
        }
        Diagnosis diagnosis = diagnoses.of(run, Limits.USUAL);
        assertThat(diagnosis.step()).isEqualTo(20);
        assertThat(diagnosis.findings()).hasSize(1);
        assertThat(diagnosis.findings().get(0).sentence())
                .isEqualTo("unit 2 of the 3 of relu_1 is dead for all 200 examples, since the start");
        assertThat(diagnosis.findings().get(0).since()).contains(0L);
    }

    @Test
    void unitsThatDieInTrainingAreSaidToHaveLivedAtTheStart() {
        Path run = temp.resolve("died");
        try (Run training = trainer.prepare(request("dense(2) relu dense", "given(weights=\"1 0.1; 1 1\")")
                .loss("mse")
                .optimizer("sgd(rate=2)")
                .phase("backprop", 3)
                .probes(List.of("dead-units"))
                .directory(run)
                .build())) {
            training.train(event -> {});
        }
        Diagnosis diagnosis = diagnoses.of(run, Limits.USUAL);
        Finding dead = diagnosis.findings().stream()
                .filter(finding -> finding.illness() == Illness.DEAD_UNITS)
                .findFirst()
                .orElseThrow();
        assertThat(dead.sentence()).contains("at the start none of them was dead, by step 3 all of them");
        assertThat(dead.since()).isEqualTo(Optional.of(3L));
        assertThat(specs(dead)).contains("phases[].optimizer");
    }

    @Test
    void aRunThatStoppedAtNaNSaysSo() {
        Path run = temp.resolve("nan");
        try (Run training = trainer.prepare(request("dense(8) cube dense(8) cube dense", "normal(sd=3)")
                .loss("mse")
                .optimizer("sgd(rate=1e9)")
                .phase("backprop", 5)
                .directory(run)
                .build())) {
            training.train(event -> {});
        }
        Finding first = diagnoses.of(run, Limits.USUAL).findings().get(0);
        assertThat(first.illness()).isEqualTo(Illness.NOT_FINITE);
        assertThat(first.sentence()).startsWith("the run stopped at numbers that are not finite: ");
    }

    @Test
    void changedDataAreRefused() {
        assertThatThrownBy(() -> diagnoses.of(temp.resolve("nothing"), Limits.USUAL))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Limits(0, 0, 0.01, 0.95, 1e-3, 1e-4, 1e4))
                .isInstanceOf(SpecException.class)
                .hasMessage("rows must be at least 1, but is 0");
    }
}
