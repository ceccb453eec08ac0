package rai.api.catalog;

import java.util.List;
import rai.api.spec.Settings;
import rai.api.spec.Settings.Configured;
import rai.api.spec.Spec;

/** Knows which services are there at this moment, and hands them out by their specs. */
public interface Catalog extends Settings.Resolver {
    /**
     * The services of a kind, by name; of several with one name the one that {@link #resolve} would take.
     *
     * @param kind the kind
     * @return what is there now
     */
    List<Entry> list(Kind kind);

    /**
     * @param kind the kind
     * @param name a name
     * @return whether a service of that kind and name is there now
     */
    default boolean has(Kind kind, String name) {
        return list(kind).stream().anyMatch(entry -> entry.name().equals(name));
    }

    /**
     * A service set as a spec says.
     *
     * @param <T> the kind of service
     * @param kind the interface of the kind
     * @param spec which one
     * @return a configured service, and the spec with all settings
     * @throws rai.api.spec.SpecException where the name or a setting is unknown or a value won't do
     */
    @Override
    <T> Configured<T> resolve(Class<T> kind, Spec spec);

    /**
     * Counts the changes: as long as the number stays, {@link #resolve} would give the same services.
     *
     * @return a number that grows whenever a service comes, changes or goes
     */
    long changes();

    /**
     * A service that is there.
     *
     * @param kind its kind
     * @param name its name
     * @param about one sentence
     * @param formula its formula, or an empty text
     * @param source its source in the literature, or an empty text
     * @param settings its settings
     * @param bundle the symbolic name of the bundle that provides it
     * @param version the version of that bundle
     */
    record Entry(
            Kind kind,
            String name,
            String about,
            String formula,
            String source,
            List<Settings.Info> settings,
            String bundle,
            String version) {}
}
