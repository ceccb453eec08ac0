package rai.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Kind;
import rai.api.run.Change;
import rai.api.run.PhaseBuilder;
import rai.api.run.Run;
import rai.api.run.RunEvent;
import rai.api.run.RunRequest;
import rai.api.run.RunResult;
import rai.api.spec.Named;
import rai.core.Fixtures;
import rai.core.LayerFixtures;
import rai.core.catalog.ServiceCatalog;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.trainer.DefaultTrainer;

/** A run that something happens to while it trains: each test says what. */
abstract class ChangedRun {
    static final long AT = 20;
    final ServiceCatalog catalog = Fixtures.catalog();
    final List<RunEvent> events = new ArrayList<>();
    Run current;
    String network = "dense(6) bend dense(6) bend dense";
    String optimizer = "descent";
    List<PhaseBuilder> phases = List.of(PhaseBuilder.of("down", 60));
    Map<String, Object> faults = Map.of();
    List<String> probes = List.of();
    Optional<Path> directory = Optional.empty();

    @TempDir
    Path temp;

    /** z / 2. */
    @Named("half")
    public static class Half implements ScalarActivation {
        @Override
        public double value(double z) {
            return z / 2;
        }

        @Override
        public double derivative(double z) {
            return 0.5;
        }
    }

    @BeforeEach
    void offer() {
        offer(Kind.ACTIVATION, "half", new Half());
        offer(Kind.LAYER, "wave", new LayerFixtures.Wave());
        offer(Kind.OPTIMIZER, "plain", new ControlServices.Plain());
        offer(Kind.SCHEDULE, "fixed", new ControlServices.Fixed());
        offer(Kind.METHOD, "towards", new ControlServices.Towards());
    }

    Offer offer(Kind kind, String name, Object service) {
        return offer(kind, name, 0, "extra", service);
    }

    Offer offer(Kind kind, String name, int rank, String bundle, Object service) {
        Offer offer = new Offer(kind, name, rank, 3000, bundle, "1", () -> service);
        catalog.add(offer);
        return offer;
    }

    Run prepare() {
        return new DefaultTrainer(catalog)
                .prepare(RunRequest.builder(Map.of("faults", faults))
                        .train("ring")
                        .network(network)
                        .init("spread")
                        .optimizer(optimizer)
                        .phases(phases)
                        .seed(3)
                        .threads(1)
                        .probes(probes)
                        .probeEvery(probes.isEmpty() ? null : "1")
                        .directory(directory.orElse(null))
                        .checkpointEvery(7)
                        .keep(100)
                        .build());
    }

    RunResult train(Consumer<RunEvent> listener) {
        events.clear();
        try (Run run = prepare()) {
            current = run;
            return run.train(event -> {
                events.add(event);
                listener.accept(event);
            });
        }
    }

    RunResult undisturbed() {
        return train(event -> {});
    }

    /** Pauses after some step, does something from another thread, and continues the run. */
    RunResult train(long at, Consumer<Run> meanwhile) {
        events.clear();
        AtomicReference<CompletableFuture<Void>> done = new AtomicReference<>(CompletableFuture.completedFuture(null));
        try (Run run = prepare()) {
            RunResult result = run.train(event -> {
                events.add(event);
                if (event instanceof RunEvent.Stepped stepped && stepped.step() == at) {
                    run.pause();
                } else if (event instanceof RunEvent.Paused) {
                    done.set(CompletableFuture.runAsync(() -> {
                        try {
                            meanwhile.accept(run);
                        } finally {
                            run.proceed();
                        }
                    }));
                }
            });
            done.get().get();
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    <T extends RunEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static Change activation(String text) {
        return new Change(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
