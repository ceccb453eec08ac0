package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.array.Doubles;
import rai.api.catalog.Kind;
import rai.api.run.LearntActivation;
import rai.publish.Published;
import rai.publish.Publisher;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code publish}: makes a bundle of the activation that a run has learnt. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "publish"})
public final class PublishCommand extends ShellCommand {
    private final Publisher publisher;

    /** @param publisher makes the bundle */
    @Activate
    public PublishCommand(@Reference Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "publish",
            description = "Make a bundle of an activation that a run has learnt, or of a formula: an activation with a"
                    + " name of its own, to be installed and used like any other.",
            footer = "A layer that has learnt a function for each of its units is not a single activation: --unit"
                    + " selects one of them. The bundle needs the services that the activation is made of; it says"
                    + " which.")
    private final class Use extends DataInvocation {
        @Parameters(
                paramLabel = Labels.RUN,
                description = "The directory of a run that has ended; or the spec of an activation, such as"
                        + " expression(\"z*sigmoid(z)\").")
        String run;

        @Option(
                names = "--as",
                required = true,
                paramLabel = "NAME",
                description = "The name of the activation: lower case, words joined by hyphens.")
        String name;

        @Option(
                names = "--layer",
                paramLabel = "N",
                description = "Publish the activation of layer N, counted from 1; required if the run has several.")
        Integer layer;

        @Option(
                names = "--unit",
                paramLabel = "N",
                description = "Publish that of unit N, counted from 1, if each unit of the layer has its own.")
        Integer unit;

        @Option(
                names = "--version",
                paramLabel = "VERSION",
                defaultValue = "1.0.0",
                description = "Version of the bundle; default ${DEFAULT-VALUE}.")
        String version;

        @Option(names = "--out", paramLabel = Labels.FILE, description = "The file to write; default ./NAME.jar.")
        Path out;

        @Option(names = "--replace", description = "Replace an existing file.")
        boolean replace;

        @Override
        protected void run(Console console) throws IOException {
            Path file = out == null ? Path.of(name + ".jar") : out;
            tell(console, publisher.publish(new Publisher.Order(run, name, layer, unit, version, file, replace)), file);
        }

        private void tell(Console console, Published published, Path file) {
            LearntActivation chosen = published.activation();
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", name);
                document.put("bundle", published.bundle());
                document.put("version", published.version());
                document.put("file", file);
                document.put("replaced", published.replaced());
                document.put("kind", Kind.of(chosen.kind()).word());
                document.put("spec", chosen.spec());
                document.put("layer", chosen.layer());
                document.put("unit", unit);
                document.put("parameters", lists(chosen.parameters()));
                document.put("state", lists(chosen.state()));
                document.put(
                        "needs",
                        published.needs().stream().map(Published.Need::document).toList());
                document.put("headers", published.headers());
                console.out().println(Json.text(document));
                return;
            }
            Facts facts = new Facts();
            facts.add("published", name + ", in " + published.bundle() + " " + published.version());
            facts.add("file", file + (published.replaced() ? ", in place of the one that was there" : ""));
            facts.add("function", chosen.spec());
            facts.add("learnt", published.learnt());
            facts.add("of", published.place());
            published.needs().forEach(need -> facts.add("needs", need));
            console.print(facts.lines());
            console.out().println();
            console.out().println("Next: install " + file + ", then use it: train --activation " + name);
        }

        private static Map<String, Object> lists(Map<String, INDArray> tensors) {
            Map<String, Object> lists = new LinkedHashMap<>();
            tensors.forEach((key, tensor) ->
                    lists.put(key, Arrays.stream(Doubles.copy(tensor)).boxed().toList()));
            return lists;
        }
    }
}
