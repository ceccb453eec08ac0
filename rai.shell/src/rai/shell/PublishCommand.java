package rai.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.published.PublishedActivation;

/** {@code publish}: makes a bundle of the activation that a run has learnt. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "publish"})
public final class PublishCommand extends ShellCommand {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** More numbers than these are not told one by one. */
    private static final int FEW = 4;

    private final Archive archive;
    private final Catalog catalog;
    private final Callable<InputStream> template;

    /**
     * @param archive knows runs that have ended
     * @param catalog knows the services
     */
    @Activate
    public PublishCommand(@Reference Archive archive, @Reference Catalog catalog) {
        this(archive, catalog, PublishedBundle::template);
    }

    PublishCommand(Archive archive, Catalog catalog, Callable<InputStream> template) {
        this.archive = archive;
        this.catalog = catalog;
        this.template = template;
    }

    @Override
    Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "publish",
            description = "Make a bundle of the activation that a run has learnt, or that was typed for it: an activation with a"
                    + " name of its own, to be installed and used like any other.",
            footer = "A layer that has learnt a function for each of its units is no single activation: --unit takes one of them."
                    + " The bundle needs the service that the activation is made of; it tells which.")
    private final class Use extends DataInvocation {
        @Parameters(paramLabel = Labels.RUN, description = "The directory of a run that has ended.")
        Path run;

        @Option(names = "--as", required = true, paramLabel = "NAME",
                description = "What the activation will be called: lower case, words joined by hyphens.")
        String name;

        @Option(names = "--layer", paramLabel = "N",
                description = "Take that of layer N, counted from 1; needed where the run has several.")
        Integer layer;

        @Option(names = "--unit", paramLabel = "N",
                description = "Take that of unit N, counted from 1, where each unit of the layer has one of its own.")
        Integer unit;

        @Option(names = "--version", paramLabel = "VERSION", defaultValue = "1.0.0",
                description = "Version of the bundle; default ${DEFAULT-VALUE}.")
        String version;

        @Option(names = "--out", paramLabel = Labels.FILE, description = "Where to write it; without it, ./NAME.jar.")
        Path out;

        @Option(names = "--replace", description = "Take the place of the file that is there.")
        boolean replace;

        @Override
        void run(Console console) throws IOException {
            requireName();
            Path file = out == null ? Path.of(name + ".jar") : out;
            boolean there = Files.exists(file);
            if (there && !replace) {
                throw new Failure(file + " is there already: give --replace to replace it, or another file with --out");
            }
            Archive.Learnt learnt = archive.learnt(run);
            LearntActivation chosen = ofOneUnit(choose(learnt.activations()));
            PublishedBundle bundle = bundle(learnt.document(), chosen);
            try (InputStream in = template.call()) {
                bundle.write(in, file, replace);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            tell(console, bundle, chosen, file, there);
        }

        private void requireName() {
            if (!NAME.matcher(name).matches()) {
                throw new Failure("'" + name + "' is no name for an activation: a name is made of lower-case letters and digits,"
                        + " its words are joined by hyphens, as in my-swish");
            }
            for (Kind kind : List.of(Kind.ACTIVATION, Kind.LAYER)) {
                catalog.list(kind).stream()
                        .filter(entry -> entry.name().equals(name))
                        .filter(entry -> !entry.bundle().equals(PublishedBundle.PREFIX + name))
                        .findFirst()
                        .ifPresent(entry -> {
                            throw new Failure("there is " + NewProject.a(kind) + " '" + name + "' already, in " + entry.bundle()
                                    + " " + entry.version() + ": take another name");
                        });
            }
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
                return all.stream().filter(one -> one.layer() == layer).findFirst().orElseThrow(() -> new Failure(
                        "layer " + layer + " of the run in " + run + " is no activation; these are: " + told(all)));
            }
            List<LearntActivation> learnt = all.stream().filter(LearntActivation::isLearnt).toList();
            List<LearntActivation> different = new ArrayList<>();
            for (LearntActivation one : learnt.isEmpty() ? all : learnt) {
                if (different.stream().noneMatch(one::isSameAs)) {
                    different.add(one);
                }
            }
            if (different.size() > 1) {
                throw new Failure("the run in " + run + " has " + different.size() + " different activations: choose one with"
                        + " --layer; there are " + told(different));
            }
            return different.get(0);
        }

        private static String told(List<LearntActivation> all) {
            return all.stream().map(one -> {
                String numbers = one.differsByUnit() ? "one for each of " + one.units() + " units" : numbers(one.parameters());
                return one.layer() + ": " + one.spec() + (numbers.isEmpty() ? "" : " with " + numbers);
            }).collect(Collectors.joining("; "));
        }

        private LearntActivation ofOneUnit(LearntActivation chosen) {
            if (!chosen.differsByUnit()) {
                if (unit != null) {
                    throw new Failure("layer " + chosen.layer() + ", " + chosen.spec() + ", is one function for all its units:"
                            + " leave out --unit");
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

        private PublishedBundle bundle(Map<String, Object> document, LearntActivation chosen) {
            boolean isLayer = chosen.kind() == Kind.LAYER;
            Set<PublishedBundle.Need> needs = new LinkedHashSet<>();
            Object service = resolve(chosen.kind().type(), chosen.spec(), needs);
            if (needs.contains(new PublishedBundle.Need(Activation.class, name))) {
                throw new Failure(chosen.spec() + " is made of the activation '" + name + "' itself: take another name");
            }
            Activation function = isLayer
                    ? ((LayerFunction) service).fixedAt(chosen.parameters(), chosen.state()).orElseThrow()
                    : (Activation) service;
            Catalog.Provider provider = catalog.find(chosen.kind().type(), chosen.spec()).provider();
            Catalog.Entry base = catalog.list(chosen.kind()).stream()
                    .filter(entry -> entry.name().equals(chosen.spec().name()))
                    .findFirst()
                    .orElseThrow(() -> new SpecException("the " + chosen.kind().word() + " " + chosen.spec() + " has gone"));
            String runName = Objects.toString(document.get("run"));
            String place = "layer " + chosen.layer() + (unit == null ? "" : ", unit " + unit);
            String made = needs.stream()
                    .map(need -> Kind.of(need.kind()).word() + " " + need.name())
                    .collect(Collectors.joining(", "));
            String data = member(document, "spec", "data") + " (SHA-256 " + member(document, "data", "sha256") + ")";
            String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            String with = isLayer
                    ? numbers(chosen.parameters())
                    : chosen.spec().settings().entrySet().stream()
                            .map(setting -> setting.getKey() + " = " + setting.getValue())
                            .collect(Collectors.joining(", "));

            Map<String, String> properties = new LinkedHashMap<>();
            properties.put(PublishedActivation.SPEC, chosen.spec().toString());
            properties.put(PublishedActivation.LAYER, String.valueOf(isLayer));
            properties.put(PublishedActivation.PROVIDER, provider.toString());
            properties.put(PublishedActivation.ABOUT, chosen.spec() + (chosen.isLearnt() ? ", as learnt by the run " : ", as used by the run ")
                    + runName + " (" + place + "); it needs " + made + ", published with those of " + provider + ".");
            properties.put(PublishedActivation.FORMULA, base.formula() + (with.isEmpty() ? "" : "; " + with));
            properties.put(PublishedActivation.SOURCE, "run " + runName + ", " + place + ", on " + data + ", published " + date
                    + (base.source().isEmpty() ? "" : "; " + base.source()));

            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Published-Spec", chosen.spec().toString());
            headers.put("Published-Run", runName);
            headers.put("Published-Layer", place);
            headers.put("Published-Run-State-Hash", member(document, "result", "state_hash"));
            headers.put("Published-Run-Started", member(document, "provenance", "started"));
            headers.put("Published-Data", member(document, "spec", "data"));
            headers.put("Published-Data-SHA256", member(document, "data", "sha256"));
            headers.put("Published-Needs", made);
            headers.put("Published-With", (provider + " " + provider.sha256()).strip());
            headers.put("Published-Date", date);
            return new PublishedBundle(
                    name, version(), function instanceof TiledActivation, properties, chosen.parameters(), chosen.state(),
                    samples(function), needs, headers);
        }

        /** Resolves a spec, and tells each service that it is made of. */
        private <T> T resolve(Class<T> kind, Spec spec, Set<PublishedBundle.Need> needs) {
            return new Settings.Resolver() {
                @Override
                public <S> Configured<S> resolve(Class<S> of, Spec which) {
                    needs.add(new PublishedBundle.Need(of, which.name()));
                    return Settings.configure(catalog.resolve(of, which).service(), which, this);
                }
            }.resolve(kind, spec).service();
        }

        private static String member(Map<String, Object> document, String object, String key) {
            return document.get(object) instanceof Map<?, ?> map ? Objects.toString(map.get(key), "") : "";
        }

        /** Each number of a few; of many only how many there are. */
        private static String numbers(Map<String, INDArray> tensors) {
            return tensors.entrySet().stream()
                    .map(tensor -> tensor.getKey() + " = " + (tensor.getValue().length() <= FEW
                            ? java.util.Arrays.stream(tensor.getValue().dup('c').reshape(tensor.getValue().length()).toDoubleVector())
                                    .mapToObj(number -> tensor.getValue().dataType() == DataType.FLOAT
                                            ? Float.toString((float) number)
                                            : Double.toString(number))
                                    .collect(Collectors.joining(" "))
                            : tensor.getValue().length() + " numbers"))
                    .collect(Collectors.joining(", "));
        }

        /** Where pre-activations usually are, beyond, and close to 0. */
        private static INDArray samples(Activation function) {
            double[] z = {-30, -8, -5, -3, -2, -1.5, -1, -0.7, -0.4, -0.2, -0.05, -1e-3, 0, 1e-3, 0.05, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 5, 8, 30};
            INDArray at = Nd4j.createFromArray(z).reshape(1, z.length);
            INDArray values = Nd4j.create(DataType.DOUBLE, 1, z.length);
            function.value(at, values);
            return Nd4j.vstack(at, values);
        }

        private void tell(Console console, PublishedBundle bundle, LearntActivation chosen, Path file, boolean replaced) {
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
                document.put("needs", bundle.needs().stream()
                        .map(need -> Map.of("kind", Kind.of(need.kind()).word(), "name", need.name()))
                        .toList());
                document.put("headers", bundle.headers());
                console.out().println(Json.text(document));
                return;
            }
            Facts facts = new Facts();
            facts.add("published", name + ", in " + bundle.symbolicName() + " " + bundle.version());
            facts.add("file", file + (replaced ? ", in place of the one that was there" : ""));
            facts.add("function", chosen.spec());
            facts.add("learnt", numbers(chosen.parameters()));
            facts.add("layer", chosen.layer() + (unit == null ? "" : ", unit " + unit));
            facts.add("needs", bundle.headers().get("Published-Needs") + " of " + bundle.properties().get(PublishedActivation.PROVIDER));
            console.print(facts.lines());
            console.out().println();
            console.out().println("Next: install " + file + ", then use it: train --activation " + name);
        }

        private static Map<String, Object> lists(Map<String, INDArray> tensors) {
            Map<String, Object> lists = new LinkedHashMap<>();
            tensors.forEach((key, tensor) -> lists.put(
                    key, java.util.Arrays.stream(tensor.dup('c').reshape(tensor.length()).toDoubleVector()).boxed().toList()));
            return lists;
        }
    }
}
