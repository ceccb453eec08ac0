package rai.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Named;
import rai.api.spec.SpecException;

/** Fills the catalog with the named services of the framework, as they come and go. */
@Component(service = Catalog.class)
public class OsgiCatalog extends ServiceCatalog implements ServiceTrackerCustomizer<Object, List<ServiceCatalog.Offer>> {
    private static final Logger LOG = LoggerFactory.getLogger(OsgiCatalog.class);

    private final BundleContext context;
    private final ServiceTracker<Object, List<Offer>> tracker;
    private final Map<ServiceReference<?>, Object> used = new ConcurrentHashMap<>();

    /**
     * @param context the bundle's context
     * @throws InvalidSyntaxException never
     */
    @Activate
    public OsgiCatalog(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        tracker = new ServiceTracker<>(context, context.createFilter("(" + Named.PROPERTY + "=*)"), this);
        tracker.open();
    }

    /** Lets go of all services. */
    @Deactivate
    public void close() {
        tracker.close();
    }

    @Override
    public List<Offer> addingService(ServiceReference<Object> reference) {
        List<Offer> offers = new ArrayList<>();
        String name = String.valueOf(reference.getProperty(Named.PROPERTY));
        for (Kind kind : Kind.values()) {
            if (provides(reference, kind)) {
                Offer offer = new Offer(
                        kind,
                        name,
                        reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0,
                        (Long) reference.getProperty(Constants.SERVICE_ID),
                        reference.getBundle().getSymbolicName(),
                        reference.getBundle().getVersion().toString(),
                        () -> service(reference));
                offers.add(offer);
                add(offer);
            }
        }
        return offers;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, List<Offer> offers) {
        offers.forEach(this::remove);
        offers.clear();
        offers.addAll(addingService(reference));
    }

    @Override
    public void removedService(ServiceReference<Object> reference, List<Offer> offers) {
        offers.forEach(this::remove);
        if (used.remove(reference) != null) {
            context.ungetService(reference);
        }
    }

    /** A service is made only when it is used: a start that lists nothing costs nothing. */
    private Object service(ServiceReference<Object> reference) {
        return used.computeIfAbsent(reference, r -> {
            Object service = context.getService(reference);
            if (service == null) {
                throw new SpecException("the service '" + reference.getProperty(Named.PROPERTY) + "' of bundle "
                        + reference.getBundle() + " could not be made: see the log");
            }
            return service;
        });
    }

    /** The registered interface may extend that of the kind, as ScalarActivation extends Activation. */
    private static boolean provides(ServiceReference<?> reference, Kind kind) {
        for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
            try {
                if (kind.type().isAssignableFrom(reference.getBundle().loadClass(type))) {
                    return true;
                }
            } catch (ClassNotFoundException | LinkageError e) {
                LOG.warn("bundle {} registers a service as {}, which it can't load: {}", reference.getBundle(), type, e);
            }
        }
        return false;
    }
}
