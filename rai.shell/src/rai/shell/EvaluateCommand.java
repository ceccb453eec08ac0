package rai.shell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Catalog;
import rai.api.data.DatasetSource;
import rai.api.run.Trainer;
import rai.api.spec.Spec;

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
    Invocation invocation() {
        return new Use();
    }

    @Command(name = "evaluate", description = "Evaluate the network of a run on data: loss, and accuracy or rmse.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.RUN, description = "The directory of a run.")
        Path run;

        @Option(names = "--data", required = true, paramLabel = Labels.DATASET, description = "The data.")
        String data;

        @Override
        void run(Console console) {
            var model = trainer.open(run);
            var source = catalog.resolve(DatasetSource.class, Spec.parse(data));
            Map<String, Double> metrics = model.evaluate(source.service().load());
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("directory", run.toString());
                document.put("data", source.spec().toString());
                document.putAll(metrics);
                console.out().println(Json.text(document));
            } else {
                console.print(new Table(List.copyOf(metrics.keySet()))
                        .row(metrics.values().stream().map(Numbers::metric).toList())
                        .lines());
            }
        }
    }
}
