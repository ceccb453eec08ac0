package rai.shell.train;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.network.Layers;
import rai.api.run.LayerSummary;
import rai.api.run.NetworkSummary;
import rai.api.run.Precision;
import rai.api.run.RunRequestBuilder;
import rai.api.run.Runs;
import rai.api.run.Summaries;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;
import rai.shell.text.Facts;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code summary}: the layers of a network, and what each holds and costs. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "summary"})
public final class SummaryCommand extends ShellCommand {
    private static final Set<String> OF_A_RUN = Set.of("--json");
    private static final Set<String> WITHOUT_DATA = Set.of(
            "--json", "--network", "--hidden", "--activation", "--batch", "--precision", "--inputs", "--outputs");

    private final Summaries summaries;
    private final Runs runs;

    /**
     * @param summaries describes networks
     * @param runs knows the runs
     */
    @Activate
    public SummaryCommand(@Reference Summaries summaries, @Reference Runs runs) {
        this.summaries = summaries;
        this.runs = runs;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "summary",
            description = "Print the layers of a network: output shape, parameters, fan-in, gain, memory, FLOPs.",
            footer = {
                "The network is that of a run, or the one that train would train with the same options. Without data,"
                        + " --inputs says how many features it reads.",
                "gain    1 / sqrt(E[act(u)^2]) of an activation at u from N(0, 1): see the command gain",
                "memory  of a step: parameters and outputs, each with its gradient, and the state of layers",
                "FLOPs   additions and multiplications of a forward pass of one example; a backward pass takes about"
                        + " twice as many"
            })
    private final class Use extends TrainOptions {
        @Parameters(
                arity = "0..1",
                paramLabel = Labels.JOB,
                description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--inputs",
                paramLabel = "N",
                description = "The number of features, in place of --data; then a step has --batch examples (default:"
                        + " 1).")
        Integer inputs;

        @Option(
                names = "--outputs",
                paramLabel = "N",
                description = "With --inputs, the width of the last dense layer, if it does not give its own (default:"
                        + " 1).")
        Integer outputs;

        @Override
        Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set) {
            return Optional.empty();
        }

        @Override
        String missingData() {
            return "summary needs a run, or --data, or --inputs: name a run, or give the data, as in --data"
                    + " \"moons(n=100)\", or the number of features, as in --inputs 10";
        }

        @Override
        protected void run(Console console) {
            NetworkSummary summary = summary();
            if (json) {
                console.out().println(Json.text(summary.asMap()));
            } else {
                console.print(lines(summary));
            }
        }

        private NetworkSummary summary() {
            if (run != null) {
                refuseBeside(OF_A_RUN, "the options of a network are not needed beside a run");
                RunFinder.Found found = new RunFinder(runs).find(run);
                return summaries.of(
                        found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved")));
            }
            if (inputs == null) {
                if (outputs != null) {
                    throw new Failure("--outputs needs --inputs: with --data, the data say how many outputs there are");
                }
                return with(request(LocalDateTime.now()), summaries::of);
            }
            refuseBeside(WITHOUT_DATA, "--inputs describes a network without its training");
            requireAtLeastOne("--inputs", inputs);
            requireAtLeastOne("--outputs", outputs);
            requireAtLeastOne("--batch", batch);
            return summaries.of(
                    layers(),
                    inputs,
                    outputs == null ? OptionalInt.empty() : OptionalInt.of(outputs),
                    batch == null ? 1 : batch,
                    precision == null ? Precision.FLOAT32 : precision);
        }

        private String layers() {
            if (structure.network != null) {
                requireNoActivation();
                return structure.network;
            }
            return Layers.hidden(
                    structure.hidden != null ? structure.hidden : RunRequestBuilder.HIDDEN,
                    activation != null ? activation : RunRequestBuilder.ACTIVATION);
        }

        private void refuseBeside(Set<String> allowed, String reason) {
            Set<String> given = new LinkedHashSet<>();
            command.commandLine().getParseResult().matchedOptions().forEach(option -> given.add(option.longestName()));
            given.removeAll(allowed);
            if (!given.isEmpty()) {
                throw new Failure(reason + ": leave out " + String.join(", ", given));
            }
        }
    }

    private static void requireAtLeastOne(String option, Integer value) {
        if (value != null && value < 1) {
            throw new Failure(option + " must be at least 1, but is " + value);
        }
    }

    private static List<String> lines(NetworkSummary summary) {
        Facts facts = new Facts();
        facts.add("network", summary.network());
        facts.add("inputs", summary.inputs());
        facts.add(
                "a step has",
                summary.rows() + (summary.rows() == 1 ? " example" : " examples") + " in "
                        + summary.precision().name().toLowerCase(Locale.ROOT));
        summary.trainingBytes().ifPresent(bytes -> facts.add("training takes", "about " + Numbers.bytes(bytes)));
        List<String> lines = new ArrayList<>(facts.lines());
        lines.add("");
        lines.addAll(table(summary).lines());
        return lines;
    }

    private static Table table(NetworkSummary summary) {
        boolean state = summary.state() > 0;
        Table table = new Table(columns(
                state, "layer", "spec", "output", "parameters", "state", "fan-in", "gain", "memory kB", "FLOPs"));
        for (LayerSummary layer : summary.layers()) {
            table.row(columns(
                    state,
                    Integer.toString(layer.number()),
                    layer.layer(),
                    layer.output().toString(),
                    Long.toString(layer.parameters()),
                    Long.toString(layer.state()),
                    layer.fanIn().map(String::valueOf).orElse("-"),
                    layer.gain().map(Numbers::metric).orElse("-"),
                    kilobytes(layer.bytes()),
                    whole(layer.flops())));
        }
        return table.row(columns(
                state,
                "total",
                "",
                "",
                Long.toString(summary.parameters()),
                Long.toString(summary.state()),
                "",
                "",
                kilobytes(summary.bytes()),
                whole(summary.flops())));
    }

    /** The column of the running state only if there is any. */
    private static List<String> columns(boolean state, String... cells) {
        List<String> columns = new ArrayList<>(List.of(cells));
        if (!state) {
            columns.remove(4);
        }
        return columns;
    }

    private static String kilobytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1000);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
