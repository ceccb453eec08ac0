package rai.api.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;

/** Knows which services exist at this moment, and provides them by their specs. */
@ProviderType
public interface Catalog extends Settings.Resolver {
    /**
     * The services of a kind, by name; if several have one name, the one that {@link #resolve} returns, followed by those
     * that it would prefer if they were not in quarantine.
     *
     * @param kind the kind
     * @return the services that exist now
     */
    List<Entry> list(Kind kind);

    /**
     * @param kind the kind
     * @param name a name
     * @return whether such a service exists now
     */
    default boolean has(Kind kind, String name) {
        return list(kind).stream().anyMatch(entry -> entry.name().equals(name));
    }

    /**
     * A service, configured as its spec says.
     *
     * @param <T> the kind of service
     * @param kind the interface of the kind
     * @param spec which one
     * @return a configured service, and the spec with all settings
     * @throws rai.api.spec.SpecException if the name or a setting is unknown, a value is not allowed, or the service is in
     *     quarantine
     */
    @Override
    default <T> Configured<T> resolve(Class<T> kind, Spec spec) {
        Found<T> found = find(kind, spec);
        return new Configured<>(found.service(), found.spec());
    }

    /**
     * A service, configured as its spec says, and its provider. If several have one name, it is the one with the highest
     * rank that is not in quarantine.
     *
     * @param <T> the kind of service
     * @param kind the interface of the kind
     * @param spec which one
     * @return the service
     * @throws rai.api.spec.SpecException as {@link #resolve} does
     */
    <T> Found<T> find(Class<T> kind, Spec spec);

    /**
     * The service of one provider, even if others are preferred.
     *
     * @param <T> the kind of service
     * @param kind the interface of the kind
     * @param spec which one
     * @param provider its provider
     * @return the service
     * @throws rai.api.spec.SpecException as {@link #resolve} does, or if this provider does not exist
     */
    <T> Found<T> find(Class<T> kind, Spec spec, Provider provider);

    /**
     * Stops providing a service, with these settings, until its bundle is replaced, updated or stopped. That counts as a
     * change. Nothing happens if the provider is already gone.
     *
     * @param kind the interface of the kind
     * @param spec the full spec with which it failed
     * @param provider who provides it
     * @param reason what it did, as words that can follow "since": {@code it returned NaN for z = 0.5}
     */
    void quarantine(Class<?> kind, Spec spec, Provider provider, String reason);

    /** @return the services in quarantine: those that were put there, and those that could not be created */
    List<Quarantined> quarantined();

    /**
     * The provider of a service.
     *
     * @param bundle the symbolic name of the bundle
     * @param version its version
     * @param sha256 the SHA-256 of its content, as 64 hexadecimal digits: computed over all its files, sorted by path; for
     *     each the path (UTF-8), a zero byte, the length (8 bytes, big-endian) and the content; empty if it is not known
     */
    record Provider(String bundle, String version, String sha256) {
        /** @return the same as a document, by the names of the components */
        public Map<String, Object> asMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("bundle", bundle);
            map.put("version", version);
            map.put("sha256", sha256);
            return map;
        }

        /** @return name and version */
        @Override
        public String toString() {
            return bundle + " " + version;
        }
    }

    /**
     * A service that was found.
     *
     * @param <T> its kind
     * @param service the configured service
     * @param spec the spec with all settings
     * @param provider who provides it
     */
    record Found<T>(T service, Spec spec, Provider provider) {}

    /**
     * A service in quarantine.
     *
     * @param kind its kind
     * @param spec the full spec with which it failed; its bare name if it could not be created
     * @param provider who provides it
     * @param reason what it did, as words that can follow "since"
     */
    record Quarantined(Kind kind, Spec spec, Provider provider, String reason) {}

    /**
     * Counts the changes: as long as the number stays the same, {@link #resolve} returns the same services.
     *
     * @return a number that grows whenever a service comes, changes or goes
     */
    long changes();

    /**
     * A service that exists.
     *
     * @param kind its kind
     * @param name its name
     * @param about one sentence
     * @param formula its formula, or an empty text
     * @param source its source in the literature, or an empty text
     * @param settings its settings
     * @param bundle the symbolic name of the bundle that provides it
     * @param version the version of that bundle
     * @param quarantine why it is in quarantine, for each spec that is; empty if none is
     */
    record Entry(
            Kind kind,
            String name,
            String about,
            String formula,
            String source,
            List<Settings.Info> settings,
            String bundle,
            String version,
            String quarantine) {}
}
