package rai.shell.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.spec.Spec;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.Failure;
import rai.shell.text.Facts;
import rai.shell.text.Json;

/** {@code publish}: makes a bundle of the activation that a run has learnt. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "publish"})
public final class PublishCommand extends ShellCommand {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private final BundleContext context;
    private final Archive archive;
    private final Catalog catalog;
    private final Classes template;

    /**
     * @param context knows how services are registered
     * @param archive knows runs that have ended
     * @param catalog knows the services
     */
    @Activate
    public PublishCommand(BundleContext context, @Reference Archive archive, @Reference Catalog catalog) {
        this(context, archive, catalog, PublishedBundle::template);
    }

    PublishCommand(BundleContext context, Archive archive, Catalog catalog, Classes template) {
        this.context = context;
        this.archive = archive;
        this.catalog = catalog;
        this.template = template;
    }

    /** Where the classes of a published bundle come from. */
    @FunctionalInterface
    interface Classes {
        InputStream open() throws IOException;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "publish",
            description =
                    "Make a bundle of the activation that a run has learnt, or that was typed: an activation with a"
                            + " name of its own, to be installed and used like any other.",
            footer = "A layer that has learnt a function for each of its units is no single activation: --unit takes"
                    + " one of them. The bundle needs the services that the activation is made of; it tells"
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
                description = "What the activation will be called: lower case, words joined by hyphens.")
        String name;

        @Option(
                names = "--layer",
                paramLabel = "N",
                description = "Take that of layer N, counted from 1; needed where the run has several.")
        Integer layer;

        @Option(
                names = "--unit",
                paramLabel = "N",
                description = "Take that of unit N, counted from 1, where each unit of the layer has one of its own.")
        Integer unit;

        @Option(
                names = "--version",
                paramLabel = "VERSION",
                defaultValue = "1.0.0",
                description = "Version of the bundle; default ${DEFAULT-VALUE}.")
        String version;

        @Option(names = "--out", paramLabel = Labels.FILE, description = "Where to write it; without it, ./NAME.jar.")
        Path out;

        @Option(names = "--replace", description = "Take the place of the file that is there.")
        boolean replace;

        @Override
        protected void run(Console console) throws IOException {
            requireName();
            Path file = out == null ? Path.of(name + ".jar") : out;
            boolean there = Files.exists(file);
            if (there && !replace) {
                throw new Failure(file + " is there already: give --replace to replace it, or another file with --out");
            }
            Archive.Learnt learnt = learnt();
            LearntActivation chosen = ofOneUnit(choose(learnt.activations()));
            PublishedBundle bundle =
                    new Publication(context, catalog).of(name, version(), learnt.document(), chosen, unit);
            if (bundle.needs().stream().anyMatch(need -> need.name().equals(name))) {
                throw new Failure(chosen.spec() + " is made of '" + name + "' itself: take another name");
            }
            try (InputStream in = template.open()) {
                bundle.write(in, file, replace);
            }
            tell(console, bundle, chosen, file, there);
        }

        private void requireName() {
            if (!NAME.matcher(name).matches()) {
                throw new Failure(
                        "'" + name + "' is no name for an activation: a name is made of lower-case letters and"
                                + " digits, its words are joined by hyphens, as in my-swish");
            }
            for (Kind kind : List.of(Kind.ACTIVATION, Kind.LAYER)) {
                catalog.list(kind).stream()
                        .filter(entry -> entry.name().equals(name))
                        .filter(entry -> !entry.bundle().equals(PublishedBundle.PREFIX + name))
                        .findFirst()
                        .ifPresent(entry -> {
                            throw new Failure("there is " + NewProject.a(kind) + " '" + name + "' already, in "
                                    + entry.bundle() + " " + entry.version() + ": take another name");
                        });
            }
        }

        /** Of a directory what its run has learnt, else an activation by itself. */
        private Archive.Learnt learnt() {
            String first = run.replaceFirst("\\(.*", "").strip();
            if (Files.isDirectory(Path.of(run)) || !catalog.has(Kind.ACTIVATION, first)) {
                return archive.learnt(Path.of(run));
            }
            Spec spec = catalog.resolve(Activation.class, Spec.parse(run)).spec();
            return new Archive.Learnt(
                    Map.of(), List.of(new LearntActivation(1, Kind.ACTIVATION, spec, 1, Set.of(), Map.of(), Map.of())));
        }

        private Version version() {
            try {
                return new Version(version);
            } catch (IllegalArgumentException e) {
                throw new Failure("'" + version + "' is no version: write one such as 1.0.0");
            }
        }

        private LearntActivation choose(List<LearntActivation> all) {
            if (all.isEmpty()) {
                throw new Failure("the network of the run in " + run + " has no activation");
            }
            if (layer != null) {
                return all.stream()
                        .filter(one -> one.layer() == layer)
                        .findFirst()
                        .orElseThrow(() -> new Failure("layer " + layer + " of the run in " + run
                                + " is no activation; these are: " + told(all)));
            }
            List<LearntActivation> learnt =
                    all.stream().filter(LearntActivation::isLearnt).toList();
            List<LearntActivation> different = new ArrayList<>();
            for (LearntActivation one : learnt.isEmpty() ? all : learnt) {
                if (different.stream().noneMatch(one::isSameAs)) {
                    different.add(one);
                }
            }
            if (different.size() > 1) {
                throw new Failure("the run in " + run + " has " + different.size()
                        + " different activations: choose one with" + " --layer; there are " + told(different));
            }
            return different.get(0);
        }

        private static String told(List<LearntActivation> all) {
            return all.stream()
                    .map(one -> {
                        String numbers = one.differsByUnit()
                                ? "one for each of " + one.units() + " units"
                                : Publication.numbers(one.parameters());
                        return one.layer() + ": " + one.spec() + (numbers.isEmpty() ? "" : " with " + numbers);
                    })
                    .collect(Collectors.joining("; "));
        }

        private LearntActivation ofOneUnit(LearntActivation chosen) {
            if (!chosen.differsByUnit()) {
                if (unit != null) {
                    throw new Failure("layer " + chosen.layer() + ", " + chosen.spec()
                            + ", is one function for all its units:" + " leave out --unit");
                }
                return chosen;
            }
            String each = "layer " + chosen.layer() + ", " + chosen.spec() + ", has learnt a function for each of its "
                    + chosen.units() + " units";
            if (unit == null) {
                throw new Failure(each + ": choose one with --unit, or train with share=layer or share=network");
            }
            if (unit < 1 || unit > chosen.units()) {
                throw new Failure(each + ", so --unit must be from 1 to " + chosen.units() + ", but is " + unit);
            }
            return chosen.ofUnit(unit);
        }

        private void tell(
                Console console, PublishedBundle bundle, LearntActivation chosen, Path file, boolean replaced) {
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("name", name);
                document.put("bundle", bundle.symbolicName());
                document.put("version", bundle.version());
                document.put("file", file);
                document.put("replaced", replaced);
                document.put("kind", chosen.kind().word());
                document.put("spec", chosen.spec());
                document.put("layer", chosen.layer());
                document.put("unit", unit);
                document.put("parameters", lists(chosen.parameters()));
                document.put("state", lists(chosen.state()));
                document.put(
                        "needs",
                        bundle.needs().stream()
                                .map(PublishedBundle.Need::document)
                                .toList());
                document.put("headers", bundle.headers());
                console.out().println(Json.text(document));
                return;
            }
            Facts facts = new Facts();
            facts.add("published", name + ", in " + bundle.symbolicName() + " " + bundle.version());
            facts.add("file", file + (replaced ? ", in place of the one that was there" : ""));
            facts.add("function", chosen.spec());
            facts.add("learnt", Publication.numbers(chosen.parameters()));
            facts.add("of", bundle.headers().getOrDefault(Publication.PLACE, ""));
            bundle.needs().forEach(need -> facts.add("needs", need));
            console.print(facts.lines());
            console.out().println();
            console.out().println("Next: install " + file + ", then use it: train --activation " + name);
        }

        private static Map<String, Object> lists(Map<String, INDArray> tensors) {
            Map<String, Object> lists = new LinkedHashMap<>();
            tensors.forEach((key, tensor) -> lists.put(
                    key, Arrays.stream(Publication.doubles(tensor)).boxed().toList()));
            return lists;
        }
    }
}
