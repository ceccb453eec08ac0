package rai.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rai.api.run.PhaseBuilder;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.trainer.DefaultTrainer;

/** A small run, of which each test changes what it is about. */
abstract class SmallRun {
    ServiceCatalog catalog = Fixtures.catalog();
    String data = "ring";
    Optional<String> test = Optional.empty();
    String network = "dense(6) bend dense(6) bend dense";
    Optional<String> loss = Optional.empty();
    String optimizer = "descent";
    List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 60));
    long seed = 3;
    int batch = 0;
    int threads = 1;
    long evaluateEvery = 0;
    Precision precision = Precision.FLOAT32;
    List<String> probes = List.of();
    Optional<String> probeEvery = Optional.empty();
    int probeRows = RunRequestBuilder.PROBE_ROWS;
    double stepLimit = RunRequestBuilder.STEP_LIMIT;
    Optional<Path> directory = Optional.empty();

    Run prepare() {
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder()
                        .train(data)
                        .test(test.orElse(null))
                        .network(network)
                        .init("spread")
                        .loss(loss.orElse(null))
                        .optimizer(optimizer)
                        .phases(phases)
                        .seed(seed)
                        .batch(batch)
                        .threads(threads)
                        .evaluateEvery(evaluateEvery)
                        .precision(precision)
                        .probes(probes)
                        .probeEvery(probeEvery.orElse(null))
                        .probeRows(probeRows)
                        .stepLimit(stepLimit)
                        .directory(directory.orElse(null))
                        .build());
    }

    RunResult train(Consumer<RunEvent> listener) {
        try (Run run = prepare()) {
            return run.train(listener);
        }
    }

    RunResult train() {
        return train(event -> {});
    }
}
