package rai.extensions.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolveContext;

/** What the resolver may use: the bundles that are installed and resolved, before those of the index, newest first. */
final class Environment extends ResolveContext {
    private static final String SERVICE = "osgi.service";

    private final BundleContext context;
    private final Entry wanted;
    private final Map<Resource, Wiring> wirings = new HashMap<>();
    private final List<Entry> offered;

    Environment(BundleContext context, Index index, Entry wanted) {
        this.context = context;
        this.wanted = wanted;
        for (Bundle bundle : context.getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null) {
                wirings.put(wiring.getRevision(), wiring);
            }
        }
        offered = index.entries().stream()
                .filter(entry -> !isInstalled(entry))
                .sorted(Comparator.comparing(Entry::version).reversed())
                .toList();
    }

    private boolean isInstalled(Entry entry) {
        return wirings.keySet().stream()
                .map(BundleRevision.class::cast)
                .anyMatch(bundle -> bundle.getSymbolicName().equals(entry.name())
                        && bundle.getVersion().equals(entry.version()));
    }

    static boolean matches(Requirement requirement, Capability capability) {
        String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
        try {
            return filter == null || FrameworkUtil.createFilter(filter).matches(capability.getAttributes());
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return List.of(wanted);
    }

    @Override
    public List<Capability> findProviders(Requirement requirement) {
        List<Capability> found = new ArrayList<>();
        for (Wiring wiring : wirings.values()) {
            for (Capability capability : wiring.getResourceCapabilities(requirement.getNamespace())) {
                if (matches(requirement, capability)) {
                    found.add(capability);
                }
            }
        }
        for (Entry entry : offered) {
            for (Capability capability : entry.getCapabilities(requirement.getNamespace())) {
                if (matches(requirement, capability)) {
                    found.add(capability);
                }
            }
        }
        return found;
    }

    @Override
    public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
        capabilities.add(hosted);
        return capabilities.size() - 1;
    }

    /** A service that exists now need not be promised by a header. */
    @Override
    public boolean isEffective(Requirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        boolean exists = requirement.getNamespace().equals(SERVICE)
                && isRegistered(directives.get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
        return (effective.equals(Namespace.EFFECTIVE_RESOLVE) || effective.equals(Namespace.EFFECTIVE_ACTIVE))
                && !exists;
    }

    private boolean isRegistered(String filter) {
        try {
            return context.getAllServiceReferences(null, filter) != null;
        } catch (InvalidSyntaxException e) {
            return false;
        }
    }

    @Override
    public Map<Resource, Wiring> getWirings() {
        return wirings;
    }
}
