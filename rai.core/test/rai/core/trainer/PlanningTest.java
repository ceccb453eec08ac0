package rai.core.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.catalog.Kind;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.run.PlannedRun;
import rai.api.run.Planning;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.Named;
import rai.api.spec.Setting;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.splits.KFold;

/** Runs that are planned, and not trained. */
class PlanningTest {
    @TempDir
    Path temp;

    private final ServiceCatalog catalog = Fixtures.catalog();
    private final DefaultTrainer trainer = new DefaultTrainer(catalog);
    private final Planning planning = trainer.planning();

    private static int loaded;

    /** Counts how often it is loaded. */
    @Named("counted")
    public static class Counted extends Fixtures.Ring {
        @Setting("Distinguishes one from another.")
        int which = 0;

        @Override
        public Dataset load() {
            loaded++;
            return super.load();
        }
    }

    @AfterEach
    void close() {
        planning.close();
    }

    private static RunRequestBuilder request(String data, long seed) {
        return RunRequest.builder()
                .train(data)
                .data("holdout", 0.25)
                .network("dense(6) bend dense")
                .init("spread")
                .optimizer("descent")
                .phase("down", 20)
                .seed(seed)
                .threads(1);
    }

    @Test
    void whatIsPlannedIsWhatATrainingReports() {
        RunRequest request = request("ring(n=40)", 3).build();
        PlannedRun planned = planning.plan(request);
        assertThat(planned.steps()).isEqualTo(20);
        assertThat(planned.examples()).containsEntry(Part.TRAIN, 30).containsEntry(Part.TEST, 10);
        assertThat(planned.metrics()).containsExactly("train.loss", "train.accuracy", "test.loss", "test.accuracy");
        try (Run run = trainer.prepare(request)) {
            assertThat(run.train(event -> {}).spec()).isEqualTo(planned.spec());
        }
    }

    @Test
    void theFoldsOfASplitAreKnownAndItIsAmongTheProviders() {
        catalog.add(new ServiceCatalog.Offer(Kind.SPLIT, "k-fold", 0, 70, "b", "1", KFold::new));
        PlannedRun planned = planning.plan(request("ring(n=40)", 3)
                .data("holdout", 0)
                .data("split", "k-fold(k=4)")
                .data("fold", 2)
                .build());
        assertThat(planned.folds()).isEqualTo(4);
        assertThat(planned.examples()).containsEntry(Part.TRAIN, 30).containsEntry(Part.TEST, 10);
        assertThat(planned.providers()).containsKey("split k-fold(k=4, repeats=1, valid=0, stratified=true, seed=-1)");
        assertThat(planning.plan(request("ring(n=40)", 3).build()).folds()).isEqualTo(1);
    }

    @Test
    void validationRowsThatAreTrainedOnCountAsTraining() {
        catalog.add(new ServiceCatalog.Offer(Kind.SPLIT, "k-fold", 0, 70, "b", "1", KFold::new));
        RunRequestBuilder request = request("ring(n=40)", 3)
                .data("holdout", 0)
                .data("split", "k-fold(k=4, valid=0.2)")
                .data("fold", 1);
        assertThat(planning.plan(request.build()).examples())
                .isEqualTo(Map.of(Part.TRAIN, 22, Part.VALID, 8, Part.TEST, 10));
        assertThat(planning.plan(request.data("use_valid", "train").build()).examples())
                .isEqualTo(Map.of(Part.TRAIN, 30, Part.TEST, 10));
    }

    @Test
    void theChecksumsAreThoseThatARunRecords() {
        Path directory = temp.resolve("run");
        PlannedRun planned = planning.plan(request("ring(n=40)", 3).build());
        try (Run run =
                trainer.prepare(request("ring(n=40)", 3).directory(directory).build())) {
            run.train(event -> {});
        }
        assertThat(directory.resolve("run.json"))
                .content()
                .contains(planned.checksums().values());
    }

    @Test
    void theProvidersIncludeThoseOfTheData() {
        assertThat(planning.plan(request("ring(n=40)", 3).build()).providers().keySet())
                .contains("dataset ring(n=40)", "activation bend", "method down");
    }

    @Test
    void aTableIsReadOnceForAllRequestsOfIt() {
        catalog.add(new ServiceCatalog.Offer(Kind.DATASET, "counted", 0, 99, "none", "0", Counted::new));
        loaded = 0;
        for (int seed = 0; seed < 20; seed++) {
            planning.plan(request("counted", seed).build());
        }
        assertThat(loaded).isEqualTo(1);
    }

    @Test
    void anotherSeedSharesOutTheRowsInAnotherWay() {
        assertThat(planning.plan(request("ring(n=40)", 1).build()).checksums())
                .isNotEqualTo(planning.plan(request("ring(n=40)", 2).build()).checksums());
    }

    @Test
    void aRequestThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> planning.plan(
                        request("ring", 0).network("dense(6) bent dense").build()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("bend");
    }
}
