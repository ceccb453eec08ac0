package rai.studies.journal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the identity of a trial is made of, beside its request.
 *
 * @param data the SHA-256 of each part of the data
 * @param providers the SHA-256 of each bundle that provides one of its services, by name and version
 */
public record Basis(Map<String, String> data, Map<String, String> providers) {
    /** The maps are shared by many trials. */
    public Basis {
        data = Collections.unmodifiableMap(data);
        providers = Collections.unmodifiableMap(providers);
    }

    /**
     * @param document a map, as {@link Json#parse} has read it
     * @return its values as texts, in the order of the keys; empty if it is not a map
     */
    public static Map<String, String> texts(Object document) {
        Map<String, String> texts = new TreeMap<>();
        if (document instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }
}
