package rai.shell.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rai.api.bench.BenchRequest;
import rai.api.bench.BenchResult;
import rai.api.bench.Benchmark;
import rai.api.run.RunRequestBuilder;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.console.Interrupts;
import rai.shell.console.Progress;
import rai.shell.picture.OutFiles;
import rai.shell.picture.PictureOptions;
import rai.shell.text.Json;

/** {@code bench}: how fast a step is, and how near that is to what the machine can do. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "bench"})
public final class BenchCommand extends ShellCommand {
    private static final String LIST = "LIST";
    private static final String BENCH = "bench";
    private static final double SECONDS = 3;
    private static final double QUICK_SECONDS = 1;

    private final Benchmark benchmark;

    /** @param benchmark measures */
    @Activate
    public BenchCommand(@Reference Benchmark benchmark) {
        this.benchmark = benchmark;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = BENCH,
            description =
                    "Measure training steps: against the bare matrix products, and against PyTorch if it is found.",
            footer = {
                "The floor is the time of the bare matrix products of the step. Case, floor and peers take turns, so"
                        + " that a busy machine affects all alike; still, measure on an idle one.",
                "The cases: rai-step, backprop, portable, two-runs, depth, width, batch, wide, mini-batch,"
                        + " activation-network, update, method; depth-100 and the like name one size.",
                "The case method measures a step of a training method beside steps of backprop, in turns, on plain"
                        + " networks of 4, 32 and 128 layers of 32 units.",
                "The case portable measures steps of rai and of backprop with the engine portable beside those with"
                        + " --engine."
            })
    private final class Use extends DataInvocation {
        @Option(
                names = "--cases",
                paramLabel = LIST,
                split = ",",
                description = "Measure these cases only, separated by commas.")
        List<String> cases = new ArrayList<>();

        @Option(
                names = "--threads",
                paramLabel = LIST,
                split = ",",
                description = "Numbers of threads, separated by commas; the series over depth, width and batch, and"
                        + " two-runs, take the last (default: 1 and one a processor).")
        List<Integer> threads = new ArrayList<>();

        @Option(
                names = "--seconds",
                paramLabel = "S",
                description = "How long to measure each case if its steps are short (default: 3, quick: 1).")
        Double seconds;

        @Option(names = "--quick", description = "Skip the largest sizes and measure for a shorter time.")
        boolean quick;

        @Option(
                names = "--engine",
                paramLabel = Labels.ENGINE,
                description =
                        "How parts of the network are computed: fastest, or reference (default: ${DEFAULT-VALUE}).")
        String engine = RunRequestBuilder.ENGINE;

        @Option(names = "--no-peers", description = "Measure RAI only.")
        boolean noPeers;

        @Option(
                names = "--method",
                paramLabel = Labels.METHOD,
                description = "What the case method measures beside backprop (default: alt, as in the study"
                        + " depth-ladder).")
        String method;

        @Option(
                names = "--python",
                paramLabel = Labels.FILE,
                description = "The Python with PyTorch (default: the first on the path that can import torch).")
        String python;

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = OutFiles.DESCRIPTION + " (default: ${DEFAULT-VALUE}).")
        Path out = Path.of(BENCH);

        @Mixin
        private final PictureOptions picture = new PictureOptions();

        @Override
        protected void run(Console console) throws IOException {
            OutFiles names = OutFiles.of(out, BENCH);
            picture.check(names.picture());
            AtomicBoolean cancelled = new AtomicBoolean();
            BenchRequest request = request(cancelled);
            try (Interrupts interrupts = Interrupts.during(() -> cancelled.set(true), console)) {
                BenchResult result;
                try (Progress progress = Progress.on(console, "cases")) {
                    result = benchmark.run(request, at -> progress.at(at.done(), at.total(), at::now));
                }
                BenchFiles files = BenchFiles.write(result, names, picture);
                if (!json) {
                    console.print(files.text());
                } else if (!interrupts.asked()) {
                    console.out().println(Json.text(files.document()));
                }
                console.out().flush();
                interrupts.requireNone("interrupted: the table holds only the cases that had ended", files.document());
            }
        }

        private BenchRequest request(AtomicBoolean cancelled) {
            if (noPeers && python != null) {
                throw new Failure("--python needs peers: omit --no-peers");
            }
            for (int each : threads) {
                if (each < 1) {
                    throw new Failure("--threads must be at least 1, not " + each);
                }
            }
            if (seconds != null && !(seconds > 0)) {
                throw new Failure("--seconds must be more than 0, not " + seconds);
            }
            Set<Integer> counts = threads.isEmpty() ? new LinkedHashSet<>(List.of(1)) : new LinkedHashSet<>(threads);
            if (threads.isEmpty()) {
                counts.add(Runtime.getRuntime().availableProcessors());
            }
            double usual = quick ? QUICK_SECONDS : SECONDS;
            return new BenchRequest(
                    cases.stream().map(String::strip).toList(),
                    List.copyOf(counts),
                    seconds != null ? seconds : usual,
                    quick,
                    !noPeers,
                    Optional.ofNullable(python),
                    cancelled::get,
                    engine,
                    Optional.ofNullable(method));
        }
    }
}
