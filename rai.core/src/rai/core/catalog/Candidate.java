package rai.core.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import rai.api.catalog.Catalog.Entry;
import rai.api.catalog.Catalog.Found;
import rai.api.catalog.Catalog.Provider;
import rai.api.catalog.Catalog.Quarantined;
import rai.api.spec.About;
import rai.api.spec.SelfDescribing;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.catalog.ServiceCatalog.Offer;
import rai.core.guard.TimeLimit;

/**
 * One of the services of a name: created when it is first needed, and never again if that fails. Its own code runs in threads
 * of limited time, so that a service that hangs while it is made or set holds up nobody for long.
 */
final class Candidate {
    /** A service that is not available. */
    static final class InQuarantine extends SpecException {
        private static final long serialVersionUID = 1L;

        private InQuarantine(String message) {
            super(message);
        }
    }

    /** A service, and what its class says. */
    private record Made(Object service, String about, String formula, String source, List<Settings.Info> settings) {
        static Made of(Object service) {
            Class<?> type = service.getClass();
            if (service instanceof SelfDescribing self) {
                return new Made(service, self.about(), self.formula(), self.source(), Settings.of(type));
            }
            About about = type.getAnnotation(About.class);
            return new Made(
                    service,
                    about == null ? "" : about.value(),
                    about == null ? "" : about.formula(),
                    about == null ? "" : about.source(),
                    Settings.of(type));
        }
    }

    final Offer offer;
    private final Duration limit;
    private final FutureTask<Made> making;
    /** By the text of the spec: in a fixed order. */
    private final Map<String, Quarantined> quarantined = new ConcurrentSkipListMap<>();
    /** Why it cannot be created; null as long as that is not known. */
    private volatile String unmade;

    private volatile Provider provider;
    /** Whether it has been set once, and in time: a thread to watch over that takes longer than the setting itself. */
    private volatile boolean wasSet;

    Candidate(Offer offer, Duration limit) {
        this.offer = offer;
        this.limit = limit;
        making = new FutureTask<>(() -> Made.of(offer.service().get()));
    }

    boolean isOf(Provider other) {
        return offer.bundle().equals(other.bundle())
                && offer.version().equals(other.version())
                && provider().equals(other);
    }

    private Provider provider() {
        if (provider == null) {
            provider =
                    new Provider(offer.bundle(), offer.version(), offer.sha256().get());
        }
        return provider;
    }

    /** @return whether anybody could get it, at least with some settings, if it has any */
    boolean usable() {
        Made made = made();
        return made != null && (quarantined.isEmpty() || !made.settings().isEmpty());
    }

    Entry entry() {
        Made made = made();
        String why = made == null
                ? unmade
                : quarantined.values().stream()
                        .map(each -> made.settings().isEmpty() ? each.reason() : each.spec() + ": " + each.reason())
                        .collect(Collectors.joining("; "));
        return new Entry(
                offer.kind(),
                offer.name(),
                made == null ? "" : made.about(),
                made == null ? "" : made.formula(),
                made == null ? "" : made.source(),
                made == null ? List.of() : made.settings(),
                offer.bundle(),
                offer.version(),
                why);
    }

    /** @return whether it was not in quarantine before */
    boolean quarantine(Spec spec, String reason) {
        return quarantined.putIfAbsent(spec.toString(), new Quarantined(offer.kind(), spec, provider(), reason))
                == null;
    }

    List<Quarantined> quarantined() {
        List<Quarantined> all = new ArrayList<>(quarantined.values());
        if (unmade != null) {
            all.add(new Quarantined(offer.kind(), Spec.named(offer.name()), provider(), unmade));
        }
        return all;
    }

    /** @throws InQuarantine if it is not available, with this spec or at all */
    <T> Found<T> find(Class<T> type, Spec spec, Settings.Resolver resolver) {
        Made made = made();
        if (made == null) {
            throw inQuarantine(Spec.named(offer.name()), unmade);
        }
        requireFree(spec);
        Configured<T> configured = made.settings().isEmpty() // none of its own code is needed then
                ? Settings.configure(type.cast(made.service()), spec, resolver)
                : configured(type.cast(made.service()), spec, resolver);
        requireFree(configured.spec());
        return new Found<>(configured.service(), configured.spec(), provider());
    }

    private void requireFree(Spec spec) {
        Quarantined found = quarantined.isEmpty() ? null : quarantined.get(spec.toString());
        if (found != null) {
            throw inQuarantine(spec, found.reason());
        }
    }

    private InQuarantine inQuarantine(Spec spec, String reason) {
        return new InQuarantine("the " + offer.kind().word() + " '" + spec + "' of " + offer.bundle() + " "
                + offer.version() + " is in quarantine: " + reason + "; replace its bundle");
    }

    /** Another instance is made and set; if that fails it is nothing that the user wrote. */
    private <T> Configured<T> configured(T service, Spec spec, Settings.Resolver resolver) {
        String reason;
        try {
            Configured<T> configured = wasSet
                    ? Settings.configure(service, spec, resolver)
                    : limited(() -> Settings.configure(service, spec, resolver));
            wasSet = true;
            return configured;
        } catch (SpecException wrong) {
            throw wrong;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            reason = "it cannot be set (" + told(e) + ")";
        } catch (TimeLimit.Exceeded e) {
            reason = "it can't be set within " + TimeLimit.text(limit);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SpecException wrong) {
                throw wrong;
            }
            reason = "it cannot be set (" + told(e.getCause()) + ")";
        }
        quarantine(spec, reason);
        throw inQuarantine(spec, reason);
    }

    /** @return the service; null if it cannot be created */
    private Made made() {
        if (unmade == null) {
            try {
                return making.isDone()
                        ? making.get()
                        : limited(() -> {
                            making.run(); // by the first to come here; the others wait for it
                            return making.get();
                        });
            } catch (TimeLimit.Exceeded e) {
                unmade = "it cannot be created within " + TimeLimit.text(limit);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() instanceof ExecutionException inner ? inner.getCause() : e.getCause();
                unmade = "it cannot be created (" + told(cause) + ")";
            } catch (InterruptedException e) {
                throw new IllegalStateException(e); // it is done: there is nothing to wait for
            }
        }
        return null;
    }

    private static String told(Throwable cause) {
        String text = cause instanceof SpecException ? cause.getMessage() : cause.toString();
        return text.strip().replaceAll("\\s+", " ");
    }

    private <T> T limited(Callable<T> task) throws ExecutionException, TimeLimit.Exceeded {
        return TimeLimit.call("making " + offer.kind().word() + " " + offer.name(), limit, task);
    }
}
