package rai.extensions.repository;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** A bundle in an index: what it needs and gives, where its file is, and by what the file is recognized. */
public final class Entry implements Resource {
    /** The namespace of the file: SHA-256 in hexadecimal digits, URL, size. */
    static final String CONTENT = "osgi.content";

    private final List<Capability> capabilities = new ArrayList<>();
    private final List<Requirement> requirements = new ArrayList<>();
    private URI location;

    Entry() {}

    void add(String namespace, Map<String, Object> attributes, Map<String, String> directives, boolean required) {
        Clause clause = new Clause(this, namespace, attributes, directives);
        if (required) {
            requirements.add(clause);
        } else {
            capabilities.add(clause);
        }
    }

    void setLocation(URI location) {
        this.location = location;
    }

    /** @return its symbolic name */
    public String name() {
        return (String) identity().get(IdentityNamespace.IDENTITY_NAMESPACE);
    }

    /** @return its version */
    public Version version() {
        return identity().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE) instanceof Version version
                ? version
                : Version.emptyVersion;
    }

    /** @return where its file is */
    public URI location() {
        return location;
    }

    /** @return the SHA-256 of its file, in lower case */
    public String sha256() {
        return String.valueOf(attributes(CONTENT).get(CONTENT)).toLowerCase(java.util.Locale.ROOT);
    }

    /** @return the bytes of its file */
    public long size() {
        return attributes(CONTENT).get("size") instanceof Number size ? size.longValue() : -1;
    }

    private Map<String, Object> identity() {
        return attributes(IdentityNamespace.IDENTITY_NAMESPACE);
    }

    /** @return the attributes of its only capability in a namespace; empty if it has none */
    Map<String, Object> attributes(String namespace) {
        return getCapabilities(namespace).stream()
                .findFirst()
                .map(Capability::getAttributes)
                .orElse(Map.of());
    }

    @Override
    public List<Capability> getCapabilities(String namespace) {
        return capabilities.stream()
                .filter(each -> namespace == null || each.getNamespace().equals(namespace))
                .toList();
    }

    @Override
    public List<Requirement> getRequirements(String namespace) {
        return requirements.stream()
                .filter(each -> namespace == null || each.getNamespace().equals(namespace))
                .toList();
    }

    @Override
    public String toString() {
        return name() + " " + version();
    }
}
