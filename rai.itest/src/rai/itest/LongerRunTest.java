package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.run.Extension;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** Runs that have ended and continue their last phase, with the services of the application. */
@ExtendWith(ServiceExtension.class)
class LongerRunTest {
    private static final long SHORT = 17;
    private static final long LONG = 45;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    private final List<String> notices = new ArrayList<>();

    private static RunRequestBuilder request() {
        return RunRequest.builder()
                .train("moons(n=120, noise=0.2, seed=3)")
                .test("moons(n=50, noise=0.2, seed=4)")
                .network("dense(12) batch-norm relu dropout(p=0.2) dense(6) prelu dense")
                .seed(3)
                .batch(16)
                .threads(1);
    }

    private RunResult train(RunRequestBuilder request, String name, PhaseBuilder... phases) {
        try (Run run = trainer.prepare(
                request.phases(List.of(phases)).directory(temp.resolve(name)).build())) {
            return run.train(event -> {});
        }
    }

    private RunResult extend(String name) {
        try (Run run = trainer.extend(temp.resolve(name), Extension.toSteps(LONG), notices::add)) {
            return run.train(event -> {});
        }
    }

    private void endsAsOneThatWasLongFromTheStart(RunRequestBuilder first, RunRequestBuilder second, String method) {
        train(first, "short", PhaseBuilder.of("backprop", 5), PhaseBuilder.of(method, SHORT));
        RunResult longer = extend("short");
        RunResult whole = train(second, "long", PhaseBuilder.of("backprop", 5), PhaseBuilder.of(method, LONG));
        assertThat(longer.stateHash()).isEqualTo(whole.stateHash());
        assertThat(longer.phases()).isEqualTo(whole.phases());
        assertThat(temp.resolve("short/history.csv")).hasSameBinaryContentAs(temp.resolve("long/history.csv"));
        assertThat(notices).containsExactly("the run continues after step " + (5 + SHORT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "nadam", "rprop", "adadelta", "asgd", "sgd(momentum=0.9)", "radam", "adabelief"})
    void anOptimizerContinuesWithItsState(String optimizer) {
        endsAsOneThatWasLongFromTheStart(
                request().optimizer(optimizer), request().optimizer(optimizer), "backprop");
    }

    @Test
    void aLineSearchContinuesWithItsMemory() {
        endsAsOneThatWasLongFromTheStart(
                request().optimizer("lbfgs").batch(0),
                request().optimizer("lbfgs").batch(0),
                "backprop");
    }

    @Test
    void raiContinuesWithItsTargets() {
        String network = "4x(dense(12) sigmoid) dense";
        endsAsOneThatWasLongFromTheStart(
                request().network(network).optimizer("rprop(step=0.1)").batch(0),
                request().network(network).optimizer("rprop(step=0.1)").batch(0),
                "rai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"step(every=10)", "exponential(gamma=0.99)"})
    void aScheduleOfTheStepAloneContinues(String schedule) {
        endsAsOneThatWasLongFromTheStart(request().schedule(schedule), request().schedule(schedule), "backprop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cosine", "one-cycle"})
    void aScheduleOfTheLengthIsReported(String schedule) {
        train(request().schedule(schedule), "short", PhaseBuilder.of("backprop", SHORT));
        extend("short");
        assertThat(notices).hasSize(2).last().asString().contains("depends on the length of the phase");
    }
}
