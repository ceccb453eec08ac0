package rai.shell.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.data.Dataset;
import rai.api.data.DatasetSource;
import rai.api.data.Datasets;
import rai.api.data.Part;
import rai.api.run.Model;
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
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code evaluate}: a trained network on other data. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "evaluate"})
public final class EvaluateCommand extends ShellCommand {
    private final Trainer trainer;
    private final Catalog catalog;

    /**
     * @param trainer opens runs
     * @param catalog knows datasets
     */
    @Activate
    public EvaluateCommand(@Reference Trainer trainer, @Reference Catalog catalog) {
        this.trainer = trainer;
        this.catalog = catalog;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "evaluate",
            description = "Evaluate the network of a run on its own data or on others: loss, accuracy or rmse, and"
                    + " further metrics.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.RUN, description = "The directory of a run.")
        Path run;

        @Option(
                names = "--data",
                paramLabel = Labels.DATASET,
                description = "Other data (default: the data of the run, read again).")
        String data;

        @Mixin
        DataDirectory places = new DataDirectory();

        @Option(
                names = "--part",
                paramLabel = "PART",
                description = "Which part of the data of the run: train, valid or test (default: test).")
        String part;

        @Option(
                names = "--metrics",
                paramLabel = Labels.METRIC + "[,...]",
                description = "Evaluate these in addition to loss and accuracy or rmse: auc,f1(average=micro) (default:"
                        + " those of the run).")
        String metrics;

        @Option(names = "--confusion", description = "Also print the confusion matrix.")
        boolean confusion;

        @Override
        protected void run(Console console) {
            Model model = trainer.open(run);
            if (data != null && part != null) {
                throw new SpecException(
                        "--part is a part of the data of the run, but --data names others: give one of" + " the two");
            }
            places.requireFor(data);
            String which = data == null ? partOf().key() + " data of the run" : data;
            Dataset examples;
            if (data == null) {
                examples = own(partOf());
            } else {
                var source = catalog.resolve(DatasetSource.class, Datasets.spec(data));
                which = source.spec().toString();
                var table = source.service().table(places.places());
                model.notes(table).forEach(console::say);
                examples = model.examples(table);
            }
            Map<String, Double> values =
                    metrics == null ? model.evaluate(examples) : model.evaluate(examples, Spec.split(metrics, ','));
            long[][] counts = confusion ? model.confusion(examples) : null;
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("directory", run.toString());
                document.put("data", which);
                document.putAll(values);
                if (confusion) {
                    document.put("confusion", Confusion.document(model.classNames(), counts));
                }
                console.out().println(Json.text(document));
            } else {
                console.print(new Table(List.copyOf(values.keySet()))
                        .row(values.values().stream().map(Numbers::metric).toList())
                        .lines());
                if (confusion) {
                    console.out().println();
                    console.print(Confusion.table(model.classNames(), counts).lines());
                }
            }
        }

        private Part partOf() {
            if (part == null) {
                return Part.TEST;
            }
            return Stream.of(Part.values())
                    .filter(one -> one.key().equals(part))
                    .findFirst()
                    .orElseThrow(() -> Words.unknown(
                            "part of the data",
                            part,
                            Stream.of(Part.values()).map(Part::key).toList()));
        }

        private Dataset own(Part wanted) {
            return trainer.examples(run, wanted)
                    .orElseThrow(() -> new SpecException(
                            "the run in " + run + " has no " + wanted.key() + " data: give --data, or --part train"));
        }
    }
}
