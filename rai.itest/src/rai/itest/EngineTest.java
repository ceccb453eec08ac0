package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.array.VectorApi;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.run.Trainer;

/** The fast engine comes and goes while a run trains. */
@ExtendWith(ServiceExtension.class)
class EngineTest {
    private static final int STEPS = 60;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    private final Bundle provider = Extensions.provider("rai.vector");

    @BeforeEach
    void vectorsAreThere() {
        assumeTrue(VectorApi.available(), "this Java has no vector API, or was not started with it");
    }

    @AfterEach
    void startAgain() throws BundleException {
        provider.start();
    }

    @Test
    void aRunContinuesWithTheReferenceWhenTheFastEngineIsStopped() {
        Diary diary = new Diary(20, provider::stop);
        RunResult result = train("fastest", diary);
        assertThat(swaps(diary)).containsExactly("20 engine fastest rai.core " + version());
        requireAllSteps(diary);
        requireClose(result, train("fastest", event -> {}));
    }

    @Test
    void aRunUsesTheFastEngineAgainWhenItIsBack() {
        Diary stop = new Diary(20, provider::stop);
        Diary start = new Diary(40, provider::start);
        RunResult result = train("fastest", stop.andThen(start));
        assertThat(swaps(stop))
                .containsExactly(
                        "20 engine fastest rai.core " + version(), "40 engine fastest rai.vector " + version());
        requireAllSteps(start);
        requireClose(result, train("fastest", event -> {}));
    }

    private static List<String> swaps(Diary diary) {
        return diary.all(RunEvent.Swapped.class).stream()
                .map(swap -> swap.step() + " " + swap.kind() + " " + swap.to().spec() + " "
                        + swap.to().provider())
                .toList();
    }

    /** Else the swaps above would show nothing. */
    @Test
    void theTwoEnginesAreCloseButNotEqual() {
        RunResult fastest = train("fastest", event -> {});
        RunResult reference = train("reference", event -> {});
        assertThat(fastest.stateHash()).isNotEqualTo(reference.stateHash());
        requireClose(fastest, reference);
    }

    @Test
    void aRunWithTheReferenceDoesNotNotice() {
        Diary diary = new Diary(20, provider::stop);
        RunResult result = train("reference", diary.andThen(new Diary(40, provider::start)));
        assertThat(diary.all(RunEvent.Swapped.class)).isEmpty();
        assertThat(diary.all(RunEvent.Paused.class)).isEmpty();
        assertThat(result.stateHash()).isEqualTo(train("reference", event -> {}).stateHash());
    }

    private String version() {
        return provider.getVersion().toString(); // all bundles of the house have the same
    }

    private static void requireAllSteps(Diary diary) {
        assertThat(diary.all(RunEvent.Stepped.class))
                .extracting(RunEvent.Stepped::step)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, STEPS).boxed().toList());
    }

    /** Up to rounding, which a few dozen smooth steps do not amplify. */
    private static void requireClose(RunResult result, RunResult expected) {
        assertThat(result.stopped()).isEqualTo(RunResult.Stop.STEPS);
        for (String name : List.of("hidden_loss", "consistency_gap")) {
            double value = (Double) expected.method().get(name);
            assertThat((Double) result.method().get(name)).as(name).isCloseTo(value, within(1e-3 * Math.abs(value)));
        }
        assertThat(result.train().get("loss")).isCloseTo(expected.train().get("loss"), within(1e-4));
    }

    private RunResult train(String engine, Consumer<RunEvent> listener) {
        RunRequest request = RunRequest.builder()
                .train("moons(n=100, noise=0.1, seed=42)")
                .network("8x(dense(20) tanh) dense")
                .init("xavier")
                .optimizer("adam(rate=0.001)")
                .phase("rai", STEPS)
                .seed(0)
                .threads(2)
                .engine(engine)
                .build();
        try (Run run = trainer.prepare(request)) {
            return run.train(listener);
        }
    }
}
