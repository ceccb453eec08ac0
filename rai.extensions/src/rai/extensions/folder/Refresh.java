package rai.extensions.folder;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Makes a change to a bundle take effect: discards its old classes and rewires the bundles that it affects. */
final class Refresh {
    private final BundleContext context;
    private final FrameworkWiring wiring;

    Refresh(BundleContext context) {
        this.context = context;
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    static boolean isFragment(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Waits for completion. If a bundle is new and affects no other, there is nothing to do. */
    void after(Bundle bundle) {
        Set<Bundle> concerned = new HashSet<>(wiring.getRemovalPendingBundles());
        concerned.retainAll(Set.of(bundle));
        if (bundle.getState() != Bundle.UNINSTALLED) {
            concerned.addAll(hosts(bundle));
            concerned.addAll(waitingFor(bundle));
        }
        if (concerned.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(concerned, event -> done.countDown());
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The hosts of a fragment: it is attached to a host when the host is resolved again. */
    private Set<Bundle> hosts(Bundle fragment) {
        Set<Bundle> hosts = new HashSet<>();
        for (BundleRequirement host : requirements(fragment, HostNamespace.HOST_NAMESPACE)) {
            wiring.findProviders(host)
                    .forEach(found -> hosts.add(found.getRevision().getBundle()));
        }
        return hosts;
    }

    /** Bundles with an optional import of a package that this bundle exports. */
    private Set<Bundle> waitingFor(Bundle bundle) {
        Set<Bundle> waiting = new HashSet<>();
        for (Bundle other : context.getBundles()) {
            BundleWiring wired = other.adapt(BundleWiring.class);
            if (wired == null || other.equals(bundle)) {
                continue;
            }
            List<BundleRequirement> met = wired.getRequirements(PackageNamespace.PACKAGE_NAMESPACE);
            for (BundleRequirement wish : requirements(other, PackageNamespace.PACKAGE_NAMESPACE)) {
                boolean optional = Namespace.RESOLUTION_OPTIONAL.equals(
                        wish.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
                if (optional
                        && !met.contains(wish)
                        && wiring.findProviders(wish).stream()
                                .anyMatch(
                                        found -> found.getRevision().getBundle().equals(bundle))) {
                    waiting.add(other);
                }
            }
        }
        return waiting;
    }

    private static List<BundleRequirement> requirements(Bundle bundle, String namespace) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(namespace);
    }
}
