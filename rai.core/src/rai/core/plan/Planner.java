package rai.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.catalog.Catalog;
import rai.api.data.Task;
import rai.api.engine.Engine;
import rai.api.init.Initializer;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.method.TrainingMethod.Batching;
import rai.api.network.Layer;
import rai.api.network.Layers;
import rai.api.optimizer.Optimizer;
import rai.api.run.Phase;
import rai.api.run.Precision;
import rai.api.run.RefusalException;
import rai.api.run.RunRequest;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.data.DataFacts;
import rai.core.evaluate.Metrics;
import rai.core.network.FlatNetwork;
import rai.core.probe.Probes;
import rai.core.service.Services;

/** Turns a request into a plan, and says what of it won't do. */
public final class Planner {
    private static final String NETWORK = "model.network";
    /** The setting of methods that relax some layers. */
    private static final String LAYERS = "layers";

    private final RunRequest request;
    private final Catalog catalog;
    private final DataType type;
    private final Services services;
    private final Spec engine;
    private final Spec init;
    private final List<PlannedPhase> stages = new ArrayList<>();
    private final Spec loss;
    private final Probes probes;

    /**
     * Resolves what needs no data.
     *
     * @throws SpecException if there is no such service
     */
    public Planner(Catalog catalog, RunRequest request) {
        this(catalog, request, null);
    }

    /** @param initialized the full spec of the initializer if it has done its work, else null */
    private Planner(Catalog catalog, RunRequest request, Spec initialized) {
        this.catalog = catalog;
        this.request = request;
        type = request.execution().precision() == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
        services = new Services(catalog, request.faults().pin(), type);
        engine = use(Engine.class, "execution.engine", request.execution().engine());
        if (services.portable() && type == DataType.DOUBLE) {
            throw new RefusalException(
                    "the engine " + engine.name() + " computes in float32 alone",
                    "leave out --precision, or leave out --portable (or --engine portable)",
                    "set execution.precision to float32, or choose another execution.engine");
        }
        init = initialized != null
                ? initialized
                : use(Initializer.class, "model.init", request.model().init());
        for (int i = 0; i < request.phases().size(); i++) {
            stages.add(stage(request.phases().get(i), "phases[" + i + "]."));
        }
        loss = request.model()
                .loss()
                .map(text -> use(Loss.class, "model.loss", text))
                .orElse(null);
        probes = Keys.at(
                "evaluation.probes", () -> Probes.resolve(request.evaluation().probes(), services));
        Keys.at(NETWORK, () -> Layers.parse(request.model().network(), FlatNetwork.MOST_LAYERS));
    }

    private Spec use(Class<?> kind, String key, String spec) {
        return Keys.at(key, () -> services.use(kind, Spec.parse(spec)));
    }

    private PlannedPhase stage(Phase phase, String key) {
        Spec method = use(TrainingMethod.class, key + "method", phase.method());
        Spec optimizer = use(Optimizer.class, key + "optimizer", phase.optimizer());
        Map<String, Spec> groups = new LinkedHashMap<>();
        phase.optimizerFor()
                .forEach(
                        (group, spec) -> groups.put(group, use(Optimizer.class, key + "optimizer_for." + group, spec)));
        Spec schedule = phase.schedule()
                .map(text -> Keys.at(key + "schedule", () -> schedule(Spec.parse(text))))
                .orElse(null);
        // the length is known when the data are
        return new PlannedPhase(
                phase, method, optimizer, groups, schedule, phase.steps().orElse(0L), 1);
    }

    /** One that counts in epochs is used when the data are known; what else is wrong with it is reported now. */
    private Spec schedule(Spec asked) {
        if (EpochUnits.isUsedIn(asked)) {
            catalog.find(Schedule.class, EpochUnits.inSteps(asked, 1));
            return asked;
        }
        return services.use(Schedule.class, asked);
    }

    private PlannedPhase on(int examples, PlannedPhase stage) {
        Spec schedule = stage.schedule();
        if (schedule != null && EpochUnits.isUsedIn(schedule)) {
            long perEpoch = stage.asked().stepsPerEpoch(examples);
            schedule = services.use(Schedule.class, EpochUnits.inSteps(schedule, perEpoch));
        }
        return stage.on(examples, schedule);
    }

    /**
     * Plans what is to take over from another plan, on the same data and the same parameters.
     *
     * @throws SpecException if the request won't do; the message says what does not fit together, and names no options
     */
    public static Planned again(Catalog catalog, RunRequest request, Plan before, DataFacts data) {
        return Keys.unnamed(() ->
                new Planner(catalog, request, before.init()).plan(data, before.data(), before.test(), before.split()));
    }

    /**
     * Completes the plan.
     *
     * @param data what is known of the training data
     * @param dataSpec their spec
     * @param testSpec that of the test data, or null
     * @param split that of the split of the rows, or null
     * @throws SpecException if the request does not fit the data, or memory
     */
    public Planned plan(DataFacts data, Spec dataSpec, Spec testSpec, Spec split) {
        Spec lossSpec = loss != null
                ? loss
                : services.use(
                        Loss.class,
                        Spec.parse(usualLoss(data.task(), request.model().network())));
        int outputs = data.outputs(services.loss(lossSpec), lossSpec.toString());
        FlatNetwork network = Keys.at(NETWORK, () -> network(data.inputs(), outputs));
        Metrics metrics = Keys.at(
                "evaluation.metrics",
                () -> Metrics.resolve(Metrics.named(request.evaluation().metrics()), data.task(), services));
        List<PlannedPhase> inSteps =
                stages.stream().map(stage -> on(data.examples(), stage)).toList();
        requireBatching(data.examples(), stages, services);
        requireCompany(data.examples(), stages, network);
        if (data.onDemand()) {
            OnDemand.require(data.examples(), stages, services, network);
        }
        ControlCheck.require(request, inSteps, services, network, data);
        requireNeeds(stages, services, network, data.examples());
        for (PlannedPhase stage : stages) {
            services.method(stage.method())
                    .require(network, services.loss(lossSpec), stage.asked().rows(data.examples()));
        }
        var ranges = Layout.of(
                network.parameterCount(),
                inSteps.stream()
                        .map(s -> arrays(services.method(s.method()), network, data.examples()))
                        .toList());
        int rows = inSteps.stream()
                .mapToInt(stage -> stage.asked().rows(data.examples()))
                .max()
                .orElse(0);
        MemoryCheck memory = MemoryCheck.of(
                network,
                type,
                Layout.length(ranges),
                inSteps.stream()
                        .flatMap(s -> Stream.concat(Stream.of(s.optimizer()), s.optimizers().values().stream()))
                        .mapToInt(spec -> services.optimizer(spec).slots().size())
                        .max()
                        .orElse(0),
                rows,
                inSteps.stream().anyMatch(stage -> stage.asked().stopEarly().isPresent()),
                probes.isEmpty()
                        ? 0
                        : Math.min(data.examples(), request.evaluation().probeRows()));
        Plan plan = new Plan(
                request,
                dataSpec,
                testSpec,
                split,
                network.describe(),
                init,
                lossSpec,
                inSteps,
                engine,
                metrics,
                probes);
        return new Planned(plan, network, services, ranges, type, memory, rows);
    }

    private FlatNetwork network(int inputs, int outputs) {
        FlatNetwork network = FlatNetwork.parse(request.model().network(), inputs, outputs, catalog);
        services.useLayers(network);
        return network;
    }

    /** The loss for the data and the last layer: from logits, unless that has made probabilities of them. */
    private static String usualLoss(Task task, String network) {
        List<Spec> layers = Layers.parse(network, FlatNetwork.MOST_LAYERS);
        String last = layers.get(layers.size() - 1).name();
        return switch (task) {
            case REGRESSION -> "mse";
            case MULTICLASS ->
                last.equals("softmax") || last.equals("sparsemax") ? "kl(from=probabilities)" : "softmax-cross-entropy";
            case BINARY -> last.equals("sigmoid") ? "bce" : "bce-with-logits";
        };
    }

    private static void requireBatching(int examples, List<PlannedPhase> stages, Services services) {
        for (int i = 0; i < stages.size(); i++) {
            PlannedPhase stage = stages.get(i);
            boolean mini = stage.asked().isMiniBatch(examples);
            var supported = services.method(stage.method()).batching();
            if (!supported.contains(mini ? Batching.MINI_BATCH : Batching.FULL_BATCH)) {
                String who = PlannedPhase.inPhase(i, stages.size()) + "the method "
                        + stage.method().name();
                throw mini
                        ? new RefusalException(
                                who + " needs all examples in every step, but the phase trains on batches of "
                                        + stage.asked().batch(),
                                "leave out --batch" + (stages.size() == 1 ? "" : ", or give this phase batch=0"),
                                "set phases[" + i + "].batch to 0")
                        : new RefusalException(
                                who + " works on mini-batches only, but the phase trains on all examples in every step",
                                "give --batch",
                                "set phases[" + i + "].batch");
            }
        }
    }

    /** A layer that compares examples has nothing to go by if a step has only one. */
    private static void requireCompany(int examples, List<PlannedPhase> stages, FlatNetwork network) {
        for (int number = 0; number < stages.size(); number++) {
            int batch = stages.get(number).asked().rows(examples);
            if (batch > 1 && examples % batch != 1) {
                continue;
            }
            for (int i = 0; i < network.layers().size(); i++) {
                if (network.layers().get(i) instanceof Layer.Apply apply && apply.mixesRows()) {
                    throw new RefusalException(
                            PlannedPhase.inPhase(number, stages.size()) + network.word(i)
                                    + " needs more than one example in every step, but a step would have"
                                    + " only one of the " + examples,
                            "choose another --batch",
                            "set phases[" + number + "].batch to another number");
                }
            }
        }
    }

    /** What a method has in the trained vector: its variables, and what it keeps beside them. */
    static List<TrainingMethod.Variable> arrays(TrainingMethod method, FlatNetwork network, int examples) {
        List<TrainingMethod.Variable> arrays = new ArrayList<>(method.variables(network, examples));
        for (TrainingMethod.Variable kept : method.state(network, examples)) {
            if (arrays.stream().anyMatch(array -> array.name().equals(kept.name()))) {
                throw new SpecException("a method declares the array '" + kept.name()
                        + "' twice, once to be kept: give each a name of its own");
            }
            arrays.add(kept);
        }
        for (TrainingMethod.Variable array : arrays) {
            if (array.perExample()) {
                int rows = new Range(0, true, array.blocks(), array.shape()).examples();
                if (rows != examples) {
                    throw new SpecException("the method declares a row per example for '" + array.name() + "', but "
                            + rows + " rows for " + examples + " examples");
                }
            }
        }
        return arrays;
    }

    private static void requireNeeds(List<PlannedPhase> stages, Services services, FlatNetwork network, int examples) {
        Map<String, TrainingMethod.Variable> earlier = new HashMap<>();
        Map<String, Spec> leftBy = new HashMap<>();
        for (PlannedPhase stage : stages) {
            TrainingMethod method = services.method(stage.method());
            for (var needed : method.needs(network, examples)) {
                var there = earlier.get(needed.name());
                if (there == null) {
                    throw new RefusalException(
                            "the method " + stage.method().name() + " reads " + needed.name()
                                    + " that an earlier method of the run must leave",
                            "train with --method rai --then " + stage.method().name(),
                            "write a phase with the method rai before it");
                }
                if (!Arrays.equals(there.shape(), needed.shape())) {
                    throw otherShape(stage.method().name(), needed, there, leftBy.get(needed.name()));
                }
            }
            arrays(method, network, examples).forEach(v -> {
                earlier.put(v.name(), v);
                leftBy.put(v.name(), stage.method());
            });
        }
    }

    /** Usually the earlier method relaxes only some layers. */
    private static RefusalException otherShape(
            String method, TrainingMethod.Variable needed, TrainingMethod.Variable there, Spec earlier) {
        String layers = earlier.settings().get(LAYERS);
        Spec left = new Spec(earlier.name(), List.of(), layers == null ? Map.of() : Map.of(LAYERS, layers));
        String advice = layers == null
                ? "train with another method before it, such as rai"
                : "give " + earlier.name() + " the setting " + LAYERS + "=all";
        return new RefusalException(
                "the method " + method + " reads " + needed.name() + " of shape " + Arrays.toString(needed.shape())
                        + ", but " + left + " leaves " + Arrays.toString(there.shape()),
                advice,
                advice);
    }
}
