package rai.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.run.LearntActivation;

/**
 * A bundle that was written.
 *
 * @param bundle its symbolic name
 * @param version its version
 * @param replaced whether it took the place of another file
 * @param activation the activation, one for all units
 * @param learnt its parameters as short text
 * @param place the run, layer and unit it was learnt in; empty if it was typed
 * @param needs the services that it is made of
 * @param headers what its manifest says about its origin
 */
public record Published(
        String bundle,
        String version,
        boolean replaced,
        LearntActivation activation,
        String learnt,
        String place,
        List<Need> needs,
        Map<String, String> headers) {
    /**
     * A service that the activation is made of.
     *
     * @param kind its kind
     * @param name its name
     * @param provider the bundle that provides it now
     */
    public record Need(Kind kind, String name, Catalog.Provider provider) {
        /** @return kind, name, and the members of the provider */
        public Map<String, Object> document() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("kind", kind.word());
            map.put("name", name);
            map.putAll(provider.asMap());
            return map;
        }

        @Override
        public String toString() {
            return kind.word() + " " + name + " of " + provider;
        }
    }
}
