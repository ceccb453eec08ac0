package rai.core.catalog;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Named;

/** Fills the catalog with the named services of the framework, as they come and go. */
@Component(service = Catalog.class)
public class OsgiCatalog extends ServiceCatalog implements ServiceTrackerCustomizer<Object, OsgiCatalog.Tracked> {
    private static final Logger LOG = LoggerFactory.getLogger(OsgiCatalog.class);

    /** A service of the framework, on offer once for each kind that it is of. */
    final class Tracked {
        private final ServiceReference<Object> reference;
        private final Bundle bundle;
        private final Lent lent;
        private List<Offer> offers = List.of();

        private Tracked(ServiceReference<Object> reference) {
            this.reference = reference;
            bundle = reference.getBundle();
            lent = new Lent(context, reference, components);
        }

        private void offer() {
            offers = Stream.of(Kind.values())
                    .filter(kind -> provides(reference, kind))
                    .map(this::offer)
                    .toList();
            offers.forEach(OsgiCatalog.this::add);
        }

        private Offer offer(Kind kind) {
            return new Offer(
                    kind,
                    String.valueOf(reference.getProperty(Named.PROPERTY)),
                    reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0,
                    (Long) reference.getProperty(Constants.SERVICE_ID),
                    bundle.getSymbolicName(),
                    bundle.getVersion().toString(),
                    () -> contents.sha256(bundle),
                    lent);
        }

        private void withdraw() {
            offers.forEach(OsgiCatalog.this::remove);
            offers = List.of();
        }
    }

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final ServiceTracker<Object, Tracked> tracker;
    private final BundleContents contents;

    /**
     * @param context the bundle's context
     * @param components knows why a service could not be made
     * @throws InvalidSyntaxException never
     */
    @Activate
    public OsgiCatalog(BundleContext context, @Reference ServiceComponentRuntime components)
            throws InvalidSyntaxException {
        this.context = context;
        this.components = components;
        contents = new BundleContents(context);
        tracker = new ServiceTracker<>(context, context.createFilter("(" + Named.PROPERTY + "=*)"), this);
        tracker.open();
    }

    /** Lets go of all services. */
    @Deactivate
    public void close() {
        tracker.close();
    }

    @Override
    public Tracked addingService(ServiceReference<Object> reference) {
        Tracked tracked = new Tracked(reference);
        tracked.offer();
        return tracked;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Tracked tracked) {
        tracked.withdraw();
        tracked.offer();
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Tracked tracked) {
        tracked.withdraw();
        tracked.lent.giveBack();
    }

    /** The registered interface may extend that of the kind, as ScalarActivation extends Activation. */
    private static boolean provides(ServiceReference<?> reference, Kind kind) {
        for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            try {
                if (kind.type().isAssignableFrom(reference.getBundle().loadClass(type))) {
                    return true;
                }
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.warn(
                        "bundle {} registers a service as {}, which it can't load: {}", reference.getBundle(), type, e);
            }
        }
        return false;
    }
}
