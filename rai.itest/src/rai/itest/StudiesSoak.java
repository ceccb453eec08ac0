package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.report.Report;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.api.study.Outcome;
import rai.api.study.Studies;
import rai.api.study.Study;
import rai.api.study.StudyCall;
import rai.api.study.StudyControl;
import rai.api.study.StudyEvent;
import rai.api.study.StudyRequest;
import rai.api.study.StudySource;
import rai.api.study.StudyStatus;
import rai.api.study.Trial;

/** What a study costs beside its trainings, and whether it stays small and fast with ten thousand of them. */
@ExtendWith(ServiceExtension.class)
class StudiesSoak {
    @InjectService(timeout = 10_000)
    Studies studies;

    @InjectService(timeout = 10_000)
    Trainer trainer;

    @TempDir
    Path temp;

    private record Many(int seeds, long steps, String data) implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            List<Trial> trials = new ArrayList<>();
            for (long seed = 0; seed < seeds; seed++) {
                trials.add(new Trial("test", Map.of("seed", seed), request(seed), false));
            }
            return trials;
        }

        RunRequest request(long seed) {
            return RunRequest.builder()
                    .train(data)
                    .data("split", "0.5/0.25/0.25")
                    .network("dense(32) relu dense(32) relu dense")
                    .init("kaiming")
                    .optimizer("adam(rate=0.01)")
                    .phase("backprop", steps)
                    .batch(32)
                    .evaluateEvery(Math.max(1, steps / 10))
                    .seed(seed)
                    .threads(1)
                    .build();
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new UnsupportedOperationException();
        }
    }

    private StudyCall call(Study study) {
        return new StudyCall(
                new StudySource("many", "Many trials.", "a soak", study),
                StudyRequest.AS_IT_IS,
                temp.resolve("many"),
                0,
                Optional.empty(),
                0);
    }

    @Test
    void trialsOfHalfASecondTakeLittleMoreThanTheirTrainings() {
        Many many = new Many(Integer.getInteger("rai.soak.trials", 60), 4000, "moons(n=1000, noise=0.25)");
        for (int i = 0; i < 3; i++) {
            train(many, i);
        }
        long begun = System.nanoTime();
        int alone = many.seeds() / 4;
        for (int i = 0; i < alone; i++) {
            train(many, i);
        }
        double single = (System.nanoTime() - begun) / 1e9 / alone * many.seeds();
        begun = System.nanoTime();
        studies.run(call(many), event -> {}, new StudyControl());
        double wall = (System.nanoTime() - begun) / 1e9;
        int cores = Runtime.getRuntime().availableProcessors();
        System.out.printf(
                "%d trials: %.2f s one after another, %.2f s as a study on %d cores: %.2f x%n",
                many.seeds(), single, wall, cores, wall / (single / cores));
    }

    private void train(Many many, long seed) {
        try (Run run = trainer.prepare(many.request(seed))) {
            run.train(event -> {});
        }
    }

    @Test
    void tenThousandTrialsKeepTheHeapFlatAndTheStatusFast() {
        Many many = new Many(10_000, 2, "moons(n=40)");
        List<String> heap = new ArrayList<>();
        long[] ended = {0};
        long begun = System.nanoTime();
        studies.run(
                call(many),
                event -> {
                    if (event instanceof StudyEvent.Began began) {
                        System.out.printf("planned after %.1f s%n", (System.nanoTime() - begun) / 1e9);
                    }
                    if (event instanceof StudyEvent.Ended && ++ended[0] % 1000 == 0) {
                        System.gc();
                        Runtime now = Runtime.getRuntime();
                        heap.add((now.totalMemory() - now.freeMemory()) / 1_000_000 + " MB");
                    }
                },
                new StudyControl());
        System.out.printf(
                "10000 trials in %.1f s, heap after each thousand: %s%n", (System.nanoTime() - begun) / 1e9, heap);
        long asked = System.nanoTime();
        StudyStatus status = studies.status(temp.resolve("many"));
        double seconds = (System.nanoTime() - asked) / 1e9;
        System.out.printf("status in %.2f s%n", seconds);
        asked = System.nanoTime();
        assertThat(studies.outcomes(temp.resolve("many"))).hasSize(10_000);
        System.out.printf("outcomes in %.2f s%n", (System.nanoTime() - asked) / 1e9);
        assertThat(status.done()).isEqualTo(10_000);
        assertThat(seconds).isLessThan(1);
    }
}
