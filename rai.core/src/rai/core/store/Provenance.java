package rai.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import rai.api.catalog.Catalog.Provider;
import rai.api.run.Processor;
import rai.api.run.RunRequest;

/** Where a run comes from: the part of its document that names bundles, Java, machine and command. */
final class Provenance {
    private static final String SERVICES = "services";
    /** What else can make a run differ in its last bits, and how a sentence calls it. */
    private static final Map<String, String> MACHINE = new LinkedHashMap<>();

    static {
        MACHINE.put("java", "Java");
        MACHINE.put("system", "the system");
        MACHINE.put("system_version", "the version of the system");
        MACHINE.put("processor", "the processor");
        MACHINE.put("cores", "the number of cores");
    }

    private Provenance() {}

    static Map<String, Object> of(RunRequest request, Map<String, Provider> providers) {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("started", Instant.now().toString());
        Map<String, Object> services = new LinkedHashMap<>();
        providers.forEach((service, provider) -> services.put(service, provider.asMap()));
        provenance.put(SERVICES, services);
        provenance.put("java", Runtime.version().toString());
        provenance.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        provenance.put("system_version", System.getProperty("os.version"));
        provenance.put("processor", Processor.name());
        provenance.put("cores", Runtime.getRuntime().availableProcessors());
        provenance.put("command", request.keeping().command());
        return provenance;
    }

    /** @return who provided the services of a run, by kind and spec; empty if its document does not say */
    static Map<String, Provider> services(Map<String, Object> document) {
        Map<String, Provider> services = new TreeMap<>();
        if (document.get("provenance") instanceof Map<?, ?> p && p.get(SERVICES) instanceof Map<?, ?> all) {
            all.forEach((service, provider) -> services.put(String.valueOf(service), provider(provider)));
        }
        return services;
    }

    /** Documents of earlier versions have a text, the bundle and its version. */
    private static Provider provider(Object document) {
        if (document instanceof Map<?, ?> map) {
            return new Provider(text(map, "bundle"), text(map, "version"), text(map, "sha256"));
        }
        String[] words = String.valueOf(document).split(" ", 2);
        return new Provider(words[0], words.length > 1 ? words[1] : "", "");
    }

    private static String text(Map<?, ?> document, String key) {
        return Objects.toString(document.get(key), "");
    }

    /** @return a sentence for each service that another bundle provides now; those that are new are left out */
    static List<String> differences(Map<String, Provider> then, Map<String, Provider> now) {
        List<String> sentences = new ArrayList<>();
        now.forEach((service, provider) -> {
            Provider before = then.entrySet().stream()
                    .filter(old -> SameSpecs.service(old.getKey(), service))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                return;
            }
            if (!before.toString().equals(provider.toString())) {
                sentences.add(service + " was provided by " + before + " and is now provided by " + provider);
            } else if (!before.sha256().isEmpty()
                    && !provider.sha256().isEmpty()
                    && !before.sha256().equals(provider.sha256())) {
                sentences.add(
                        service + " was that of " + before + ", and is that of another build of the same version now");
            }
        });
        return sentences;
    }

    /** @return a phrase for each service that one of two runs used, and the other did not: a default may have changed */
    static List<String> onlyIn(String which, Map<String, Object> one, Map<String, Object> other) {
        Map<String, Provider> services = services(one);
        Set<String> others = services(other).keySet();
        services.keySet()
                .removeIf(service -> others.stream()
                        .anyMatch(used -> SameSpecs.service(service, used) || SameSpecs.service(used, service)));
        List<String> phrases = new ArrayList<>();
        services.forEach((service, provider) -> phrases.add("only " + which + " used " + service + " of " + provider));
        return phrases;
    }

    /** @return a phrase for each difference of Java and machine between two runs, if both record it */
    static List<String> machines(Map<String, Object> first, Map<String, Object> second) {
        List<String> phrases = new ArrayList<>();
        if (first.get("provenance") instanceof Map<?, ?> then && second.get("provenance") instanceof Map<?, ?> now) {
            MACHINE.forEach((key, name) -> {
                String before = text(then, key);
                if (!before.isEmpty() && !before.equals(text(now, key))) {
                    phrases.add(name + " was " + before + ", and is " + text(now, key) + " now");
                }
            });
        }
        return phrases;
    }
}
