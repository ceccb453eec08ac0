package rai.shell.train;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import rai.api.network.Layers;
import rai.api.run.PhaseBuilder;
import rai.api.run.PhaseSettings;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/**
 * The options of a training. One that is not given leaves what is there already: the default of {@link RunRequestBuilder}, or
 * what a file says.
 */
abstract class TrainOptions extends DataInvocation {
    private static final String NONE = "none";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @picocli.CommandLine.Spec
    CommandSpec command;

    @Sets("data.train")
    @Option(
            names = "--data",
            paramLabel = Labels.DATASET,
            description = "The training data: a dataset, or the path of a table (.csv, .tsv, or these with .gz).")
    String data;

    @Sets("data.test")
    @Option(names = "--test", paramLabel = Labels.DATASET, description = "The test data, in the same forms.")
    String test;

    @ArgGroup
    Structure structure = new Structure();

    /** The network. */
    static final class Structure {
        @Sets("model.network")
        @Option(
                names = "--hidden",
                paramLabel = "WIDTHS",
                description = "The hidden layers: 200,64 or 100x100 for 100 layers of" + " 100 (default: "
                        + RunRequestBuilder.HIDDEN + ").")
        String hidden;

        @Sets("model.network")
        @Option(
                names = "--network",
                paramLabel = Labels.LAYERS,
                description = "The layers: \"dense(200) relu 3x(dense(64) relu) dense\"; see docs/layers.md.")
        String network;
    }

    @Sets("model.network")
    @Option(
            names = "--activation",
            paramLabel = Labels.ACTIVATION,
            description = "The activation after each hidden layer (default: " + RunRequestBuilder.ACTIVATION + ").")
    String activation;

    @Sets("model.init")
    @Option(
            names = "--init",
            paramLabel = Labels.INITIALIZER,
            description = "The start values (default: " + RunRequestBuilder.INIT + ").")
    String init;

    @Sets("model.loss")
    @Option(names = "--loss", paramLabel = Labels.LOSS, description = "The loss (default: the usual one for the data).")
    String loss;

    @Sets("phases[0].method")
    @Option(
            names = "--method",
            paramLabel = Labels.METHOD,
            description = "The training method (default: " + RunRequestBuilder.METHOD + ").")
    String method;

    @Sets("phases[].optimizer")
    @Option(
            names = "--optimizer",
            paramLabel = Labels.OPTIMIZER,
            description = "The optimizer (default: " + RunRequestBuilder.OPTIMIZER + ").")
    String optimizer;

    @Sets("phases[].optimizer_for")
    @Option(
            names = "--optimizer-for",
            paramLabel = "PART=OPTIMIZER",
            description =
                    "Another optimizer for part of the trained variables: weights, first-weights, biases, parameters,"
                            + " or a variable of the method such as targets; may be given several times.")
    List<String> optimizerFor = new ArrayList<>();

    @Sets("phases[].schedule")
    @Option(
            names = "--schedule",
            paramLabel = Labels.SCHEDULE,
            description = "The schedule of the learning rate, a factor on that of the optimizer (default: none).")
    String schedule;

    @Sets("phases[].clip_value")
    @Option(
            names = "--clip-value",
            paramLabel = "MOST",
            description = "Clip every element of the gradient to [-MOST, MOST].")
    Double clipValue;

    @Sets("phases[].clip_norm")
    @Option(
            names = "--clip-norm",
            paramLabel = "MOST",
            description = "Scale the gradient down to this 2-norm if it is larger.")
    Double clipNorm;

    @Sets("phases[].l1")
    @Option(
            names = "--l1",
            paramLabel = "STRENGTH",
            description = "Add STRENGTH times the sum of |w| over all weights to the objective.")
    Double l1;

    @Sets("phases[].l2")
    @Option(
            names = "--l2",
            paramLabel = "STRENGTH",
            description = "Add STRENGTH / 2 times the sum of w^2 over all weights to the objective.")
    Double l2;

    @Sets("phases[].max_norm")
    @Option(
            names = "--max-norm",
            paramLabel = "MOST",
            description = "Hold the 2-norm of the weights into each unit below MOST.")
    Double maxNorm;

    @Sets("phases[].stop_early")
    @Option(
            names = "--stop-early",
            paramLabel = "SETTINGS",
            description = "End a method when a metric no longer improves, and keep the best state:"
                    + " \"metric=test.loss, patience=10, min-delta=0, mode=auto\"; patience counts evaluations, see"
                    + " --evaluate-every.")
    String stopEarly;

    @ArgGroup
    Length length = new Length();

    /** How long to train. */
    static final class Length {
        @Sets("phases[0].steps")
        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "Train for N steps of one batch each (default: " + RunRequestBuilder.STEPS + ").")
        Long steps;

        @Sets("phases[0].epochs")
        @Option(names = "--epochs", paramLabel = "N", description = "Train for N passes over the data.")
        Long epochs;
    }

    @Option(
            names = "--then",
            paramLabel = Labels.METHOD + "[:STEPS[:OPTIMIZER]] [KEY=VALUE ...]",
            description = "Continue with another method; may be given several times (default of STEPS: "
                    + RunRequestBuilder.LATER_STEPS
                    + "). What it does not set is as for the run; the keys are those of a phase in"
                    + " docs/run-document.md: \"backprop epochs=5 batch=32 optimizer_for=weights=sgd"
                    + " schedule=none\".")
    List<String> then = new ArrayList<>();

    @Sets("execution.seed")
    @Option(names = "--seed", paramLabel = "N", description = "The seed of everything random (default: 0).")
    Long seed;

    @Sets("phases[].batch")
    @Option(names = "--batch", paramLabel = "N", description = "Examples per step; 0 is all (default: 0).")
    Integer batch;

    @Sets("execution.threads")
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute; 0 is one per processor (default: 0).")
    Integer threads;

    @Sets("execution.precision")
    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            converter = PrecisionName.class,
            completionCandidates = PrecisionName.Names.class,
            description = "float32 or float64 (default: float32).")
    Precision precision;

    @Mixin
    EngineChoice engine = new EngineChoice();

    @Mixin
    DataSettings dataSettings = new DataSettings();

    @Sets("evaluation.every")
    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            description =
                    "Evaluate on all data every N steps, or every 1epoch; 0 is at the end of each method (default:"
                            + " 0).")
    String evaluateEvery;

    @Sets("evaluation.metrics")
    @Option(
            names = "--metrics",
            paramLabel = Labels.METRIC + "[,...]",
            description = "Evaluate these too, beside loss and accuracy or rmse: auc,f1(average=micro).")
    String metrics;

    /** @return what these options ask for, and defaults for the rest */
    final RunRequest request(LocalDateTime now) {
        return request(RunRequest.builder(), now);
    }

    /**
     * @param request what is set already; these options take precedence
     * @return what is asked for
     * @throws Failure if a value that an option sets is wrong; the message names the option
     */
    final RunRequest request(RunRequestBuilder request, LocalDateTime now) {
        requireNoActivation();
        given(data, request::train);
        given(test, request::test);
        dataSettings.set(request);
        setModel(request);
        setPhases(request);
        given(evaluateEvery, request::evaluateEvery);
        given(metrics, text -> request.metrics(text.equals(NONE) ? List.of() : Spec.split(text, ',')));
        given(seed, request::seed);
        given(threads, request::threads);
        given(precision, request::precision);
        engine.set(request);
        setMore(request);
        if (!request.hasData()) {
            throw new Failure(missingData());
        }
        RunRequest without = named(request.phaseCount(), request::build);
        return request.directory(
                        directory(name(without, now), request, without.keeping().directory())
                                .orElse(null))
                .build();
    }

    final void requireNoActivation() {
        if (structure.network != null && activation != null) {
            throw new Failure("--activation needs --hidden: with --network, include the activations in its layers");
        }
    }

    /** Does something with what these options ask for; if it is refused, the message names the options. */
    final <T> T with(RunRequest request, Function<RunRequest, T> use) {
        return named(request.phases().size(), () -> use.apply(request));
    }

    private <T> T named(int phases, Supplier<T> use) {
        return new Origins(command, phases - then.size(), then).named(use, this::elsewhere);
    }

    /** @return the failure for what no option that was given sets */
    Failure elsewhere(SpecException wrong) {
        return Failure.of(wrong);
    }

    private void setModel(RunRequestBuilder request) {
        given(structure.network, request::network);
        if (structure.hidden != null || activation != null) {
            if (structure.hidden == null && request.hasNetwork()) {
                throw new Failure("--activation needs --hidden: the file or run has a network of its own");
            }
            request.network(Layers.hidden(
                    structure.hidden != null ? structure.hidden : RunRequestBuilder.HIDDEN,
                    activation != null ? activation : RunRequestBuilder.ACTIVATION));
        }
        given(init, request::init);
        given(loss, request::loss);
    }

    /** All phases so far, and those to come that do not say otherwise. */
    private void setPhases(RunRequestBuilder request) {
        request.changePhases(this::setPhase);
        setPhase(request);
        request.changePhase(0, phase -> {
            given(method, phase::method);
            given(length.steps, phase::steps);
            given(length.epochs, phase::epochs);
        });
        then.forEach(text -> request.phase(parse(text)));
    }

    private static PhaseBuilder parse(String text) {
        try {
            return PhaseBuilder.parse(text);
        } catch (SpecException e) {
            throw new Failure("--then: " + e.getMessage());
        }
    }

    private void setPhase(PhaseSettings<?> phase) {
        given(optimizer, phase::optimizer);
        optimizersFor().forEach(phase::optimizerFor);
        given(batch, phase::batch);
        given(schedule, phase::schedule);
        given(clipValue, phase::clipValue);
        given(clipNorm, phase::clipNorm);
        given(l1, phase::l1);
        given(l2, phase::l2);
        given(maxNorm, phase::maxNorm);
        given(stopEarly, phase::stopEarly);
    }

    static <T> void given(T value, Consumer<T> set) {
        if (value != null) {
            set.accept(value);
        }
    }

    private Map<String, String> optimizersFor() {
        Map<String, String> optimizers = new LinkedHashMap<>();
        for (String text : optimizerFor) {
            String[] halves = text.split("=", 2);
            if (halves.length < 2 || halves[0].isBlank() || halves[1].isBlank()) {
                throw new Failure(
                        "--optimizer-for needs PART=OPTIMIZER, as in targets=adam(rate=0.01), not '" + text + "'");
            }
            if (optimizers.put(halves[0].strip(), halves[1].strip()) != null) {
                throw new Failure("--optimizer-for " + halves[0].strip() + " is given twice");
            }
        }
        return optimizers;
    }

    /** Method, activation, seed and time. */
    private String name(RunRequest request, LocalDateTime now) {
        String usual = Layers.hidden(
                structure.hidden != null ? structure.hidden : RunRequestBuilder.HIDDEN, RunRequestBuilder.ACTIVATION);
        boolean layers = structure.network != null
                || activation == null && !request.model().network().equals(usual);
        return Spec.parse(request.phases().get(0).method()).name() + "-"
                + (layers
                        ? "net"
                        : Spec.parse(activation != null ? activation : RunRequestBuilder.ACTIVATION)
                                .name())
                + "-s" + request.execution().seed() + "-" + TIME.format(now);
    }

    /** @return what to say if there are no training data */
    String missingData() {
        return "--data is missing: give the training data, as in --data \"moons(n=100)\"";
    }

    /** Sets what further options ask for. */
    void setMore(RunRequestBuilder request) {}

    /**
     * Where the run is kept.
     *
     * @param name a name made of method, activation, seed and time
     * @param request everything that is set
     * @param set the directory that is set already, if any
     * @return the directory, or none
     */
    abstract Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set);
}
