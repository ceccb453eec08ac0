package rai.shell.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.method.GradientMethod;
import rai.api.method.TrainingMethod;
import rai.api.run.NetworkSummary;
import rai.api.run.Planning;
import rai.api.run.Precision;
import rai.api.run.RunRequest;
import rai.api.run.Runs;
import rai.api.run.Summaries;
import rai.api.run.Trainer;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.plot.Graph;
import rai.plot.GraphFigure;
import rai.shell.command.DataInvocation;
import rai.shell.command.Labels;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** {@code plot graph}: the computation graph of a network, as a method trains it. */
@Command(
        name = "graph",
        description = "Draw the computation graph of a network: its layers, the targets of rai, and the way of the"
                + " gradient.",
        footer = {
            "The network is that of a run, or given by --network with --data or --inputs. Several runs, or several"
                    + " --method, are drawn side by side. Blocks that are repeated are drawn once, in a frame with"
                    + " their number."
        })
final class PlotGraph extends DataInvocation {
    private static final int MOST_ROWS = 400;
    private static final String BACKPROP = "backprop";

    private final Trainer trainer;
    private final Catalog catalog;
    private final Runs runs;
    private final Summaries summaries;

    @Parameters(arity = "0..*", paramLabel = Labels.RUN, description = "The directories of runs that have ended.")
    List<Path> directories = new ArrayList<>();

    @Option(
            names = "--network",
            paramLabel = "LAYERS",
            description = "A network in place of a run: \"dense(42) relu dense\".")
    String network;

    @Option(
            names = "--data",
            paramLabel = Labels.DATASET,
            description = "The data of --network: they say how many inputs and outputs there are, and the loss.")
    String data;

    @Option(names = "--inputs", paramLabel = "N", description = "The number of features, in place of --data.")
    Integer inputs;

    @Option(
            names = "--outputs",
            paramLabel = "N",
            description = "With --inputs, the width of the last dense layer, if it does not give its own (default: 1).")
    Integer outputs;

    @Option(
            names = "--method",
            paramLabel = Labels.METHOD,
            description = "The method that trains the network; may be given several times (default: that of the run, or"
                    + " backprop).")
    List<String> methods = new ArrayList<>();

    @Option(names = "--unfold", description = "Draw every layer, also of blocks that are repeated.")
    boolean unfold;

    @Option(
            names = "--out",
            paramLabel = Labels.FILE,
            description = "The picture, .png, .svg or .pdf (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("graph.svg");

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    PlotGraph(Trainer trainer, Catalog catalog, Runs runs, Summaries summaries) {
        this.trainer = trainer;
        this.catalog = catalog;
        this.runs = runs;
        this.summaries = summaries;
    }

    /** A network that is drawn once per method. */
    private record Subject(String name, NetworkSummary network, String loss, List<String> methods) {}

    @Override
    protected void run(Console console) throws IOException {
        picture.check(out);
        List<Graph> graphs = new ArrayList<>();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Subject subject : subjects()) {
            for (String method : subject.methods()) {
                Configured<TrainingMethod> found = catalog.resolve(TrainingMethod.class, Spec.parse(method));
                Relaxed relaxed = Relaxed.of(found.spec());
                GraphLayers layers = new GraphLayers(subject.network(), relaxed);
                requireRelaxable(found.spec(), relaxed, layers);
                graphs.add(graph(subject, layers, relaxed, found));
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", subject.name());
                document.put("network", subject.network().network());
                document.put("method", found.spec().toString());
                document.put("loss", subject.loss());
                document.put("maps", layers.maps());
                document.put("targets", layers.targets());
                document.put("maps_of_longest_gradient", layers.longestWay());
                documents.add(document);
            }
        }
        picture.write(new GraphFigure(graphs), out);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", out.toString());
            document.put("graphs", documents);
            console.out().println(Json.text(document));
        } else {
            console.out().println("drawn: " + out);
        }
    }

    private Graph graph(Subject subject, GraphLayers layers, Relaxed relaxed, Configured<TrainingMethod> method) {
        List<GraphLayers.Block> blocks = unfold ? layers.unfolded() : layers.folded();
        if (blocks.stream().mapToInt(block -> block.layers().size()).sum() > MOST_ROWS) {
            throw new Failure("the graph would have more than " + MOST_ROWS + " rows"
                    + (unfold ? ": leave out --unfold" : ": draw a smaller network"));
        }
        boolean gradients = method.service() instanceof GradientMethod && !relaxed.any();
        String title = subject.name().isEmpty()
                ? method.spec().name()
                : subject.name() + " (" + method.spec().name() + ")";
        return NetworkGraph.of(title, subject.network().network(), layers, blocks, relaxed, gradients, subject.loss());
    }

    private static void requireRelaxable(Spec method, Relaxed relaxed, GraphLayers layers) {
        if (relaxed.any() && layers.targets() == 0) {
            throw new Failure(method + " relaxes nothing: the network has maps 1 to " + layers.maps());
        }
        layers.relaxedInside().ifPresent(map -> {
            throw new Failure(
                    "map " + map + " can't be relaxed, because it lies in a residual block: name the maps that"
                            + " lie outside, as in rai(layers=1,4)");
        });
    }

    private static void requireAtLeastOne(String option, Integer value) {
        if (value != null && value < 1) {
            throw new Failure(option + " must be at least 1, but is " + value);
        }
    }

    private List<Subject> subjects() {
        if (network == null && directories.isEmpty()) {
            throw new Failure(
                    "plot graph needs a run or a network: name a run, or give --network \"dense(20) relu dense\""
                            + " with --data or --inputs");
        }
        if (network == null) {
            if (data != null || inputs != null || outputs != null) {
                throw new Failure("--data, --inputs and --outputs belong to --network: a run has its own");
            }
            return directories.stream().map(this::ofRun).toList();
        }
        if (!directories.isEmpty()) {
            throw new Failure("a run has its network: leave out --network, or the run");
        }
        List<String> all = methods.isEmpty() ? List.of(BACKPROP) : methods;
        if ((data == null) == (inputs == null)) {
            throw new Failure("--network needs either --data or --inputs, which say what it reads");
        }
        requireAtLeastOne("--inputs", inputs);
        requireAtLeastOne("--outputs", outputs);
        if (data == null) {
            NetworkSummary summary = summaries.of(
                    network,
                    inputs,
                    outputs == null ? OptionalInt.empty() : OptionalInt.of(outputs),
                    1,
                    Precision.FLOAT32);
            return List.of(new Subject("", summary, NetworkGraph.LOSS, all));
        }
        if (outputs != null) {
            throw new Failure("--outputs needs --inputs: with --data, the data say how many outputs there are");
        }
        RunRequest request = RunRequest.builder().train(data).network(network).build();
        try (Planning planning = trainer.planning()) {
            String loss = String.valueOf(planning.plan(request).spec().get("loss"));
            return List.of(new Subject("", summaries.of(request), loss, all));
        }
    }

    private Subject ofRun(Path directory) {
        Map<?, ?> spec = runs.open(directory).document().get("spec") instanceof Map<?, ?> map ? map : Map.of();
        return new Subject(
                directory.getFileName().toString(),
                summaries.of(directory),
                spec.get("loss") == null ? NetworkGraph.LOSS : String.valueOf(spec.get("loss")),
                methods.isEmpty() ? List.of(first(spec)) : methods);
    }

    /** Later phases may have other methods; the graph is that of the first. */
    private static String first(Map<?, ?> spec) {
        if (spec.get("phases") instanceof List<?> phases
                && !phases.isEmpty()
                && phases.get(0) instanceof Map<?, ?> phase
                && phase.get("method") != null) {
            return String.valueOf(phase.get("method"));
        }
        return spec.get("method") == null ? BACKPROP : String.valueOf(spec.get("method"));
    }
}
