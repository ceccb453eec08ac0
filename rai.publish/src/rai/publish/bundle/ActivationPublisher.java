package rai.publish.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.publish.Published;
import rai.publish.Publisher;
import rai.publish.name.ServiceNames;

/** Publishes what a run has learnt, or a spec that was typed. */
@Component
public final class ActivationPublisher implements Publisher {
    private final BundleContext context;
    private final Archive archive;
    private final Catalog catalog;

    /**
     * @param context knows how services are registered
     * @param archive knows runs that have ended
     * @param catalog knows the services
     */
    @Activate
    public ActivationPublisher(BundleContext context, @Reference Archive archive, @Reference Catalog catalog) {
        this.context = context;
        this.archive = archive;
        this.catalog = catalog;
    }

    @Override
    public Published publish(Order order) throws IOException {
        String name = order.name();
        requireName(name);
        Path file = order.file();
        boolean exists = Files.exists(file);
        if (exists && !order.replace()) {
            throw new SpecException(file + " already exists: use --replace to replace it, or --out for another file");
        }
        Archive.Learnt learnt = learnt(order.source());
        LearntActivation chosen = ofOneUnit(choose(learnt.activations(), order.source(), order.layer()), order.unit());
        PublishedBundle bundle = new Publication(context, catalog)
                .of(name, version(order.version()), learnt.document(), chosen, order.unit());
        if (bundle.needs().stream().anyMatch(need -> need.name().equals(name))) {
            throw new SpecException(chosen.spec() + " is made of '" + name + "' itself: choose another name");
        }
        try (InputStream template = PublishedBundle.template()) {
            bundle.write(template, file, order.replace());
        }
        return new Published(
                bundle.symbolicName(),
                bundle.version().toString(),
                exists,
                chosen,
                Publication.numbers(chosen.parameters()),
                bundle.headers().getOrDefault(Publication.PLACE, ""),
                bundle.needs().stream()
                        .map(need -> new Published.Need(Kind.of(need.kind()), need.name(), need.provider()))
                        .toList(),
                bundle.headers());
    }

    private void requireName(String name) {
        ServiceNames.requireValid(Kind.ACTIVATION, name, "my-swish");
        for (Kind kind : List.of(Kind.ACTIVATION, Kind.LAYER)) {
            ServiceNames.requireFree(
                    catalog, kind, name, entry -> entry.bundle().equals(PublishedBundle.PREFIX + name));
        }
    }

    /** What the run in a directory has learnt, or an activation by itself. */
    private Archive.Learnt learnt(String source) {
        String first = source.replaceFirst("\\(.*", "").strip();
        if (Files.isDirectory(Path.of(source)) || !catalog.has(Kind.ACTIVATION, first)) {
            return archive.learnt(Path.of(source));
        }
        Spec spec = catalog.resolve(Activation.class, Spec.parse(source)).spec();
        return new Archive.Learnt(
                Map.of(), List.of(new LearntActivation(1, Activation.class, spec, 1, Set.of(), Map.of(), Map.of())));
    }

    private static Version version(String text) {
        try {
            return new Version(text);
        } catch (IllegalArgumentException e) {
            throw new SpecException("'" + text + "' is not a version: write one such as 1.0.0");
        }
    }

    private static LearntActivation choose(List<LearntActivation> all, String run, Integer layer) {
        if (all.isEmpty()) {
            throw new SpecException("the network of the run in " + run + " has no activation");
        }
        if (layer != null) {
            return all.stream()
                    .filter(one -> one.layer() == layer)
                    .findFirst()
                    .orElseThrow(() -> new SpecException("layer " + layer + " of the run in " + run
                            + " is not an activation; these are: " + told(all)));
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
            throw new SpecException("the run in " + run + " has " + different.size()
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

    private static LearntActivation ofOneUnit(LearntActivation chosen, Integer unit) {
        if (!chosen.differsByUnit()) {
            if (unit != null) {
                throw new SpecException("layer " + chosen.layer() + ", " + chosen.spec()
                        + ", is one function for all its units:" + " leave out --unit");
            }
            return chosen;
        }
        String each = "layer " + chosen.layer() + ", " + chosen.spec() + ", has learnt a function for each of its "
                + chosen.units() + " units";
        if (unit == null) {
            throw new SpecException(each + ": choose one with --unit, or train with share=layer or share=network");
        }
        if (unit < 1 || unit > chosen.units()) {
            throw new SpecException(each + ", so --unit must be from 1 to " + chosen.units() + ", but is " + unit);
        }
        return chosen.ofUnit(unit);
    }
}
