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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import rai.api.network.Layers;
import rai.api.run.Control;
import rai.api.run.Phase;
import rai.api.run.RunRequest;
import rai.api.run.RunRequest.Precision;
import rai.api.spec.Spec;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Failure;

/** The options of a training, and what is taken where one is not given. */
abstract class TrainOptions extends DataInvocation {
    private static final String HIDDEN = "100,100";
    private static final String ACTIVATION = "sigmoid";
    private static final String INIT = "isometric";
    private static final String METHOD = "backprop";
    private static final String OPTIMIZER = "adam";
    private static final long STEPS = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Option(names = "--data", required = true, paramLabel = Labels.DATASET, description = "The training data.")
    String data;

    @Option(names = "--test", paramLabel = Labels.DATASET, description = "The test data.")
    String test;

    @ArgGroup
    Structure structure = new Structure();

    /** The network. */
    static final class Structure {
        @Option(
                names = "--hidden",
                paramLabel = "WIDTHS",
                description =
                        "The hidden layers: 200,64 or 100x100 for 100 layers of" + " 100 (default: " + HIDDEN + ").")
        String hidden;

        @Option(
                names = "--network",
                paramLabel = "LAYERS",
                description = "The layers: \"dense(200) relu 3x(dense(64) relu) dense\"; see docs/layers.md.")
        String network;
    }

    @Option(
            names = "--activation",
            paramLabel = Labels.ACTIVATION,
            description = "The activation after each hidden layer (default: " + ACTIVATION + ").")
    String activation;

    @Option(
            names = "--init",
            paramLabel = Labels.INITIALIZER,
            description = "The start values (default: " + INIT + ").")
    String init = INIT;

    @Option(names = "--loss", paramLabel = Labels.LOSS, description = "The loss (default: the usual one for the data).")
    String loss;

    @Option(
            names = "--method",
            paramLabel = Labels.METHOD,
            description = "The training method (default: " + METHOD + ").")
    String method = METHOD;

    @Option(
            names = "--optimizer",
            paramLabel = Labels.OPTIMIZER,
            description = "The optimizer (default: " + OPTIMIZER + ").")
    String optimizer = OPTIMIZER;

    @Option(
            names = "--optimizer-for",
            paramLabel = "PART=OPTIMIZER",
            description =
                    "Another optimizer for part of the trained variables: weights, biases, parameters, or a variable"
                            + " of the method such as targets; may be given several times.")
    List<String> optimizerFor = new ArrayList<>();

    @Option(
            names = "--schedule",
            paramLabel = Labels.SCHEDULE,
            description = "The schedule of the learning rate, a factor on that of the optimizer (default: none).")
    String schedule;

    @Option(
            names = "--clip-value",
            paramLabel = "MOST",
            description = "Clip every element of the gradient to [-MOST, MOST].")
    double clipValue;

    @Option(
            names = "--clip-norm",
            paramLabel = "MOST",
            description = "Scale the gradient down to this 2-norm if it is larger.")
    double clipNorm;

    @Option(
            names = "--l1",
            paramLabel = "STRENGTH",
            description = "Add STRENGTH times the sum of |w| over all weights to the objective.")
    double l1;

    @Option(
            names = "--l2",
            paramLabel = "STRENGTH",
            description = "Add STRENGTH / 2 times the sum of w^2 over all weights to the objective.")
    double l2;

    @Option(
            names = "--max-norm",
            paramLabel = "MOST",
            description = "Hold the 2-norm of the weights into each unit below MOST.")
    double maxNorm;

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
        @Option(
                names = "--steps",
                paramLabel = "N",
                description = "Train for N steps of one batch each (default: " + STEPS + ").")
        Long steps;

        @Option(names = "--epochs", paramLabel = "N", description = "Train for N passes over the data.")
        Long epochs;
    }

    @Option(
            names = "--then",
            paramLabel = Labels.METHOD + "[:STEPS[:OPTIMIZER]]",
            description = "Continue with another method; may be given several times (default of STEPS: 1).")
    List<String> then = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed = 0;

    @Option(names = "--batch", paramLabel = "N", description = "Examples a step; 0 is all (default: ${DEFAULT-VALUE}).")
    int batch = 0;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one per processor, here ${DEFAULT-VALUE}).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            converter = PrecisionName.class,
            completionCandidates = PrecisionNames.class,
            description = "float32 or float64 (default: float32).")
    Precision precision = Precision.FLOAT32;

    @Option(
            names = "--engine",
            paramLabel = Labels.ENGINE,
            description = "How parts of the network are computed: fastest, or reference (default: ${DEFAULT-VALUE}).")
    String engine = RunRequest.FASTEST;

    @Option(
            names = "--standardize",
            description = "Shift and scale each feature to mean 0 and variance 1 on the training data.")
    boolean standardize;

    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            description =
                    "Evaluate on all data every N steps; 0 is at the end of each method (default: ${DEFAULT-VALUE}).")
    long evaluateEvery = 0;

    @Option(
            names = "--metrics",
            paramLabel = Labels.METRIC + "[,...]",
            description = "Evaluate these too, beside loss and accuracy or rmse: auc,f1(average=micro).")
    String metrics;

    /** What these options ask for. */
    final RunRequest request(LocalDateTime now) {
        if (structure.network != null && activation != null) {
            throw new Failure("--activation needs --hidden: with --network, include the activations in its layers");
        }
        String named = activation == null ? ACTIVATION : activation;
        List<Phase> phases = new ArrayList<>();
        phases.add(
                length.epochs != null
                        ? new Phase(method, length.epochs, Phase.Unit.EPOCHS, Optional.empty())
                        : Phase.steps(method, length.steps != null ? length.steps : usualSteps()));
        then.forEach(text -> phases.add(Phase.parse(text)));
        return new RunRequest(
                data,
                Optional.ofNullable(test),
                structure.network != null
                        ? structure.network
                        : Layers.hidden(structure.hidden != null ? structure.hidden : HIDDEN, named),
                init,
                Optional.ofNullable(loss),
                optimizer,
                phases,
                seed,
                batch,
                threads,
                precision,
                standardize,
                evaluateEvery,
                directory(Spec.parse(method).name() + "-"
                        + (structure.network != null ? "net" : Spec.parse(named).name()) + "-s" + seed + "-"
                        + TIME.format(now)),
                engine,
                metrics == null ? List.of() : Spec.split(metrics, ','),
                control());
    }

    private Control control() {
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
        return new Control(
                optimizers,
                Optional.ofNullable(schedule),
                clipValue,
                clipNorm,
                l1,
                l2,
                maxNorm,
                Optional.ofNullable(stopEarly));
    }

    /**
     * Where the run is kept.
     *
     * @param name a name that tells method, network, seed and time
     * @return the directory, or none
     */
    abstract Optional<Path> directory(String name);

    /** @return the steps of the first method where neither steps nor epochs are given */
    long usualSteps() {
        return STEPS;
    }

    /** The names of the precisions. */
    static final class PrecisionNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PrecisionNames() {
            for (Precision p : Precision.values()) {
                add(p.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Reads a precision. */
    static final class PrecisionName implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            List<String> names = new PrecisionNames();
            if (!names.contains(text)) {
                throw new TypeConversionException("'" + text + "' is neither " + String.join(" nor ", names));
            }
            return Precision.values()[names.indexOf(text)];
        }
    }
}
