package rai.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.engine.Engine;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.optimizer.Optimizer;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Activations;
import rai.core.network.FlatNetwork;

/** The services a run uses, as the catalog holds them now. */
final class Services implements Activations {
    private record Use(Class<?> kind, Spec spec) {}

    /** A service that another provider gives now. */
    record Swap(String service, String provider) {}

    private final Catalog catalog;
    private final Map<Use, Object> services = new HashMap<>();
    private final Map<Use, String> providers = new HashMap<>();
    private volatile Map<Spec, Activation> activations = Map.of();
    private volatile Map<Spec, LayerFunction> layers = Map.of();
    private List<Layer.Apply> applied = List.of();
    private long seen;

    Services(Catalog catalog) {
        this.catalog = catalog;
        this.seen = catalog.changes();
    }

    /** Resolves a service and keeps it under its full spec. */
    <T> Spec use(Class<T> kind, Spec spec) {
        var found = catalog.resolve(kind, spec);
        Use use = new Use(kind, found.spec());
        services.put(use, found.service());
        providers.put(use, provider(use));
        if (kind == Activation.class || kind == LayerFunction.class) {
            publish();
        }
        return found.spec();
    }

    void useLayers(Network network) {
        applied = network.layers().stream()
                .filter(Layer.Apply.class::isInstance)
                .map(Layer.Apply.class::cast)
                .distinct()
                .toList();
        applied.stream().map(Layer.Apply::spec).distinct().forEach(spec -> use(LayerFunction.class, spec));
        network.layers().stream()
                .filter(Layer.Activate.class::isInstance)
                .map(layer -> ((Layer.Activate) layer).spec())
                .distinct()
                .forEach(spec -> use(Activation.class, spec));
    }

    /**
     * Takes up what the catalog holds now.
     *
     * @return what has changed hands
     * @throws rai.api.spec.SpecException where a service is gone, or no longer takes its settings
     */
    List<Swap> refresh() {
        long now = catalog.changes();
        if (now == seen) {
            return List.of();
        }
        Map<Use, Object> fresh = new HashMap<>();
        services.keySet()
                .forEach(use -> fresh.put(use, catalog.resolve(use.kind(), use.spec()).service()));
        applied.forEach(layer -> requireSameTensors(layer, fresh));
        List<Swap> swaps = new ArrayList<>();
        fresh.forEach((use, service) -> {
            if (services.put(use, service).getClass() != service.getClass()) {
                String provider = provider(use);
                providers.put(use, provider);
                swaps.add(new Swap(Kind.of(use.kind()).word() + " " + use.spec(), provider));
            }
        });
        publish();
        seen = now;
        return swaps;
    }

    /** Another version of a layer can go on with the run's arrays only if it needs the same ones. */
    private static void requireSameTensors(Layer.Apply layer, Map<Use, Object> fresh) {
        LayerFunction function = (LayerFunction) fresh.get(new Use(LayerFunction.class, layer.spec()));
        if (!FlatNetwork.applied(layer.spec(), function, layer.inputs()).equals(layer)) {
            throw new SpecException("the layer " + layer.spec() + " that is there now has other parameters, state or widths"
                    + " than the one that the run began with");
        }
    }

    /** Lets go of a service that the run needs no more; its provider stays in the provenance. */
    void release(Class<?> kind, Spec spec) {
        services.remove(new Use(kind, spec));
    }

    Catalog catalog() {
        return catalog;
    }

    boolean changed() {
        return catalog.changes() != seen;
    }

    @Override
    public Activation get(Spec spec) {
        return activations.get(spec);
    }

    @Override
    public LayerFunction layer(Spec spec) {
        return layers.get(spec);
    }

    Loss loss(Spec spec) {
        return get(Loss.class, spec);
    }

    Optimizer optimizer(Spec spec) {
        return get(Optimizer.class, spec);
    }

    Schedule schedule(Spec spec) {
        return get(Schedule.class, spec);
    }

    Engine engine(Spec spec) {
        return get(Engine.class, spec);
    }

    TrainingMethod method(Spec spec) {
        return get(TrainingMethod.class, spec);
    }

    <T> T get(Class<T> kind, Spec spec) {
        return kind.cast(services.get(new Use(kind, spec)));
    }

    /** @return kind and spec of each service with the bundle and version that provide it */
    Map<String, String> providers() {
        Map<String, String> all = new TreeMap<>();
        providers.forEach((use, provider) -> all.put(Kind.of(use.kind()).word() + " " + use.spec(), provider));
        return all;
    }

    private void publish() {
        Map<Spec, Activation> nowActivations = new HashMap<>();
        Map<Spec, LayerFunction> nowLayers = new HashMap<>();
        services.forEach((use, service) -> {
            if (use.kind() == Activation.class) {
                nowActivations.put(use.spec(), (Activation) service);
            } else if (use.kind() == LayerFunction.class) {
                nowLayers.put(use.spec(), (LayerFunction) service);
            }
        });
        activations = nowActivations;
        layers = nowLayers;
    }

    private String provider(Use use) {
        return catalog.list(Kind.of(use.kind())).stream()
                .filter(entry -> entry.name().equals(use.spec().name()))
                .map(entry -> entry.bundle() + " " + entry.version())
                .findFirst()
                .orElse("unknown");
    }
}
