package rai.publish.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import rai.api.activation.Activation;
import rai.api.activation.TiledActivation;
import rai.api.array.Doubles;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.layer.LayerFunction;
import rai.api.run.LearntActivation;
import rai.api.spec.Named;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.published.PublishedActivation;

/** What a published activation is made of, and how it describes itself. */
final class Publication {
    /** Header: which layer and unit of the run it was. */
    static final String PLACE = "Published-Layer";
    /** More numbers than these are not listed one by one. */
    private static final int FEW = 4;
    /** Where pre-activations usually are, beyond, and close to 0. */
    private static final double[] SAMPLES = {
        -30, -8, -5, -3, -2, -1.5, -1, -0.7, -0.4, -0.2, -0.05, -1e-3, 0, 1e-3, 0.05, 0.2, 0.4, 0.7, 1, 1.5, 2, 3, 5, 8,
        30
    };

    private final BundleContext context;
    private final Catalog catalog;
    private final Set<PublishedBundle.Need> needs = new LinkedHashSet<>();

    /**
     * @param context knows how services are registered
     * @param catalog knows the services
     */
    Publication(BundleContext context, Catalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    /**
     * @param name what the activation will be called
     * @param version the version of its bundle
     * @param document the run.json of the run that it is of; empty if it is of none
     * @param chosen the activation, one for all units
     * @param unit the unit of the layer that it was of; null if it was that of all
     * @return its bundle
     */
    PublishedBundle of(
            String name, Version version, Map<String, Object> document, LearntActivation chosen, Integer unit) {
        Object service = resolver().resolve(chosen.kind(), chosen.spec()).service();
        boolean isLayer = chosen.kind() == LayerFunction.class;
        Activation function = isLayer
                ? ((LayerFunction) service)
                        .fixedAt(chosen.parameters(), chosen.state())
                        .orElseThrow()
                : (Activation) service;
        String made = needs.stream().map(PublishedBundle.Need::toString).collect(Collectors.joining(", "));
        Map<String, String> headers = headers(document, chosen, unit, made);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(PublishedActivation.SPEC, chosen.spec().toString());
        properties.put(PublishedActivation.LAYER, String.valueOf(isLayer));
        properties.put(PublishedActivation.PROVIDER, made);
        describe(properties, headers, chosen, made);
        return new PublishedBundle(
                name,
                version,
                function instanceof TiledActivation,
                properties,
                chosen.parameters(),
                chosen.state(),
                samples(function),
                needs,
                headers);
    }

    private static Map<String, String> headers(
            Map<String, Object> document, LearntActivation chosen, Integer unit, String made) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Published-Spec", chosen.spec().toString());
        headers.put(
                "Published-Date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.put("Published-Needs", made);
        if (!document.isEmpty()) {
            String run = Objects.toString(document.get("run"));
            headers.put("Published-Run", run);
            headers.put(PLACE, "run " + run + ", layer " + chosen.layer() + (unit == null ? "" : ", unit " + unit));
            headers.put("Published-Run-Started", member(document, "provenance", "started"));
            headers.put("Published-Run-State-Hash", member(document, "result", "state_hash"));
            headers.put("Published-Data", member(document, "spec", "data"));
            headers.put("Published-Data-SHA256", member(document, "data", "sha256"));
        }
        return headers;
    }

    private static String member(Map<String, Object> document, String object, String key) {
        return document.get(object) instanceof Map<?, ?> map ? Objects.toString(map.get(key), "") : "";
    }

    private void describe(
            Map<String, String> properties, Map<String, String> headers, LearntActivation chosen, String made) {
        Catalog.Entry base = catalog.list(Kind.of(chosen.kind())).stream()
                .filter(entry -> entry.name().equals(chosen.spec().name()))
                .findFirst()
                .orElseThrow(() ->
                        new SpecException("the " + Kind.of(chosen.kind()).word() + " " + chosen.spec() + " has gone"));
        String with = chosen.kind() == LayerFunction.class
                ? numbers(chosen.parameters())
                : chosen.spec().settings().entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining(", "));
        String place = headers.get(PLACE);
        String origin = place == null
                ? "typed"
                : place + ", on " + headers.get("Published-Data") + " (SHA-256 " + headers.get("Published-Data-SHA256")
                        + ")";
        properties.put(
                PublishedActivation.ABOUT,
                chosen.spec()
                        + (place == null
                                ? ", as typed"
                                : (chosen.isLearnt() ? ", as learnt by " : ", as used by ") + place)
                        + "; it needs " + made + ".");
        properties.put(PublishedActivation.FORMULA, base.formula() + (with.isEmpty() ? "" : "; " + with));
        properties.put(
                PublishedActivation.SOURCE,
                origin + ", published " + headers.get("Published-Date")
                        + (base.source().isEmpty() ? "" : "; " + base.source()));
    }

    /** Resolves specs as the catalog does, and remembers each service. */
    private Settings.Resolver resolver() {
        return new Settings.Resolver() {
            @Override
            public <T> Configured<T> resolve(Class<T> kind, Spec spec) {
                Catalog.Found<T> found = catalog.find(kind, spec);
                Catalog.Provider provider = found.provider();
                needs.add(new PublishedBundle.Need(kind, spec.name(), registered(kind, spec, provider), provider));
                return Settings.configure(found.service(), spec, this);
            }
        };
    }

    /** The interface that a service is registered as: it may extend that of its kind. */
    private String registered(Class<?> kind, Spec spec, Catalog.Provider provider) {
        String which = "the " + Kind.of(kind).word() + " " + spec.name() + " of " + provider;
        try {
            ServiceReference<?>[] all =
                    context.getAllServiceReferences(null, "(" + Named.PROPERTY + "=" + spec.name() + ")");
            for (ServiceReference<?> reference : all == null ? new ServiceReference<?>[0] : all) {
                Bundle bundle = reference.getBundle();
                for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                    if (bundle != null
                            && bundle.getSymbolicName().equals(provider.bundle())
                            && kind.isAssignableFrom(bundle.loadClass(type))) {
                        return type;
                    }
                }
            }
        } catch (InvalidSyntaxException | ClassNotFoundException e) {
            throw new SpecException(which + " can't be looked up: " + e.getMessage(), e);
        }
        throw new SpecException(which + " has gone");
    }

    private static INDArray samples(Activation function) {
        INDArray z = Nd4j.createFromArray(SAMPLES).reshape(1, SAMPLES.length);
        INDArray values = Nd4j.create(DataType.DOUBLE, 1, SAMPLES.length);
        function.value(z, values);
        return Nd4j.vstack(z, values);
    }

    /** Each number of a few, with all its digits; of many only how many there are. */
    static String numbers(Map<String, INDArray> tensors) {
        return tensors.entrySet().stream()
                .map(tensor -> tensor.getKey() + " = "
                        + (tensor.getValue().length() <= FEW
                                ? digits(tensor.getValue())
                                : tensor.getValue().length() + " numbers"))
                .collect(Collectors.joining(", "));
    }

    private static String digits(INDArray tensor) {
        boolean floats = tensor.dataType() == DataType.FLOAT;
        return Arrays.stream(Doubles.copy(tensor))
                .mapToObj(number -> floats ? Float.toString((float) number) : Double.toString(number))
                .collect(Collectors.joining(" "));
    }
}
