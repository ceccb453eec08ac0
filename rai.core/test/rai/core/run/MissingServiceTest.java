package rai.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rai.api.catalog.Kind;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunResult;
import rai.api.run.RunResult.Stop;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** Runs whose service is gone, or that are pinned to its version. */
@Timeout(240)
class MissingServiceTest extends ChangedRun {
    @Test
    void aPinnedRunStaysWithItsVersions() {
        faults = Map.of("pin", true, "wait_limit", 0, "step_limit", 0);
        String whole = undisturbed().stateHash();
        RunResult pinned = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                offer(Kind.ACTIVATION, "bend", 1, "better", new Half());
            }
        });
        assertThat(pinned.stateHash()).isEqualTo(whole);
        assertThat(all(RunEvent.Swapped.class)).isEmpty();
    }

    @Test
    void aPinnedRunWaitsForItsVersionWhateverElseThereIs() {
        faults = Map.of("pin", true, "wait_limit", 0.2, "step_limit", 0);
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                offer(Kind.ACTIVATION, "mine", 1, "second", new Half());
                catalog.remove(mine);
            }
        });
        assertThat(all(RunEvent.Paused.class).get(0).reason()).contains("'mine' of first 1");
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
    }

    @Test
    void aRunThatWaitsTooLongEndsAndCanBeResumed() {
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        String whole = undisturbed().stateHash();
        faults = Map.of("pin", false, "wait_limit", 0.2, "step_limit", 0);
        directory = Optional.of(temp.resolve("run"));
        RunResult result = train(event -> {
            if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                catalog.remove(mine);
            }
        });
        assertThat(result.stopped()).isEqualTo(Stop.FAILED);
        assertThat(result.steps()).isEqualTo(AT);
        assertThat(result.reason())
                .contains("mine")
                .contains("waited for 0.2 s")
                .contains("after step 20 of 60");
        catalog.add(mine);
        try (Run run = new DefaultTrainer(catalog).resume(temp.resolve("run"), notice -> {})) {
            assertThat(run.train(event -> {}).stateHash()).isEqualTo(whole);
        }
    }

    @Test
    void anotherServiceCanTakeThePlaceOfOneThatIsGone() {
        network = "dense(6) mine dense";
        Offer mine = offer(Kind.ACTIVATION, "mine", 0, "first", new Half());
        RunResult result;
        events.clear();
        try (Run run = prepare()) {
            result = run.train(event -> {
                events.add(event);
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == AT) {
                    catalog.remove(mine);
                } else if (event instanceof RunEvent.Paused) {
                    CompletableFuture.runAsync(() -> run.swap(activation("mine=bend")));
                }
            });
        }
        assertThat(result.stopped()).isEqualTo(Stop.STEPS);
        assertThat(result.spec()).containsEntry("network", "dense(6) bend dense(1)");
    }
}
