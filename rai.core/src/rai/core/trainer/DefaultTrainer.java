package rai.core.trainer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.Part;
import rai.api.exchange.Importer;
import rai.api.exchange.Orientation;
import rai.api.exchange.Weights;
import rai.api.init.Initializer;
import rai.api.loss.Loss;
import rai.api.run.Extension;
import rai.api.run.Model;
import rai.api.run.Planning;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.split.Split;
import rai.core.compute.ForwardPass;
import rai.core.compute.Workers;
import rai.core.data.DataFacts;
import rai.core.data.ExampleParts;
import rai.core.data.Examples;
import rai.core.data.RunData;
import rai.core.data.Standardization;
import rai.core.evaluate.TrainedModel;
import rai.core.guard.Watchdog;
import rai.core.jobs.Preparation;
import rai.core.jobs.Preparer;
import rai.core.network.FlatNetwork;
import rai.core.plan.Layout;
import rai.core.plan.Planned;
import rai.core.plan.Planner;
import rai.core.run.TrainingRun;
import rai.core.service.Services;
import rai.core.start.ImportedWeights;
import rai.core.start.StartSample;
import rai.core.start.StartValues;
import rai.core.start.TakenLayers;
import rai.core.state.Setup;
import rai.core.state.TrainedVector;
import rai.core.store.ArrayNames;
import rai.core.store.Checkpoint;
import rai.core.store.Disk;
import rai.core.store.RunDirectory;
import rai.core.store.StateHash;
import rai.core.store.StoredNetwork;

/** Makes runs of requests. */
@Component(service = {Trainer.class, Preparer.class, Importer.class})
public final class DefaultTrainer implements Trainer, Preparer, Importer {
    private final Catalog catalog;
    private final Disk disk;

    /** @param catalog knows the services */
    @Activate
    public DefaultTrainer(@Reference Catalog catalog) {
        this(catalog, Disk.REAL);
    }

    DefaultTrainer(Catalog catalog, Disk disk) {
        this.catalog = catalog;
        this.disk = disk;
    }

    @Override
    public Run prepare(RunRequest request) {
        return plan(request).prepare();
    }

    @Override
    public Planning planning() {
        return new DefaultPlanning(catalog);
    }

    @Override
    public Run resume(Path path, Consumer<String> notice) {
        return plan(path, notice).prepare();
    }

    @Override
    public void check(RunRequest request) {
        new Planner(catalog, request);
        RunData.check(request.data());
        DataSources.of(request, catalog);
    }

    @Override
    public Preparation plan(RunRequest request) {
        return plan(
                request,
                StartRun.of(request.model(), catalog),
                (planned, data) -> RunDirectory.create(request.keeping().directory(), data, disk),
                () -> {});
    }

    @Override
    public Imported importWeights(RunRequest request, Weights weights, String origin, Orientation orientation) {
        ImportedWeights imported = new ImportedWeights(weights, origin, orientation);
        Run run = plan(
                        request,
                        Optional.empty(),
                        Optional.of(imported),
                        (planned, data) -> RunDirectory.create(request.keeping().directory(), data, disk),
                        () -> {})
                .prepare();
        return new Imported(run, imported.placed(), imported.notes());
    }

    @Override
    public Run extend(Path path, Extension to, Consumer<String> notice) {
        return plan(path, to, notice).prepare();
    }

    @Override
    public Preparation plan(Path path, Consumer<String> notice) {
        return plan(RunDirectory.reopen(path, notice, disk), notice, planned -> {});
    }

    @Override
    public Preparation plan(Path path, Extension to, Consumer<String> notice) {
        RunDirectory directory = RunDirectory.reopen(path, to, notice, disk);
        Checkpoint end = directory.checkpoint().orElseThrow();
        return plan(
                directory,
                notice,
                planned -> LongerPhase.reasons(planned, end.number("steps_of_phase"), end.step())
                        .forEach(notice));
    }

    private Preparation plan(RunDirectory directory, Consumer<String> notice, Consumer<Planned> report) {
        try {
            Keep keep = (planned, data) -> {
                directory.requireSame(
                        planned.plan().describe(), data, planned.services().providers(), notice);
                directory.checkpoint().flatMap(Checkpoint::uncounted).ifPresent(notice);
                report.accept(planned);
                return directory;
            };
            RunRequest request = RecordedDefaults.in(directory.request(), directory.recordedSpecs(), catalog);
            // a checkpoint has the values of all layers, wherever they started
            Optional<StartRun> start =
                    directory.checkpoint().isPresent() ? Optional.empty() : StartRun.of(request.model(), catalog);
            return plan(request, start, keep, directory::close);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    /** Gives a run that is otherwise ready its directory. */
    private interface Keep {
        RunDirectory of(Planned planned, Map<String, Object> data);
    }

    /** Everything that can be wrong is found before anything large is allocated. */
    private Preparation plan(RunRequest asked, Optional<StartRun> start, Keep keep, Runnable discard) {
        return plan(asked, start, Optional.empty(), keep, discard);
    }

    private Preparation plan(
            RunRequest asked,
            Optional<StartRun> start,
            Optional<ImportedWeights> imported,
            Keep keep,
            Runnable discard) {
        RunRequest request = start.map(run -> run.recorded(asked)).orElse(asked);
        Planner planner = new Planner(catalog, request);
        RunData.check(request.data());
        DataSources sources = DataSources.of(request, catalog);
        RunData read = sources.read();
        RunData all = imported.map(weights -> weights.standardizing(read)).orElse(read);
        Dataset data = all.train();
        Planned planned = planner.plan(
                DataFacts.of(all),
                sources.train().spec(),
                sources.test().map(found -> found.spec()).orElse(null),
                sources.split().map(found -> found.spec()).orElse(null));
        sources.split().ifPresent(found -> planned.services().used(found, Split.class));
        TakenLayers taken = start.map(run -> run.layersFor(planned.network()))
                .or(() -> imported.map(weights -> weights.layersFor(planned.network(), planned.type())))
                .orElse(TakenLayers.NONE);
        return new Preparation() {
            @Override
            public Planned planned() {
                return planned;
            }

            @Override
            public double bytes() {
                return planned.memory().need()
                        + inMemory(data)
                        + all.valid().map(DefaultTrainer::inMemory).orElse(0.0)
                        + all.test().map(DefaultTrainer::inMemory).orElse(0.0);
            }

            @Override
            public Run prepare() {
                try {
                    TrainingRun run = allocate(request, planned, all, taken, keep);
                    start.ifPresent(from -> run.startsFrom(from.event(taken, data)));
                    imported.ifPresent(weights -> {
                        run.startsFrom(weights.event(taken));
                        run.takesNoSteps();
                    });
                    return run;
                } catch (RuntimeException | Error e) {
                    discard();
                    throw e;
                }
            }

            @Override
            public void discard() {
                discard.run();
            }
        };
    }

    /**
     * The data as they were loaded, and in the form in which a network is trained on them. Of those that are read on demand it is the
     * targets, and the outputs of all examples in an evaluation.
     */
    static double inMemory(Dataset data) {
        if (data.isOnDemand()) {
            return 5.0 * Double.BYTES * data.examples() * data.outputs();
        }
        return 2.0 * Double.BYTES * (data.features().length() + data.targets().length());
    }

    private static TrainingRun allocate(
            RunRequest request, Planned planned, RunData all, TakenLayers taken, Keep keep) {
        Dataset data = all.train();
        planned.memory()
                .makeRoom(inMemory(data)
                        + all.test().map(DefaultTrainer::inMemory).orElse(0.0));
        FlatNetwork network = planned.network();
        Services services = planned.services();
        DataType type = planned.type();
        Standardization standardization = all.standardization();
        Examples train = Examples.of(data, network.outputs(), type, standardization);
        Workers workers = new Workers(request.execution().threadsHere());
        TrainedVector vector = new TrainedVector(type, planned.ranges());
        INDArray state = StartValues.ofState(network, type);
        try {
            initialize(planned, vector.parameters(), state, taken, train, workers);
        } catch (RuntimeException | Error e) {
            workers.close();
            throw e;
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("task", data.task().name());
        about.put("classes", data.classNames());
        about.put("features", data.featureNames());
        about.put("inputs", data.inputs());
        about.put("outputs", network.outputs());
        about.put("examples", data.examples());
        about.put("preparation", all.preparation().asMap());
        about.put("read", all.read());
        for (Part part : Part.values()) {
            all.part(part).ifPresent(examples -> about.put(StoredNetwork.checksumKey(part), StateHash.of(examples)));
        }
        RunDirectory directory = keep.of(planned, about);
        TrainingRun run = new TrainingRun(
                new Setup(planned, vector, state),
                workers,
                DataFacts.of(all),
                all.preparation(),
                all.read(),
                new ExampleParts(
                        train,
                        examples(all.valid(), network, type, standardization),
                        examples(all.test(), network, type, standardization),
                        all.weights()),
                standardization,
                directory);
        try {
            run.requireWatched();
            return run;
        } catch (SpecException e) {
            run.close();
            throw e;
        }
    }

    private static Examples examples(
            Optional<Dataset> data, FlatNetwork network, DataType type, Standardization standardization) {
        return data.map(part -> Examples.of(part, network.outputs(), type, standardization))
                .orElse(null);
    }

    /** Gives all parameters their start values. */
    private static void initialize(
            Planned planned, INDArray parameters, INDArray state, TakenLayers taken, Examples train, Workers workers) {
        FlatNetwork network = planned.network();
        Services services = planned.services();
        RunRequest request = planned.plan().request();
        Spec init = planned.plan().init();
        try {
            new Watchdog(request.faults().stepLimit(), workers::threads).lend("rai-start", () -> {
                ForwardPass pass = new ForwardPass(network, parameters, state, workers, services);
                StartSample sample = new StartSample(
                        network, pass, train.inputs(), request.execution().seed());
                StartValues.initialize(
                        network,
                        parameters,
                        state,
                        taken,
                        services.get(Initializer.class, init),
                        services,
                        sample,
                        request.execution().seed());
                return null;
            });
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            DataSources.requireUninterrupted("start values were computed");
            Optional<SpecException> named = services.failedAtStart(e);
            if (named.isPresent()) {
                throw named.get();
            }
            throw e;
        }
        services.release(Initializer.class, init);
    }

    @Override
    public Optional<Dataset> examples(Path directory, Part part) {
        StoredNetwork stored = StoredNetwork.read(directory);
        Optional<Dataset> read =
                DataSources.of(stored.request(), catalog).read().part(part);
        read.ifPresent(data -> stored.requireSame(part, StateHash.of(data)));
        return read;
    }

    @Override
    public Model open(Path directory) {
        StoredNetwork stored = StoredNetwork.read(directory);
        INDArray parameters = stored.array(Layout.PARAMETERS);
        Services services = new Services(catalog, false, parameters.dataType());
        Spec loss = services.use(Loss.class, Spec.parse(stored.spec("loss")));
        FlatNetwork network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        services.useLayers(network);
        if (network.parameterCount() != parameters.length()) {
            throw new SpecException("the run in " + directory + " is damaged: its network has "
                    + network.parameterCount() + " parameters, but its checkpoint " + parameters.length());
        }
        INDArray layers = network.stateCount() == 0 ? null : stored.array(ArrayNames.LAYERS);
        if (layers != null && layers.length() != network.stateCount()) {
            throw new SpecException("the run in " + directory + " is damaged: the state of its layers has "
                    + network.stateCount() + " numbers, but its checkpoint " + layers.length());
        }
        int threads = Runtime.getRuntime().availableProcessors();
        return new TrainedModel(
                network,
                new ForwardPass(network, parameters, layers, new Workers(threads), services),
                services.loss(loss),
                parameters.dataType(),
                StoredPreparation.of(stored),
                new Standardization(stored.array(ArrayNames.FEATURE_MEAN), stored.array(ArrayNames.FEATURE_SD)),
                stored.spec(),
                services);
    }
}
