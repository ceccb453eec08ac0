package rai.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.catalog.Kind;
import rai.api.run.PhaseBuilder;
import rai.api.run.PhaseSettings;
import rai.api.run.Precision;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.spec.Spec;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.trainer.DefaultTrainer;

/** A small run in float64, of which each test changes what it is about. */
abstract class ControlledRun {
    final ServiceCatalog catalog = Fixtures.catalog();
    String data = "ring";
    /** The shares for training, validation and test, if the rows of the data are shared out. */
    Optional<String> split = Optional.empty();

    Optional<String> test = Optional.of("ring(n=9)");
    String optimizer = "plain";
    List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 40));
    int batch = 0;
    int threads = 1;
    long evaluateEvery = 0;
    List<String> metrics = List.of();
    Optional<Path> directory = Optional.empty();
    Consumer<PhaseSettings<?>> control = none -> {};

    ControlledRun() {
        ServiceCatalog more = ServiceCatalog.of(
                new ControlServices.Plain(),
                new ControlServices.Fixed(),
                new ControlServices.Halving(),
                new ControlServices.Watcher(),
                new ControlServices.Searcher(),
                new ControlServices.Towards(),
                new ControlServices.Pits());
        for (Kind kind : Kind.values()) {
            more.list(kind)
                    .forEach(entry -> catalog.add(new ServiceCatalog.Offer(
                            kind,
                            entry.name(),
                            0,
                            1000,
                            "b",
                            "1",
                            () -> more.resolve(kind.type(), Spec.named(entry.name()))
                                    .service())));
        }
    }

    RunResult train() {
        return train(event -> {});
    }

    RunResult train(Consumer<RunEvent> listener) {
        try (Run run = prepare()) {
            return run.train(listener);
        }
    }

    Run prepare() {
        RunRequestBuilder request = RunRequest.builder()
                .train(data)
                .test(test.orElse(null))
                .network("dense(6) bend dense(5) bend dense")
                .init("spread")
                .optimizer(optimizer)
                .phases(phases)
                .seed(3)
                .batch(batch)
                .threads(threads)
                .precision(Precision.FLOAT64)
                .evaluateEvery(evaluateEvery)
                .metrics(metrics)
                .directory(directory.orElse(null));
        split.ifPresent(shares -> request.data("split", shares));
        control.accept(request);
        return new DefaultTrainer(catalog).prepare(request.build());
    }

    static Consumer<PhaseSettings<?>> groups(Map<String, String> optimizers) {
        return phase -> optimizers.forEach(phase::optimizerFor);
    }

    static Consumer<PhaseSettings<?>> numbers(double clipValue, double clipNorm, double l1, double l2, double maxNorm) {
        return phase -> {
            phase.clipValue(clipValue).clipNorm(clipNorm).l1(l1).l2(l2).maxNorm(maxNorm);
        };
    }

    /** The parameters and targets after a run, by name. */
    INDArray left(String name, Path temp) {
        Path run = temp.resolve("run-" + System.nanoTime());
        directory = Optional.of(run);
        train();
        directory = Optional.empty();
        return Nd4j.createFromNpyFile(run.resolve("checkpoint/" + name + ".npy").toFile());
    }
}
