package rai.core.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Named;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.api.spec.Words;

/**
 * The catalog as a plain collection: services are added and removed by whoever knows of them. Safe for many threads. Of a
 * service that can't be made, or that is in quarantine, it takes the next best of the same name.
 */
public class ServiceCatalog implements Catalog {
    /** How long a service may take to be made, or to be set. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * A service on offer.
     *
     * @param kind its kind
     * @param name its name
     * @param rank of several with one name the highest is taken
     * @param order of equal ranks the lowest is taken: the one that came first
     * @param bundle the symbolic name of its bundle
     * @param version the version of its bundle
     * @param sha256 the SHA-256 of the content of its bundle; asked for when a spec is first resolved
     * @param service the service; asked for once, when it is first needed, in a thread of its own
     */
    public record Offer(
            Kind kind,
            String name,
            int rank,
            long order,
            String bundle,
            String version,
            Supplier<String> sha256,
            Supplier<Object> service) {
        /**
         * A service of which no bundle's content is known.
         *
         * @param kind its kind
         * @param name its name
         * @param rank of several with one name the highest is taken
         * @param order of equal ranks the lowest is taken
         * @param bundle the symbolic name of its bundle
         * @param version the version of its bundle
         * @param service the service
         */
        public Offer(
                Kind kind, String name, int rank, long order, String bundle, String version, Supplier<Object> service) {
            this(kind, name, rank, order, bundle, version, () -> "", service);
        }
    }

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingInt((Candidate c) -> -c.offer.rank()).thenComparingLong(c -> c.offer.order());

    private final Map<Kind, Map<String, NavigableSet<Candidate>>> candidates = new EnumMap<>(Kind.class);
    private final AtomicLong changes = new AtomicLong();
    private final Duration limit;

    /** An empty catalog. */
    public ServiceCatalog() {
        this(LIMIT);
    }

    /**
     * An empty catalog.
     *
     * @param limit how long a service may take to be made, or to be set
     */
    ServiceCatalog(Duration limit) {
        this.limit = limit;
        for (Kind kind : Kind.values()) {
            candidates.put(kind, new ConcurrentHashMap<>());
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
        candidates
                .get(offer.kind())
                .computeIfAbsent(offer.name(), n -> new ConcurrentSkipListSet<>(BEST_FIRST))
                .add(new Candidate(offer, limit));
        changes.incrementAndGet();
    }

    /**
     * Removes a service, and with it all that is in quarantine of it.
     *
     * @param offer what was added
     */
    public void remove(Offer offer) {
        candidates.get(offer.kind()).computeIfPresent(offer.name(), (name, all) -> {
            all.removeIf(candidate -> candidate.offer.equals(offer));
            return all.isEmpty() ? null : all;
        });
        changes.incrementAndGet();
    }

    @Override
    public List<Entry> list(Kind kind) {
        return candidates.get(kind).values().stream()
                .flatMap(all -> entries(all).stream())
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    /** The first that can be used, and after it those before that can't. */
    private static List<Entry> entries(NavigableSet<Candidate> named) {
        List<Entry> entries = new ArrayList<>();
        for (Candidate candidate : named) {
            if (candidate.usable()) {
                entries.add(0, candidate.entry());
                break;
            }
            entries.add(candidate.entry());
        }
        return entries;
    }

    @Override
    public boolean has(Kind kind, String name) {
        return candidates.get(kind).containsKey(name);
    }

    @Override
    public <T> Found<T> find(Class<T> type, Spec spec) {
        Kind kind = Kind.of(type);
        SpecException first = null;
        for (Candidate candidate : named(kind, spec.name())) {
            try {
                return candidate.find(type, spec, this);
            } catch (Candidate.InQuarantine e) {
                first = first == null ? e : first;
            } catch (SpecException e) {
                throw first == null ? e : first; // the spec was written for the best one
            }
        }
        throw first != null
                ? first
                : Words.unknown(kind.word(), spec.name(), candidates.get(kind).keySet(), "list " + kind.word());
    }

    @Override
    public <T> Found<T> find(Class<T> type, Spec spec, Provider provider) {
        Kind kind = Kind.of(type);
        return named(kind, spec.name()).stream()
                .filter(candidate -> candidate.isOf(provider))
                .findFirst()
                .orElseThrow(() -> new SpecException(
                        "the " + kind.word() + " '" + spec.name() + "' of " + provider + " is not there"))
                .find(type, spec, this);
    }

    @Override
    public void quarantine(Class<?> type, Spec spec, Provider provider, String reason) {
        boolean changed = false;
        for (Candidate candidate : named(Kind.of(type), spec.name())) {
            changed |= candidate.isOf(provider) && candidate.quarantine(spec, reason);
        }
        if (changed) {
            changes.incrementAndGet();
        }
    }

    @Override
    public List<Quarantined> quarantined() {
        return candidates.values().stream()
                .flatMap(names -> names.values().stream())
                .flatMap(NavigableSet::stream)
                .flatMap(candidate -> candidate.quarantined().stream())
                .sorted(Comparator.comparing(Quarantined::kind)
                        .thenComparing(each -> each.spec().toString()))
                .toList();
    }

    private NavigableSet<Candidate> named(Kind kind, String name) {
        return Optional.ofNullable(candidates.get(kind).get(name))
                .orElseGet(() -> new ConcurrentSkipListSet<>(BEST_FIRST));
    }

    @Override
    public long changes() {
        return changes.get();
    }
}
