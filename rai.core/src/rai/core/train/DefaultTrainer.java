package rai.core.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.activation.Activation;
import rai.api.activation.ScalarActivation;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Task;
import rai.api.engine.Engine;
import rai.api.init.DenseStart;
import rai.api.init.Initializer;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Batching;
import rai.api.network.Layer;
import rai.api.network.Layers;
import rai.api.network.Network;
import rai.api.optimizer.Optimizer;
import rai.api.run.Model;
import rai.api.run.Phase;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequest.Precision;
import rai.api.run.Trainer;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.ForwardPass;
import rai.core.compute.Views;
import rai.core.compute.Workers;
import rai.core.network.FlatNetwork;
import rai.core.store.RunDirectory;
import rai.core.store.StoredRun;

/** Makes runs of requests. */
@Component(service = Trainer.class)
public final class DefaultTrainer implements Trainer {
    static final String FEATURE_MEAN = "feature-mean";
    static final String FEATURE_SD = "feature-sd";
    /** The running state of the layers in a checkpoint, flat; not there where they have none. */
    static final String LAYERS = "layer-state";

    private final Catalog catalog;

    /** @param catalog knows the services */
    @Activate
    public DefaultTrainer(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Run prepare(RunRequest request) {
        return prepare(request, (plan, services, data) -> RunDirectory.create(request.directory(), data));
    }

    @Override
    public Run resume(Path path, Consumer<String> notice) {
        RunDirectory directory = RunDirectory.reopen(path, notice);
        try {
            return prepare(directory.request(), (plan, services, data) -> {
                directory.requireSame(plan.describe(), data, services.providers(), notice);
                return directory;
            });
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Gives a run that is otherwise ready its directory. */
    private interface Keeping {
        RunDirectory of(Plan plan, Services services, Map<String, Object> data);
    }

    private Run prepare(RunRequest request, Keeping keeping) {
        requireSensible(request);
        DataType type = request.precision() == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
        Services services = new Services(catalog, request.supervision().pin());

        // everything that can be wrong is found before anything large is allocated
        Spec engineSpec = services.use(Engine.class, Spec.parse(request.engine()));
        Spec initSpec = services.use(Initializer.class, Spec.parse(request.init()));
        List<Plan.Stage> stages = new ArrayList<>();
        for (Phase phase : request.phases()) {
            Spec method = services.use(TrainingMethod.class, Spec.parse(phase.method()));
            Spec optimizer = services.use(Optimizer.class, Spec.parse(phase.optimizer().orElse(request.optimizer())));
            Map<String, Spec> groups = new LinkedHashMap<>();
            request.control().optimizers().forEach(
                    (group, spec) -> groups.put(group, services.use(Optimizer.class, Spec.parse(spec))));
            Spec schedule = request.control().schedule().isEmpty()
                    ? null
                    : services.use(Schedule.class, Spec.parse(request.control().schedule().get()));
            stages.add(new Plan.Stage(method, optimizer, groups, schedule, phase.length()));
        }
        String lossText = request.loss().orElse(null);
        Spec lossSpec = lossText == null ? null : services.use(Loss.class, Spec.parse(lossText));
        Layers.parse(request.network(), FlatNetwork.MOST_LAYERS);
        var source = catalog.resolve(DatasetSource.class, Spec.parse(request.data()));
        var testSource = request.test().map(t -> catalog.resolve(DatasetSource.class, Spec.parse(t)));
        Dataset data = source.service().load();
        Optional<Dataset> test = testSource.map(t -> t.service().load());
        test.ifPresent(t -> Examples.requireAlike(data, t, "the test data"));
        if (lossSpec == null) {
            lossSpec = services.use(Loss.class, Spec.parse(usualLoss(data.task(), request.network())));
        }
        int outputs = Examples.outputs(data, services.loss(lossSpec), lossSpec.toString());
        FlatNetwork network = FlatNetwork.parse(request.network(), data.inputs(), outputs, catalog);
        services.useLayers(network);
        Metrics metrics = Metrics.resolve(Metrics.named(request.metrics()), data.task(), services);
        requireBatching(request, data.examples(), stages, services);
        requireCompany(request, data.examples(), network);
        ControlCheck.require(request, stages, services, network, data.examples());
        requireNeeds(stages, services, network, data.examples());
        stages = inSteps(request, stages, data.examples());
        var ranges = TrainedVector.layout(
                network.parameterCount(),
                stages.stream()
                        .map(s -> services.method(s.method()).variables(network, data.examples()))
                        .toList());
        MemoryCheck.requireRoom(
                network,
                type,
                TrainedVector.length(ranges),
                stages.stream()
                        .flatMap(s -> Stream.concat(Stream.of(s.optimizer()), s.optimizers().values().stream()))
                        .mapToInt(spec -> services.optimizer(spec).slots().size())
                        .max()
                        .orElse(0),
                request.batch() == 0 ? data.examples() : Math.min(request.batch(), data.examples()),
                request.control().stopEarly().isPresent());

        Plan plan = new Plan(
                request,
                source.spec(),
                testSource.map(t -> t.spec()).orElse(null),
                network.describe(),
                initSpec,
                lossSpec,
                stages,
                engineSpec,
                metrics);
        Standardization standardization =
                request.standardize() ? Standardization.of(data) : Standardization.none(data.inputs());
        Examples train = Examples.of(data, outputs, type, standardization);
        Workers workers = new Workers(request.threads());
        TrainedVector vector = new TrainedVector(type, ranges);
        INDArray state = startOfState(network, type);
        initialize(
                network,
                vector.parameters(),
                services.get(Initializer.class, initSpec),
                services,
                new StartSample(
                        network,
                        new ForwardPass(network, vector.parameters(), state, workers, services),
                        train.inputs(),
                        request.seed()),
                request.seed());
        services.release(Initializer.class, initSpec);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("task", data.task().name());
        about.put("classes", data.classNames());
        about.put("features", data.featureNames());
        about.put("inputs", data.inputs());
        about.put("outputs", outputs);
        about.put("examples", data.examples());
        about.put("sha256", sha256(data));
        test.ifPresent(t -> about.put("test_sha256", sha256(t)));
        RunDirectory directory = keeping.of(plan, services, about);
        TrainingRun run = new TrainingRun(
                plan,
                network,
                services,
                workers,
                vector,
                state,
                train,
                test.map(t -> Examples.of(t, outputs, type, standardization)).orElse(null),
                data.classNames(),
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

    private static String sha256(Dataset data) {
        return StateHash.of(
                Views.contiguous(data.features(), DataType.DOUBLE), Views.contiguous(data.targets(), DataType.DOUBLE));
    }

    private static void requireSensible(RunRequest request) {
        if (request.threads() < 1) {
            throw new SpecException("--threads must be at least 1, but is " + request.threads());
        }
        if (request.batch() < 0) {
            throw new SpecException("--batch must be at least 1 (or 0 for all examples), but is " + request.batch());
        }
        if (request.evaluateEvery() < 0) {
            throw new SpecException("--evaluate-every must be at least 0, but is " + request.evaluateEvery());
        }
    }

    /** The loss for the data and the last layer: from logits, unless that has made probabilities of them. */
    private static String usualLoss(Task task, String network) {
        List<Spec> layers = Layers.parse(network, FlatNetwork.MOST_LAYERS);
        String last = layers.get(layers.size() - 1).name();
        return switch (task) {
            case REGRESSION -> "mse";
            case MULTICLASS -> last.equals("softmax") || last.equals("sparsemax")
                    ? "kl(from=probabilities)"
                    : "softmax-cross-entropy";
            case BINARY -> last.equals("sigmoid") ? "bce" : "bce-with-logits";
        };
    }

    private static void requireBatching(
            RunRequest request, int examples, List<Plan.Stage> stages, Services services) {
        boolean mini = request.batch() > 0 && request.batch() < examples;
        for (Plan.Stage stage : stages) {
            var supported = services.method(stage.method()).batching();
            if (!supported.contains(mini ? Batching.MINI_BATCH : Batching.FULL_BATCH)) {
                throw new SpecException(
                        mini
                                ? "the method " + stage.method().name() + " needs all examples at every step: leave out --batch "
                                        + request.batch()
                                : "the method " + stage.method().name() + " works on mini-batches only: give --batch");
            }
        }
    }

    /** A layer that compares examples has nothing to go by where a step has only one. */
    private static void requireCompany(RunRequest request, int examples, FlatNetwork network) {
        int batch = request.batch() == 0 ? examples : Math.min(request.batch(), examples);
        if (batch > 1 && examples % batch != 1) {
            return;
        }
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof Layer.Apply apply && apply.mixesRows()) {
                throw new SpecException(network.word(i) + " needs more than one example at every step, but a step would have"
                        + " only one of the " + examples + ": choose another --batch");
            }
        }
    }

    private static void requireNeeds(List<Plan.Stage> stages, Services services, FlatNetwork network, int examples) {
        Map<String, TrainingMethod.Variable> earlier = new HashMap<>();
        for (Plan.Stage stage : stages) {
            TrainingMethod method = services.method(stage.method());
            for (var needed : method.needs(network, examples)) {
                var there = earlier.get(needed.name());
                if (there == null || !Arrays.equals(there.shape(), needed.shape())) {
                    throw new SpecException("the method " + stage.method().name() + " reads " + needed.name()
                            + (there == null ? " that" : " of another shape than those that")
                            + " an earlier method of the run must leave, as in --method rai --then " + stage.method().name());
                }
            }
            method.variables(network, examples).forEach(v -> earlier.put(v.name(), v));
        }
    }

    private static List<Plan.Stage> inSteps(RunRequest request, List<Plan.Stage> stages, int examples) {
        int batch = request.batch() == 0 ? examples : Math.min(request.batch(), examples);
        long perEpoch = (examples + (long) batch - 1) / batch;
        List<Plan.Stage> inSteps = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Plan.Stage stage = stages.get(i);
            boolean epochs = request.phases().get(i).unit() == Phase.Unit.EPOCHS;
            inSteps.add(stage.withSteps(epochs ? Math.multiplyExact(stage.steps(), perEpoch) : stage.steps()));
        }
        return inSteps;
    }

    private static void initialize(
            FlatNetwork network,
            INDArray parameters,
            Initializer initializer,
            Services services,
            StartSample sample,
            long seed) {
        for (Network.Placed p : network.placed()) {
            INDArray values = Views.of(parameters, p.offset(), p.tensor().rows(), p.tensor().columns());
            values.assign(p.tensor().start());
            services.layer(((Layer.Apply) network.layers().get(p.layer())).spec())
                    .start(p.tensor().name(), values, Streams.of(seed, "layer " + p.tensor().name(), p.layer()));
        }
        for (int map = 0; map < network.maps().size(); map++) {
            int layer = network.maps().get(map);
            Layer.Dense dense = network.map(map);
            initializer.initialize(new DenseStart(
                    Views.of(parameters, network.weightOffset(map), dense.inputs(), dense.outputs()),
                    dense.bias()
                            ? Views.of(parameters, network.biasOffset(map), 1, dense.outputs())
                            : Views.scratch(parameters.dataType(), 1, dense.outputs()),
                    neighbour(network, layer, -1, services),
                    neighbour(network, layer, 1, services),
                    Streams.of(seed, "map", map),
                    most -> sample.inputs(layer, most)));
        }
        if (!Finite.all(parameters)) {
            throw new SpecException("the initializer left start values that are infinite or NaN");
        }
    }

    /** The state of all layers before the first step; null where they have none. */
    private static INDArray startOfState(FlatNetwork network, DataType type) {
        if (network.stateCount() == 0) {
            return null;
        }
        INDArray state = Views.scratch(type, network.stateCount());
        network.placedState()
                .forEach(p -> Views.of(state, p.offset(), p.tensor().length()).assign(p.tensor().start()));
        return state;
    }

    /**
     * The next activation before or behind a map, beyond normalisations and their like. Where two maps follow each other,
     * what lies between them is the identity; beyond the ends there is nothing.
     */
    private static Optional<DenseStart.Neighbour> neighbour(FlatNetwork network, int map, int step, Services services) {
        for (int i = map + step; i >= 0 && i < network.layers().size(); i += step) {
            Layer layer = network.layers().get(i);
            if (layer instanceof Layer.Activate activate) {
                return Optional.of(new DenseStart.Neighbour(activate.spec(), services.get(activate.spec())));
            }
            if (layer instanceof Layer.Apply apply) {
                Optional<Activation> activation = services.layer(apply.spec()).startsAs();
                if (activation.isPresent()) {
                    return Optional.of(new DenseStart.Neighbour(apply.spec(), activation.get()));
                }
            } else if (layer instanceof Layer.Dense) {
                return Optional.of(new DenseStart.Neighbour(Spec.named("identity"), new Nothing()));
            }
        }
        return Optional.empty();
    }

    /** z. */
    private static final class Nothing implements ScalarActivation {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }
    }

    @Override
    public Model open(Path directory) {
        StoredRun stored = StoredRun.read(directory);
        Services services = new Services(catalog, false);
        Spec loss = services.use(Loss.class, Spec.parse(stored.spec("loss")));
        INDArray parameters = stored.array(TrainedVector.PARAMETERS);
        FlatNetwork network = FlatNetwork.parse(stored.spec("network"), stored.inputs(), stored.outputs(), catalog);
        services.useLayers(network);
        if (network.parameterCount() != parameters.length()) {
            throw new SpecException("the run in " + directory + " is damaged: its network has "
                    + network.parameterCount() + " parameters, but its checkpoint " + parameters.length());
        }
        INDArray layers = network.stateCount() == 0 ? null : stored.array(LAYERS);
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
                Task.valueOf(stored.task()),
                stored.classNames(),
                new Standardization(stored.array(FEATURE_MEAN), stored.array(FEATURE_SD)),
                stored.spec(),
                catalog);
    }
}
