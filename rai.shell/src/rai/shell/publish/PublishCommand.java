package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.study.Studies;
import rai.publish.Published;
import rai.publish.Publisher;
import rai.shell.command.DataInvocation;
import rai.shell.command.Ending;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.command.WholeFile;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.study.StudyPlaces;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code publish}: makes a bundle of the activation that a run has learnt. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "publish"})
public final class PublishCommand extends ShellCommand {
    private final Publisher publisher;
    private final Studies studies;
    private final Archive archive;

    /**
     * @param publisher makes bundles
     * @param studies knows the runs of studies
     * @param archive knows what runs have learnt
     */
    @Activate
    public PublishCommand(@Reference Publisher publisher, @Reference Studies studies, @Reference Archive archive) {
        this.publisher = publisher;
        this.studies = studies;
        this.archive = archive;
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
                + " selects one of them. The bundle needs the services that the activation is made of; it says which."
                + " With --each, the runs are those that the study has kept; an activation is called NAME-LEVELS,"
                + " after the levels in which the runs differ, and after the seed where nothing else differs.")
    private final class Use extends DataInvocation {
        @Parameters(
                paramLabel = Labels.RUN,
                description = "The directory of a run that has ended; or the spec of an activation, such as"
                        + " expression(\"z*sigmoid(z)\"); with --each, that of a study.")
        String run;

        @Option(
                names = "--each",
                description = "Publish what each run has learnt that a study has kept, a bundle per run.")
        boolean each;

        @Option(
                names = "--only",
                paramLabel = Labels.LEVELS,
                description = "With --each: only runs of these levels of an axis; may be given once per axis.")
        List<String> only = List.of();

        @Option(
                names = "--as",
                required = true,
                paramLabel = "NAME",
                description = "The name of the activation: lower case, words joined by hyphens; with --each, its first"
                        + " words.")
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

        @Option(
                names = "--out",
                paramLabel = Labels.FILE,
                description =
                        "The file to write; default ./NAME.jar. With --each, the directory to write to; default .")
        Path out;

        @Option(names = "--replace", description = "Replace an existing file.")
        boolean replace;

        @Override
        protected void run(Console console) throws IOException {
            if (each) {
                publishEach(console);
                return;
            }
            if (!only.isEmpty()) {
                throw new Failure("--only chooses among the runs of a study: give --each and the directory of a study");
            }
            Ending.require(out, "publish writes a jar", List.of(".jar"));
            Path file = out == null ? Path.of(name + ".jar") : out;
            Published published = publisher.publish(order(run, name, file));
            if (json) {
                console.out().println(Json.text(document(published, name, file)));
            } else {
                tell(console, published, file);
            }
        }

        private Publisher.Order order(String source, String as, Path file) throws IOException {
            return new Publisher.Order(source, as, layer, unit, version, WholeFile.target(file), replace);
        }

        /** Files that exist are found before the first is written. */
        private void publishEach(Console console) throws IOException {
            Path directory = StudyPlaces.existing(run);
            Path folder = out == null ? Path.of("") : out;
            List<LearntRun> runs = LearntRun.of(
                    name,
                    ChosenLevels.of(only).among(studies.outcomes(directory)),
                    kept -> archive.learnt(kept).activations().stream().anyMatch(LearntActivation::isLearnt));
            if (runs.isEmpty()) {
                throw new Failure("the study in " + directory + " has kept no "
                        + (only.isEmpty() ? "run" : "run of " + String.join(" and ", only))
                        + " that has learnt an activation: there is nothing to publish");
            }
            for (LearntRun one : runs) {
                Path file = folder.resolve(one.name() + ".jar");
                if (Files.exists(file) && !replace) {
                    throw new Failure(file + " already exists: use --replace to replace all of them, or --out for"
                            + " another directory; nothing was written");
                }
            }
            Files.createDirectories(folder);
            List<Map<String, Object>> documents = new ArrayList<>();
            for (LearntRun one : runs) {
                Path file = folder.resolve(one.name() + ".jar");
                Published published = publisher.publish(order(one.directory().toString(), one.name(), file));
                documents.add(document(published, one.name(), file));
                if (!json) {
                    console.out()
                            .println(file + ": " + published.activation().spec() + ", learnt with " + one.levels());
                }
            }
            if (json) {
                console.out().println(Json.text(documents));
            } else {
                Path first = folder.resolve(runs.get(0).name() + ".jar");
                console.out().println();
                console.out()
                        .println("Next: install any of these " + runs.size() + " bundles, such as "
                                + Console.quoted(first.toString())
                                + ", then use it: train --activation "
                                + runs.get(0).name());
            }
        }

        private Map<String, Object> document(Published published, String as, Path file) {
            LearntActivation chosen = published.activation();
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", as);
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
            return document;
        }

        private void tell(Console console, Published published, Path file) {
            LearntActivation chosen = published.activation();
            Facts facts = new Facts();
            facts.add("published", name + ", in " + published.bundle() + " " + published.version());
            facts.add("file", file + (published.replaced() ? ", in place of the one that was there" : ""));
            facts.add("function", chosen.spec());
            facts.add("learnt", published.learnt());
            facts.add("of", published.place());
            published.needs().forEach(need -> facts.add("needs", need));
            console.print(facts.lines());
            console.out().println();
            console.out()
                    .println("Next: install " + Console.quoted(file.toString()) + ", then use it: train --activation "
                            + name);
        }

        private static Map<String, Object> lists(Map<String, INDArray> tensors) {
            Map<String, Object> lists = new LinkedHashMap<>();
            tensors.forEach((key, tensor) ->
                    lists.put(key, Arrays.stream(Doubles.copy(tensor)).boxed().toList()));
            return lists;
        }
    }
}
