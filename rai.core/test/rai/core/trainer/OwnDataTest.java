package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;

/** The data of a run, read again. */
class OwnDataTest {
    @TempDir
    Path temp;

    private final ServiceCatalog catalog = Fixtures.catalog();
    private final DefaultTrainer trainer = new DefaultTrainer(catalog);
    private Path directory;
    private RunResult result;

    /** A ring with one point moved. */
    @Named("ring")
    public static class Dented extends Fixtures.Ring {
        @Override
        public Dataset load() {
            Dataset data = super.load();
            data.features().addi(0.125);
            return data;
        }
    }

    private Run prepare(Path into) {
        return trainer.prepare(RunRequest.builder()
                .train("ring(n=40)")
                .data("holdout", 0.25)
                .network("dense(6) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 20)
                .seed(3)
                .threads(1)
                .directory(into)
                .build());
    }

    @BeforeEach
    void train() {
        directory = temp.resolve("run");
        try (Run run = prepare(directory)) {
            result = run.train(event -> {});
        }
    }

    @Test
    void aRunThatIsResumedHoldsOutTheSameRows() {
        Path cut = temp.resolve("cut");
        try (Run run = prepare(cut)) {
            run.train(event -> {
                if (event.step() == 7) {
                    run.stop();
                }
            });
        }
        try (Run run = trainer.resume(cut, notice -> {})) {
            RunResult resumed = run.train(event -> {});
            assertThat(resumed.stateHash()).isEqualTo(result.stateHash());
            assertThat(resumed.test()).isEqualTo(result.test());
        }
    }

    @Test
    void eachPartEvaluatesToWhatTheRunReported() {
        var model = trainer.open(directory);
        assertThat(model.evaluate(trainer.examples(directory, Part.TEST).orElseThrow()))
                .isEqualTo(result.test());
        assertThat(model.evaluate(trainer.examples(directory, Part.TRAIN).orElseThrow()))
                .isEqualTo(result.train());
    }

    @Test
    void aPartThatTheRunDoesNotHaveIsEmpty() {
        assertThat(trainer.examples(directory, Part.VALID)).isEmpty();
    }

    @Test
    void dataThatHaveChangedAreRefused() {
        catalog.add(new Offer(Kind.DATASET, "ring", 1, 3000, "b", "1", Dented::new));
        assertThatThrownBy(() -> trainer.examples(directory, Part.TEST))
                .isInstanceOf(SpecException.class)
                .hasMessage("the test data of the run in " + directory
                        + " have changed since it was trained: give the data to be used with --data");
    }
}
