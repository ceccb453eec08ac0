package rai.core.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Catalog.Provider;
import rai.api.catalog.Kind;
import rai.api.engine.Engine;
import rai.api.layer.LayerFunction;
import rai.api.loss.Loss;
import rai.api.method.TrainingMethod;
import rai.api.network.Layer;
import rai.api.network.Network;
import rai.api.optimizer.Optimizer;
import rai.api.run.RunEvent.Used;
import rai.api.schedule.Schedule;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.compute.Activations;
import rai.core.guard.FaultAttribution;
import rai.core.guard.Probe;
import rai.core.guard.Watchdog;
import rai.core.network.FlatNetwork;

/** The services a run uses, as the catalog holds them now. */
public final class Services implements Activations {
    private record Use(Class<?> kind, Spec spec) {}

    private record Trial(Spec spec, DataType type) {}

    /** With which settings instances of a class have been found to keep the rules. It lives as long as the class. */
    private static final ClassValue<Set<Trial>> PASSED = new ClassValue<>() {
        @Override
        protected Set<Trial> computeValue(Class<?> type) {
            return ConcurrentHashMap.newKeySet();
        }
    };

    /** A service that the run uses. */
    public record InUse(Class<?> kind, Spec spec, Provider provider, Object service) {
        @Override
        public String toString() {
            return Kind.of(kind).word() + " " + spec + " of " + provider;
        }
    }

    /** A service that another provider gives now. */
    public record Swap(String kind, Used from, Used to) {}

    private final Catalog catalog;
    private final boolean pinned;
    private final DataType type;
    private final Map<Use, Object> services = new HashMap<>();
    private final Map<Use, Provider> providers = new HashMap<>();
    private volatile Map<Spec, Activation> activations = Map.of();
    private volatile Map<Spec, LayerFunction> layers = Map.of();
    private List<Layer.Apply> applied = List.of();
    /** Probes that do not exist at the moment: a run continues without them. */
    private Set<Use> gone = Set.of();

    private final Forms forms = new Forms();
    private long seen;
    private long taken;

    /**
     * @param pinned whether the run stays with the providers that it began with
     * @param type the data type in which they are used
     */
    public Services(Catalog catalog, boolean pinned, DataType type) {
        this.catalog = catalog;
        this.pinned = pinned;
        this.type = type;
        this.seen = catalog.changes();
    }

    /** Resolves a service and keeps it under its full spec. */
    public <T> Spec use(Class<T> kind, Spec spec) {
        var found = sound(kind, () -> catalog.find(kind, spec));
        Use use = new Use(kind, found.spec());
        forms.note(found.service());
        services.put(use, forms.of(kind, found.spec(), found.service()));
        providers.put(use, found.provider());
        if (kind == Activation.class || kind == LayerFunction.class) {
            publish();
        }
        return found.spec();
    }

    /** @return whether the engine makes the same bits on every processor */
    public boolean portable() {
        return forms.portable();
    }

    public void useLayers(Network network) {
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
     * Uses what the catalog holds now.
     *
     * @return what has changed hands
     * @throws rai.api.spec.SpecException if a service is gone, or no longer takes its settings
     */
    public List<Swap> refresh() {
        long now = catalog.changes();
        if (now == seen) {
            return List.of();
        }
        Map<Use, Catalog.Found<?>> fresh = new HashMap<>();
        Set<Use> without = new HashSet<>();
        for (Use use : wanted()) {
            try {
                fresh.put(use, sound(use.kind(), () -> find(use)));
            } catch (SpecException e) {
                if (use.kind() != rai.api.probe.Probe.class) {
                    throw e;
                }
                without.add(use);
            }
        }
        applied.forEach(layer -> requireSameTensors(layer, fresh));
        List<Swap> swaps = new ArrayList<>();
        fresh.forEach((use, found) -> {
            Object service = services.put(use, forms.of(use.kind(), use.spec(), found.service()));
            Provider before = providers.put(use, found.provider());
            if (service == null
                    || service.getClass() != found.service().getClass()
                    || !before.equals(found.provider())) {
                swaps.add(new Swap(
                        Kind.of(use.kind()).word(), used(use.spec(), before), used(use.spec(), found.provider())));
            }
        });
        services.keySet().removeAll(without);
        gone = without;
        publish();
        seen = now;
        return swaps;
    }

    private Set<Use> wanted() {
        Set<Use> wanted = new HashSet<>(services.keySet());
        wanted.addAll(gone);
        return wanted;
    }

    /**
     * The first service that keeps the rules of its kind; those that do not are put into quarantine.
     *
     * @throws SpecException if there is none, or if it is the settings that make its numbers infinite or NaN
     */
    private <T> Catalog.Found<T> sound(Class<?> kind, Supplier<Catalog.Found<T>> find) {
        while (true) {
            Catalog.Found<T> found = find.get(); // throws where none is left
            Set<Trial> passed = PASSED.get(found.service().getClass());
            Trial trial = new Trial(found.spec(), type);
            if (passed.contains(trial)) {
                return found;
            }
            Optional<Probe.Finding> fault = Probe.find(kind, found.service(), type);
            if (fault.isEmpty()) {
                passed.add(trial);
                return found;
            }
            if (isOfSettings(fault.get(), kind, found.spec(), found.provider())) {
                throw new SpecException("the " + Kind.of(kind).word() + " " + found.spec() + " "
                        + fault.get().what() + ", which it does not with its default settings: choose other settings");
            }
            catalog.quarantine(
                    kind, found.spec(), found.provider(), "it " + fault.get().what());
        }
    }

    /**
     * Whether the settings that a user chose, such as a learning rate of 1e30, explain numbers that are not finite: a new
     * instance gives them again, and one with default settings does not.
     */
    private boolean isOfSettings(Probe.Finding fault, Class<?> kind, Spec spec, Provider provider) {
        if (!fault.inNumbers()) {
            return false;
        }
        try {
            return Probe.find(kind, catalog.find(kind, spec, provider).service(), type)
                            .isPresent()
                    && Probe.find(
                                    kind,
                                    catalog.find(kind, Spec.named(spec.name()), provider)
                                            .service(),
                                    type)
                            .isEmpty();
        } catch (SpecException e) {
            return false; // a setting has no default, or the service is gone
        }
    }

    /** @return all services that the run uses */
    public List<InUse> inUse() {
        return services.keySet().stream().map(this::inUse).toList();
    }

    /** @return one of them */
    public InUse inUse(Class<?> kind, Spec spec) {
        return inUse(new Use(kind, spec));
    }

    private InUse inUse(Use use) {
        return new InUse(use.kind(), use.spec(), providers.get(use), services.get(use));
    }

    /** Puts a service into quarantine. */
    public void condemn(InUse bad, String reason) {
        PASSED.get(bad.service().getClass()).clear();
        catalog.quarantine(bad.kind(), bad.spec(), bad.provider(), reason);
    }

    /**
     * Puts the service at fault for a failure into quarantine; but not one that hangs, which may only have much to do.
     *
     * @param failure what was thrown before the first step
     * @return a sentence that names it; empty if none of them is at fault
     */
    public Optional<SpecException> failedAtStart(Throwable failure) {
        if (failure instanceof SpecException) {
            return Optional.empty();
        }
        Optional<InUse> faulty = FaultAttribution.executing(Watchdog.traces(failure), inUse(), InUse::service);
        if (failure instanceof Watchdog.Hang) {
            return Optional.of(new SpecException(
                    faulty.map(slow -> "the " + slow).orElse("a service") + " could not give start values ("
                            + failure.getMessage() + "): train with a larger --step-limit, or use another"));
        }
        faulty.ifPresent(bad -> condemn(bad, "it failed before the first step: " + failure));
        return faulty.map(bad -> new SpecException(
                "the " + bad + " failed before the first step (" + failure + "): replace its bundle, or use another"));
    }

    /**
     * Looks at all services again, and puts those into quarantine that no longer keep the rules of their kind.
     *
     * @return who they are, and what they did
     */
    public List<String> condemnBad() {
        List<String> bad = new ArrayList<>();
        for (InUse used : inUse()) {
            if (used.kind() == rai.api.probe.Probe.class) {
                continue; // nothing in the run depends on it
            }
            Optional<Probe.Finding> fault = Probe.find(used.kind(), used.service(), type);
            if (fault.isPresent() && !isOfSettings(fault.get(), used.kind(), used.spec(), used.provider())) {
                condemn(used, "it " + fault.get().what());
                bad.add("the " + used + " " + fault.get().what());
            }
        }
        return bad;
    }

    private Catalog.Found<?> find(Use use) {
        if (!catalog.has(Kind.of(use.kind()), use.spec().name())) {
            throw new SpecException(
                    "the " + Kind.of(use.kind()).word() + " '" + use.spec().name() + "' of " + providers.get(use)
                            + " is gone: reinstall its bundle, or choose another service with swap");
        }
        return pinned ? catalog.find(use.kind(), use.spec(), providers.get(use)) : catalog.find(use.kind(), use.spec());
    }

    private static Used used(Spec spec, Provider provider) {
        return new Used(spec.toString(), provider.bundle(), provider.version(), provider.sha256());
    }

    /** @return a service as it is in use now */
    public Used used(Class<?> kind, Spec spec) {
        return used(spec, providers.get(new Use(kind, spec)));
    }

    /** Another version of a layer can continue with the run's arrays only if it needs the same ones. */
    private static void requireSameTensors(Layer.Apply layer, Map<Use, Catalog.Found<?>> fresh) {
        Catalog.Found<?> found = fresh.get(new Use(LayerFunction.class, layer.spec()));
        LayerFunction function = (LayerFunction) found.service();
        if (!FlatNetwork.applied(layer.spec(), function, layer.inputs()).equals(layer)) {
            throw new SpecException(
                    "the layer " + layer.spec() + " of " + found.provider() + ", which is now in use, has other"
                            + " parameters, state or widths"
                            + " than the one that the run began with");
        }
    }

    /** Notes a service that has done its work before the run was planned: its provider belongs to the provenance. */
    public void used(Catalog.Found<?> found, Class<?> kind) {
        providers.put(new Use(kind, found.spec()), found.provider());
    }

    /** Lets go of a service that the run needs no more; its provider stays in the provenance. */
    public void release(Class<?> kind, Spec spec) {
        services.remove(new Use(kind, spec));
    }

    public Catalog catalog() {
        return catalog;
    }

    /** @return how often services were updated; as long as it stays, so do they */
    public long taken() {
        return taken;
    }

    public boolean changed() {
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

    public Loss loss(Spec spec) {
        return get(Loss.class, spec);
    }

    public Optimizer optimizer(Spec spec) {
        return get(Optimizer.class, spec);
    }

    public Schedule schedule(Spec spec) {
        return get(Schedule.class, spec);
    }

    public Engine engine(Spec spec) {
        return get(Engine.class, spec);
    }

    public TrainingMethod method(Spec spec) {
        return get(TrainingMethod.class, spec);
    }

    public <T> T get(Class<T> kind, Spec spec) {
        return kind.cast(services.get(new Use(kind, spec)));
    }

    /** @return kind and spec of each service with who provides it */
    public Map<String, Provider> providers() {
        Map<String, Provider> all = new TreeMap<>();
        providers.forEach((use, provider) -> all.put(Kind.of(use.kind()).word() + " " + use.spec(), provider));
        return all;
    }

    private void publish() {
        taken++;
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
}
