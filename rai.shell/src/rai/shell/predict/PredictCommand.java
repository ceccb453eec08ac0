package rai.shell.predict;

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
    /** Of a piece; of more rows, a column of numbers would not keep how they are spelled. */
    private static final int ROWS = 512;

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
                description =
                        "The data: a spec, the path of a table (CSV, ARFF, .npy or .npz), or - for CSV or NumPy on"
                                + " standard input.")
        String data;

        @Mixin
        DataDirectory places = new DataDirectory();

        @Option(
                names = "--out",
                paramLabel = Labels.FILE,
                description = "Write the predictions to this file, in the format of its ending: .csv, .json, .jsonl,"
                        + " .npy or .npz; without an ending, CSV (default: standard output).")
        Path out;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description = "Write them as csv, json, jsonl (an object per line), npy or npz, whatever the ending is"
                        + " (default: csv on standard output).")
        String format;

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
            PredictionFormat written = format();
            Path directory = directory();
            Model model = trainer.open(directory);
            Problems problems = new Problems();
            try (PredictionFile file = new PredictionFile(out, written)) {
                Pieces pieces = new Pieces(model, file, problems, console);
                new InputRows(places.places(), catalog, console).read(data, ROWS, input.get(), pieces::accept);
                requireAny(problems);
                file.complete();
                report(console, document(directory, problems), file, problems);
            }
            if (problems.count() > 0) {
                console.out().flush();
                console.say(problems.sentence());
            }
        }

        private PredictionFormat format() {
            if (json && out == null) {
                if (format != null) {
                    throw new Failure("--json prints the predictions in its document: give --out with --format");
                }
                return PredictionFormat.JSONL;
            }
            PredictionFormat wanted = format != null
                    ? PredictionFormat.named(format)
                    : out == null ? PredictionFormat.CSV : PredictionFormat.of(out);
            if (out == null && wanted.isBinary()) {
                throw new Failure("arrays of NumPy are not printed: give --out FILE");
            }
            return wanted;
        }

        private void report(Console console, Map<String, Object> document, PredictionFile file, Problems problems)
                throws IOException {
            if (json && out == null) {
                file.print(console.out(), document);
            } else if (json) {
                console.out().println(Json.text(document));
            } else if (out == null) {
                file.print(console.out());
            } else {
                int done = problems.rows() - problems.count();
                console.out().println("wrote " + done + (done == 1 ? " prediction" : " predictions") + " to " + out);
            }
        }

        /** Predicts one piece after another. */
        private final class Pieces {
            private final Model model;
            private final PredictionFile file;
            private final Problems problems;
            private final Console console;
            private Layout layout;

            Pieces(Model model, PredictionFile file, Problems problems, Console console) {
                this.model = model;
                this.file = file;
                this.problems = problems;
                this.console = console;
            }

            void accept(Table table) {
                List<Column> named = ids(model, table);
                if (layout == null) {
                    model.notes(table).forEach(console::say);
                    layout = new Layout(model, named.stream().map(Column::name).toList(), !noProbabilities);
                }
                PredictedRows predicted = PredictedRows.of(model, table, problems.rows());
                problems.add(predicted, table);
                file.write(predicted, named, layout);
            }
        }

        private Path directory() {
            RunFinder.Found found = new RunFinder(runs).find(run);
            return found.directory().orElseThrow(() -> new Failure("the run " + found.name() + " was not saved"));
        }

        private void requireAny(Problems problems) {
            if (problems.count() == problems.rows()) {
                throw new Failure(ExitCode.DATA, "no row can be predicted: " + problems.sentence());
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

        private Map<String, Object> document(Path directory, Problems problems) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("directory", directory.toString());
            document.put("data", data);
            document.put("rows", problems.rows());
            document.put("predicted", problems.rows() - problems.count());
            if (out != null) {
                document.put("out", out.toString());
                document.put("problems", problems.kept());
                if (problems.count() > problems.kept().size()) {
                    document.put(
                            "problems_left_out",
                            problems.count() - problems.kept().size());
                }
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
