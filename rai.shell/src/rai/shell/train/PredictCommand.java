package rai.shell.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.data.Column;
import rai.api.data.Table;
import rai.api.run.Model;
import rai.api.run.Runs;
import rai.api.run.Trainer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;
import rai.shell.command.DataDirectory;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.run.RunFinder;
import rai.shell.text.Json;

/** {@code predict}: what a trained network says about new data. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "predict"})
public final class PredictCommand extends ShellCommand {
    private final Trainer trainer;
    private final Catalog catalog;
    private final Runs runs;
    private final Supplier<InputStream> input;

    /**
     * @param trainer opens runs
     * @param catalog knows datasets
     * @param runs knows the runs
     */
    @Activate
    public PredictCommand(@Reference Trainer trainer, @Reference Catalog catalog, @Reference Runs runs) {
        this(trainer, catalog, runs, () -> System.in);
    }

    PredictCommand(Trainer trainer, Catalog catalog, Runs runs, Supplier<InputStream> input) {
        this.trainer = trainer;
        this.catalog = catalog;
        this.runs = runs;
        this.input = input;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "predict",
            description = "Predict with the network of a run: classes and their probabilities, or numbers.",
            footer = {
                "The data are prepared as the training data of the run were: columns are found by name, texts encoded,"
                        + " gaps filled. The target column may be missing.",
                "The predictions have a line per row, in the order of the rows. Rows that can't be predicted have no"
                        + " prediction, and are named on stderr."
            })
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.JOB, description = "A run: its name, a prefix of it, or its directory.")
        String run;

        @Option(
                names = "--data",
                required = true,
                paramLabel = Labels.DATASET,
                description = "The data: a spec, the path of a table, or - for a table in CSV on standard input.")
        String data;

        @Mixin
        DataDirectory places = new DataDirectory();

        @Option(
                names = "--out",
                paramLabel = Labels.FILE,
                description = "Write the predictions to this file: as JSON if it ends in .json, else as CSV (default:"
                        + " CSV on standard output).")
        Path out;

        @Option(
                names = "--id",
                paramLabel = "COLUMN[,...]",
                description = "Columns that name the rows, to be kept beside the predictions (default: the id of the"
                        + " training data, otherwise the number of the row).")
        String id;

        @Option(names = "--no-probabilities", description = "Leave out the probabilities of the classes.")
        boolean noProbabilities;

        @Override
        protected void run(Console console) throws IOException {
            Path directory = directory();
            Model model = trainer.open(directory);
            Table table = InputTable.read(data, places.places(), catalog, input.get(), console);
            model.notes(table).forEach(console::say);
            PredictedRows predicted = PredictedRows.of(model, table);
            requireAny(predicted);
            PredictionFile file = new PredictionFile(
                    predicted, ids(model, table), model.classNames(), model.targetNames(), !noProbabilities);
            if (out != null) {
                file.write(out);
            }
            if (json) {
                console.out().println(Json.text(document(directory, predicted, file)));
            } else if (out == null) {
                file.print(console.out());
            } else {
                int written = predicted.rows() - predicted.problems().size();
                console.out()
                        .println("wrote " + written + (written == 1 ? " prediction" : " predictions") + " to " + out);
            }
            if (!predicted.problems().isEmpty()) {
                console.out().flush();
                console.say(predicted.sentence());
            }
        }

        private Path directory() {
            RunFinder.Found found = new RunFinder(runs).find(run);
            return found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved"));
        }

        private void requireAny(PredictedRows predicted) {
            if (predicted.problems().size() == predicted.rows()) {
                throw new Failure(ExitCode.DATA, "no row can be predicted: " + predicted.sentence());
            }
        }

        private List<Column> ids(Model model, Table table) {
            if (id == null) {
                List<Column> own = table.columns(Column.Role.ID);
                return own.isEmpty()
                        ? trainingId(model).flatMap(table::column).stream().toList()
                        : own;
            }
            List<Column> ids = new ArrayList<>();
            for (String name : table.column(id).isPresent() ? List.of(id) : List.of(id.split(",", -1))) {
                ids.add(table.column(name.strip())
                        .orElseThrow(() -> Words.unknown(
                                "column of " + table.origin(),
                                name.strip(),
                                table.columns().stream().map(Column::name).toList())));
            }
            return ids;
        }

        private Map<String, Object> document(Path directory, PredictedRows predicted, PredictionFile file) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("directory", directory.toString());
            document.put("data", data);
            document.put("rows", predicted.rows());
            document.put("predicted", predicted.rows() - predicted.problems().size());
            if (out == null) {
                document.put("predictions", file.document());
            } else {
                document.put("out", out.toString());
                document.put(
                        "problems",
                        predicted.problems().entrySet().stream()
                                .map(problem -> Map.of("row", problem.getKey() + 1, "problem", problem.getValue()))
                                .toList());
            }
            return document;
        }
    }

    /** The column that named the training rows. */
    private static Optional<String> trainingId(Model model) {
        try {
            return Optional.ofNullable(Spec.parse(String.valueOf(model.spec().get("data")))
                            .settings()
                            .get("id"))
                    .filter(name -> !name.equals("-"));
        } catch (SpecException e) {
            return Optional.empty();
        }
    }
}
