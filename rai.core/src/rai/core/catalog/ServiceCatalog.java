package rai.core.catalog;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/** The catalog as a plain collection: services are added and removed by whoever knows of them. Safe for many threads. */
public class ServiceCatalog implements Catalog {
    /**
     * A service on offer.
     *
     * @param kind its kind
     * @param name its name
     * @param rank of several with one name the highest is taken
     * @param order of equal ranks the lowest is taken: the one that came first
     * @param bundle the symbolic name of its bundle
     * @param version the version of its bundle
     * @param service the service; asked for when it is first needed
     */
    public record Offer(
            Kind kind, String name, int rank, long order, String bundle, String version, Supplier<Object> service) {
        private Provider provider() {
            return new Provider(bundle, version, "");
        }

        private Entry entry() {
            Class<?> type;
            try {
                type = service.get().getClass();
            } catch (SpecException e) { // a broken service must not hide the others
                return new Entry(kind, name, e.getMessage(), "", "", List.of(), bundle, version);
            }
            About about = type.getAnnotation(About.class);
            return new Entry(
                    kind,
                    name,
                    about == null ? "" : about.value(),
                    about == null ? "" : about.formula(),
                    about == null ? "" : about.source(),
                    Settings.of(type),
                    bundle,
                    version);
        }
    }

    private static final Comparator<Offer> BEST_FIRST =
            Comparator.comparingInt((Offer o) -> -o.rank()).thenComparingLong(Offer::order);

    private final Map<Kind, Map<String, NavigableSet<Offer>>> offers = new EnumMap<>(Kind.class);
    private final AtomicLong changes = new AtomicLong();

    /** An empty catalog. */
    public ServiceCatalog() {
        for (Kind kind : Kind.values()) {
            offers.put(kind, new ConcurrentHashMap<>());
        }
    }

    /**
     * A catalog of services that carry their names as annotations, outside of any framework.
     *
     * @param services the services
     * @return the catalog
     */
    public static ServiceCatalog of(Object... services) {
        ServiceCatalog catalog = new ServiceCatalog();
        long order = 0;
        for (Object service : services) {
            String name = service.getClass().getAnnotation(Named.class).value();
            for (Kind kind : Kind.values()) {
                if (kind.type().isInstance(service)) {
                    catalog.add(new Offer(kind, name, 0, order++, "none", "0", () -> service));
                }
            }
        }
        return catalog;
    }

    /**
     * Adds a service.
     *
     * @param offer the service
     */
    public void add(Offer offer) {
        offers.get(offer.kind())
                .computeIfAbsent(offer.name(), n -> new ConcurrentSkipListSet<>(BEST_FIRST))
                .add(offer);
        changes.incrementAndGet();
    }

    /**
     * Removes a service.
     *
     * @param offer what was added
     */
    public void remove(Offer offer) {
        offers.get(offer.kind()).computeIfPresent(offer.name(), (name, all) -> {
            all.remove(offer);
            return all.isEmpty() ? null : all;
        });
        changes.incrementAndGet();
    }

    @Override
    public List<Entry> list(Kind kind) {
        return offers.get(kind).values().stream()
                .flatMap(all -> all.stream().limit(1))
                .map(Offer::entry)
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    @Override
    public boolean has(Kind kind, String name) {
        return offers.get(kind).containsKey(name);
    }

    @Override
    public <T> Found<T> find(Class<T> type, Spec spec) {
        Kind kind = Kind.of(type);
        NavigableSet<Offer> named = offers.get(kind).get(spec.name());
        Offer best = named == null ? null : named.stream().findFirst().orElse(null);
        if (best == null) {
            throw Words.unknown(kind.word(), spec.name(), offers.get(kind).keySet());
        }
        return configure(type, spec, best);
    }

    @Override
    public <T> Found<T> find(Class<T> type, Spec spec, Provider provider) {
        Kind kind = Kind.of(type);
        Offer of = offers.get(kind).getOrDefault(spec.name(), Collections.emptyNavigableSet()).stream()
                .filter(offer -> offer.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> new SpecException("the " + kind.word() + " '" + spec.name() + "' of " + provider
                        + " is not there"));
        return configure(type, spec, of);
    }

    private <T> Found<T> configure(Class<T> type, Spec spec, Offer offer) {
        Configured<T> configured = Settings.configure(type.cast(offer.service().get()), spec, this);
        return new Found<>(configured.service(), configured.spec(), offer.provider());
    }

    @Override
    public void quarantine(Class<?> kind, Spec spec, Provider provider, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Quarantined> quarantined() {
        return List.of();
    }

    @Override
    public long changes() {
        return changes.get();
    }
}
