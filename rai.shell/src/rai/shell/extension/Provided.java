package rai.shell.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import rai.api.catalog.Kind;
import rai.api.spec.Named;

/**
 * A service that a bundle provides.
 *
 * @param kind the word for its kind: that of a {@link Kind}, command, or service for any other
 * @param name what it is called, or its type
 */
record Provided(String kind, String name) {
    private static final String DECLARED = "osgi.service";

    /** @return what the bundle provides now */
    static List<Provided> by(Bundle bundle) {
        List<Provided> all = new ArrayList<>();
        for (ServiceReference<?> reference : references(bundle)) {
            String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
            Object named = reference.getProperty(Named.PROPERTY);
            Object command = reference.getProperty(CommandProcessor.COMMAND_FUNCTION);
            Optional<Kind> kind = kind(bundle, types);
            if (named != null && kind.isPresent()) {
                all.add(new Provided(kind.get().word(), named.toString()));
            } else if (command != null) {
                Stream.of(command instanceof String[] many ? many : new String[] {command.toString()})
                        .forEach(name -> all.add(new Provided("command", name)));
            } else {
                all.add(new Provided("service", String.join(", ", types)));
            }
        }
        return all;
    }

    /** @return types of services that the bundle's headers promise, and that are not there now */
    static List<String> missing(Bundle bundle) {
        List<String> there = Stream.of(references(bundle))
                .flatMap(reference -> Stream.of((String[]) reference.getProperty(Constants.OBJECTCLASS)))
                .toList();
        return bundle.adapt(BundleRevision.class).getDeclaredCapabilities(DECLARED).stream()
                .map(BundleCapability::getAttributes)
                .flatMap(Provided::types)
                .filter(type -> !there.contains(type))
                .distinct()
                .toList();
    }

    Map<String, Object> document() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        map.put("name", name);
        return map;
    }

    static String text(List<Provided> all) {
        return all.stream().map(Provided::toString).collect(Collectors.joining(", "));
    }

    private static Stream<String> types(Map<String, Object> attributes) {
        Object types = attributes.get(Constants.OBJECTCLASS);
        return (types instanceof Collection<?> many ? many.stream() : Stream.ofNullable(types)).map(String::valueOf);
    }

    private static ServiceReference<?>[] references(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getState() == Bundle.ACTIVE ? bundle.getRegisteredServices() : null;
        return references == null ? new ServiceReference<?>[0] : references;
    }

    /** The registered type may extend that of the kind, as ScalarActivation extends Activation. */
    private static Optional<Kind> kind(Bundle bundle, String[] types) {
        return Arrays.stream(Kind.values())
                .filter(kind -> Arrays.stream(types).anyMatch(type -> isA(kind, bundle, type)))
                .findFirst();
    }

    private static boolean isA(Kind kind, Bundle bundle, String type) {
        try {
            return kind.type().isAssignableFrom(bundle.loadClass(type));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
