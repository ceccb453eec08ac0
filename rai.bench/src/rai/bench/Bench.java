package rai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.bench.BenchRequest;
import rai.api.bench.BenchResult;
import rai.api.bench.Benchmark;
import rai.api.bench.CaseResult;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.engine.Engine;
import rai.api.method.TrainingMethod;
import rai.api.run.Run;
import rai.api.run.RunResult;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Runs the cases one after another. */
@Component
public final class Bench implements Benchmark {
    private final Trainer trainer;
    private final Catalog catalog;

    /**
     * @param trainer trains
     * @param catalog knows who provides an engine
     */
    @Activate
    public Bench(@Reference Trainer trainer, @Reference Catalog catalog) {
        this.trainer = trainer;
        this.catalog = catalog;
    }

    @Override
    public List<String> cases() {
        return Cases.groups();
    }

    @Override
    public BenchResult run(BenchRequest request, Consumer<Progress> progress) {
        List<Turn> turns = new ArrayList<>();
        catalog.resolve(Engine.class, Spec.parse(request.engine())); // better now than case by case
        request.method().ifPresent(spec -> catalog.resolve(TrainingMethod.class, Spec.parse(spec)));
        for (Case each : Cases.named(request.cases(), request.quick(), request.method())) {
            Cases.threads(each, request.threads()).forEach(threads -> turns.add(new Turn(each, threads)));
        }
        boolean wanted = request.peers()
                && turns.stream().anyMatch(turn -> !turn.of().peers().isEmpty());
        if (wanted) {
            progress.accept(new Progress(0, turns.size(), "looking for a Python with PyTorch"));
        }
        Optional<Python> python = wanted ? Python.find(request.python(), path()) : Optional.empty();
        try {
            Map<String, Object> machine = Machine.describe();
            machine.put("python", python.map(Python::program).orElse(wanted ? "none with PyTorch was found" : null));
            return run(turns, request, python, machine, progress);
        } finally {
            python.ifPresent(Python::close);
        }
    }

    /** A case with a number of threads. */
    private record Turn(Case of, int threads) {
        @Override
        public String toString() {
            return of.name() + ", " + threads + (threads == 1 ? " thread" : " threads");
        }
    }

    private static String path() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }

    private BenchResult run(
            List<Turn> turns,
            BenchRequest request,
            Optional<Python> python,
            Map<String, Object> machine,
            Consumer<Progress> progress) {
        List<CaseResult> results = new ArrayList<>();
        Map<String, String> skipped = new LinkedHashMap<>();
        for (int i = 0; i < turns.size() && !request.cancelled().getAsBoolean(); i++) {
            Turn turn = turns.get(i);
            progress.accept(new Progress(i, turns.size(), turn.toString()));
            System.gc(); // arrays off the heap go with those on it
            try {
                requireRoom(turn.of());
                measure(turn, request, python).ifPresent(results::add);
            } catch (SpecException e) {
                skipped.put(turn.toString(), e.getMessage());
            } catch (OutOfMemoryError e) {
                skipped.put(turn.toString(), "there is not enough memory");
            }
            progress.accept(new Progress(i + 1, turns.size(), turn.toString()));
        }
        return new BenchResult(machine, DepthScaling.mark(results, "depth"), skipped);
    }

    private Optional<CaseResult> measure(Turn turn, BenchRequest request, Optional<Python> python) {
        if (!turn.of().rivals().isEmpty()) {
            return beside(turn, request);
        }
        return turn.of().runs() > 1 ? together(turn, request) : alone(turn, request, python);
    }

    /** What a machine has to swap in and out measures its disk. */
    private static void requireRoom(Case of) {
        double need = Work.FLOAT * (double) (of.members() * of.work().kept() + Floor.elements(of.work(), Floor.MOST));
        double free = Pointer.availablePhysicalBytes();
        if (need > free) {
            throw new SpecException(String.format(
                    Locale.ROOT, "it takes %.1f GB of memory, but only %.1f GB are free", need / 1e9, free / 1e9));
        }
    }

    private Optional<CaseResult> alone(Turn turn, BenchRequest request, Optional<Python> python) {
        Case of = turn.of();
        Map<String, PeerProcess> peers = new LinkedHashMap<>();
        long before = Pointer.physicalBytes();
        try (Run run = trainer.prepare(of.request(turn.threads(), request.engine()));
                Floor floor = new Floor(of.work(), turn.threads())) {
            if (python.isPresent()) {
                for (Peer peer : of.peers()) {
                    peers.put(
                            peer.name(),
                            new PeerProcess(python.get(), peer.arguments(of, turn.threads()), turn.threads()));
                }
            }
            Measurement measurement =
                    new Measurement(request.seconds(), floor::run, peers, request.cancelled(), run::stop);
            RunResult end = run.train(measurement);
            requireGood(end);
            return measurement.complete()
                    ? Optional.of(measurement
                            .result(of, turn.threads(), engine(request.engine()))
                            .with(Map.of("grown_mb", (Pointer.physicalBytes() - before) / 1e6)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            peers.values().forEach(PeerProcess::close);
        }
    }

    static void requireGood(RunResult end) {
        if (end.stopped() == RunResult.Stop.NAN || end.stopped() == RunResult.Stop.FAILED) {
            throw new SpecException(end.reason());
        }
    }

    private Optional<CaseResult> together(Turn turn, BenchRequest request) {
        Case of = turn.of();
        try (Together together = new Together(request.seconds(), request.cancelled());
                Floor floor = new Floor(of.work(), turn.threads())) {
            for (int i = 0; i < of.runs(); i++) {
                together.add(trainer.prepare(of.request(turn.threads(), request.engine())));
            }
            return together.measure(floor::run)
                    ? Optional.of(together.result(of, turn.threads(), engine(request.engine())))
                    : Optional.empty();
        }
    }

    private Optional<CaseResult> beside(Turn turn, BenchRequest request) {
        Case of = turn.of();
        try (Beside beside = new Beside(of, request.seconds(), request.cancelled());
                Floor floor = new Floor(of.work(), turn.threads())) {
            beside.add(trainer.prepare(of.request(turn.threads(), request.engine())));
            for (Case rival : of.rivals()) {
                beside.add(trainer.prepare(rival.request(turn.threads(), request.engine())));
            }
            return beside.measure(floor::run)
                    ? Optional.of(beside.result(turn.threads(), engine(of.engine(request.engine()))))
                    : Optional.empty();
        }
    }

    /** Bundle and version of who provides the engine now. */
    private String engine(String spec) {
        String name = Spec.parse(spec).name();
        return catalog.list(Kind.ENGINE).stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry -> entry.bundle() + " " + entry.version())
                .findFirst()
                .orElse("gone meanwhile");
    }
}
