package rai.extensions.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.Resolver;
import rai.extensions.ExtensionException;
import rai.extensions.Needs;

/** Finds what has to be installed from an index so that a bundle of it works here. The framework's resolver decides, by its own rules. */
public final class Resolution {
    private static final Pattern REQUIREMENT =
            Pattern.compile("\\s*([\\w.-]+)\\s*;\\s*(?:filter:=)?\\s*[\"']?(\\(.*\\))[\"']?\\s*");

    private final BundleContext context;
    private final Index index;

    /**
     * @param context of any bundle
     * @param index what may be installed
     */
    public Resolution(BundleContext context, Index index) {
        this.context = context;
        this.index = index;
    }

    /**
     * Returns whether a text is a requirement, such as {@code osgi.wiring.package;(osgi.wiring.package=org.example)}.
     *
     * @param text a symbolic name or a requirement
     */
    public static boolean isRequirement(String text) {
        return REQUIREMENT.matcher(text).matches();
    }

    /**
     * The newest bundle of a name, or the best one that meets a requirement.
     *
     * @param wanted a symbolic name, or a requirement
     * @return the bundle; empty if the index has none
     * @throws ExtensionException if a requirement has a filter that is none
     */
    public Optional<Entry> find(String wanted) {
        Matcher requirement = REQUIREMENT.matcher(wanted);
        String namespace = requirement.matches() ? requirement.group(1) : IdentityNamespace.IDENTITY_NAMESPACE;
        String filter = requirement.matches()
                ? requirement.group(2)
                : "(" + IdentityNamespace.IDENTITY_NAMESPACE + "=" + wanted.replaceAll("[()*\\\\]", "\\\\$0") + ")";
        try {
            FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException e) {
            throw new ExtensionException("is not a requirement: " + e.getMessage());
        }
        Clause clause = new Clause(null, namespace, Map.of(), Map.of("filter", filter));
        return index.entries().stream()
                .filter(entry -> entry.getCapabilities(namespace).stream()
                        .anyMatch(capability -> Environment.matches(clause, capability)))
                .max(Comparator.comparing(Entry::version));
    }

    /**
     * A bundle with all that it needs and that is not installed, each after those that it needs itself.
     *
     * @param wanted a bundle of the index
     * @throws ExtensionException if something is missing; the message says what
     */
    public List<Entry> with(Entry wanted) {
        ServiceReference<Resolver> reference = context.getServiceReference(Resolver.class);
        if (reference == null) {
            throw new ExtensionException("cannot be resolved: this framework has no resolver service");
        }
        try {
            Map<Resource, List<Wire>> wires =
                    context.getService(reference).resolve(new Environment(context, index, wanted));
            Set<Entry> sorted = new LinkedHashSet<>();
            visit(wanted, wires, sorted, new LinkedHashSet<>());
            return new ArrayList<>(sorted);
        } catch (ResolutionException e) {
            throw new ExtensionException(missing(wanted, e));
        } finally {
            context.ungetService(reference);
        }
    }

    private static void visit(
            Resource resource, Map<Resource, List<Wire>> wires, Set<Entry> sorted, Set<Resource> open) {
        if (!(resource instanceof Entry entry) || !open.add(resource)) {
            return;
        }
        wires.getOrDefault(resource, List.of()).forEach(wire -> visit(wire.getProvider(), wires, sorted, open));
        sorted.add(entry);
        // fragments are not required by what they belong to
        wires.forEach((other, needed) -> {
            if (needed.stream()
                    .anyMatch(wire -> wire.getProvider().equals(resource)
                            && wire.getRequirement().getNamespace().equals("osgi.wiring.host"))) {
                visit(other, wires, sorted, open);
            }
        });
    }

    private String missing(Entry wanted, ResolutionException e) {
        for (Requirement requirement : e.getUnresolvedRequirements()) {
            String needs =
                    "needs " + Needs.sentence(context, requirement) + ", and the index has nothing that provides it";
            Resource needing = requirement.getResource();
            return needing == wanted || !(needing instanceof Entry)
                    ? needs
                    : "requires " + needing + ", which " + needs;
        }
        return "cannot be resolved here: " + e.getMessage();
    }
}
