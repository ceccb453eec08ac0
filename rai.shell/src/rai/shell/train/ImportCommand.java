package rai.shell.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.exchange.Importer;
import rai.api.exchange.Importer.Imported;
import rai.api.exchange.ModelFormat;
import rai.api.exchange.Orientation;
import rai.api.exchange.WeightFormat;
import rai.api.exchange.Weights;
import rai.api.run.Run;
import rai.api.run.RunRequest;
import rai.api.run.RunRequestBuilder;
import rai.api.run.RunResult;
import rai.api.spec.Spec;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code import}: makes a run of weights that were trained elsewhere. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "import"})
public final class ImportCommand extends ShellCommand {
    private final Importer importer;
    private final Catalog catalog;

    /**
     * @param importer makes runs of weights
     * @param catalog knows the formats
     */
    @Activate
    public ImportCommand(@Reference Importer importer, @Reference Catalog catalog) {
        this.importer = importer;
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "import",
            description = "Make a run of weights that were trained elsewhere: predict, evaluate, summary and train"
                    + " --from-run take its directory.",
            footer = {
                "The arrays are named as RAI names tensors, as PyTorch or Keras name those of layers (0.weight,"
                        + " dense/kernel), or numbered in their order (arr_0).",
                "The data say what the features and the classes are; nothing is learnt from them, except by"
                        + " --standardize. A file with feature-mean and feature-sd, such as export writes, brings its"
                        + " own standardisation.",
                "The options of a training, such as --optimizer, are kept for train --from-run."
            })
    private final class Use extends TrainOptions {
        @Parameters(paramLabel = Labels.FILE, description = "The file of weights: .npz or .safetensors.")
        Path file;

        @Option(
                names = "--orientation",
                paramLabel = "torch|keras",
                description = "Which index of a weight matrix comes first: outputs (torch) or inputs (keras); default:"
                        + " as names and shapes show.")
        String orientation;

        @Option(
                names = "--out",
                paramLabel = Labels.DIRECTORY,
                description = "The directory of the run (default: runs/import-FILE).")
        Path out;

        @Override
        Optional<Path> directory(String name, RunRequestBuilder request, Optional<Path> set) {
            String stem = file.getFileName().toString().replaceFirst("\\..*$", "");
            return Optional.of(out != null ? out : TrainCommand.fresh(Path.of("runs", "import-" + stem)));
        }

        @Override
        String missingData() {
            return "import needs data that say what the features and the classes are: give them, as in --data new.csv";
        }

        @Override
        void setMore(RunRequestBuilder request) {
            request.command(typed);
        }

        @Override
        protected void run(Console console) throws IOException {
            Orientation first = orientation();
            WeightFormat format = format();
            RunRequest request = request(LocalDateTime.now());
            Weights weights = format.read(file);
            Imported imported = with(request, asked -> importer.importWeights(asked, weights, file.toString(), first));
            RunResult result;
            Map<String, Object> data;
            try (Run run = imported.run()) {
                data = run.data();
                result = run.train(event -> {});
            }
            Path directory = request.keeping().directory().orElseThrow();
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("directory", directory.toString());
                document.put("file", file.toString());
                document.put("placed", imported.placed());
                document.put("notes", imported.notes());
                document.put("data", data);
                document.put("train", result.train());
                document.put("test", result.test());
                console.out().println(Json.text(document));
                return;
            }
            ReadLines.of(data).forEach(console::say);
            imported.notes().forEach(console::say);
            console.print(imported.placed());
            console.out().println();
            result.train().forEach((name, value) -> console.out().println("train " + name + " " + value));
            console.out().println("kept in " + directory);
        }

        private Orientation orientation() {
            try {
                Orientation given = orientation == null
                        ? Orientation.AUTO
                        : Orientation.valueOf(orientation.toUpperCase(Locale.ROOT));
                if (given != Orientation.AUTO || orientation == null) {
                    return given;
                }
            } catch (IllegalArgumentException e) {
                // the same sentence
            }
            throw new Failure("--orientation is torch, for [outputs, inputs], or keras, for [inputs, outputs], not '"
                    + orientation + "'");
        }

        private WeightFormat format() {
            String name = file.toString().toLowerCase(Locale.ROOT);
            List<String> endings = new ArrayList<>();
            for (Catalog.Entry entry : catalog.list(Kind.MODEL_FORMAT)) {
                ModelFormat format = catalog.resolve(ModelFormat.class, Spec.named(entry.name()))
                        .service();
                if (format instanceof WeightFormat readable) {
                    endings.addAll(format.endings());
                    if (format.endings().stream().anyMatch(name::endsWith)) {
                        return readable;
                    }
                }
            }
            throw new Failure("weights are not read from " + file + ", but from files that end with "
                    + String.join(", ", endings)
                    + (name.matches(".*\\.(pt|pth|pkl|bin|ckpt)$") ? ": pickles are never read" : "")
                    + (name.matches(".*\\.(h5|keras)$")
                            ? ": save the weights with numpy.savez(FILE, *model.get_weights())"
                            : ""));
        }
    }
}
