package rai.core.catalog;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import rai.api.spec.SpecException;

/** A service of the framework, which is made only when it is asked for: a start that lists nothing costs nothing. */
final class Lent implements Supplier<Object> {
    private final BundleContext context;
    private final ServiceReference<Object> reference;
    private final ServiceComponentRuntime components;
    /** How often the framework has provided it. */
    private final AtomicInteger held = new AtomicInteger();

    private volatile boolean over;

    Lent(BundleContext context, ServiceReference<Object> reference, ServiceComponentRuntime components) {
        this.context = context;
        this.reference = reference;
        this.components = components;
    }

    @Override
    public Object get() {
        Object service = context.getService(reference);
        if (service == null) {
            throw new SpecException(reason());
        }
        held.incrementAndGet();
        if (over) { // it took so long to be made that it is gone already
            giveBack();
        }
        return service;
    }

    /** Lets the framework have it back, also if it is still being made. */
    void giveBack() {
        over = true;
        while (held.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            context.ungetService(reference);
        }
    }

    /** An exception from creating a component is logged, and passed only to the caller that asked for it. */
    private String reason() {
        Object name = reference.getProperty("component.name");
        ComponentDescriptionDTO component =
                name == null ? null : components.getComponentDescriptionDTO(reference.getBundle(), name.toString());
        if (component != null) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.failure != null) {
                    return thrown(configuration.failure);
                }
            }
        }
        return "see the log";
    }

    /** The first line of the innermost cause of a stack trace. */
    private static String thrown(String trace) {
        String mark = "Caused by: ";
        int cause = trace.lastIndexOf(mark);
        return trace.substring(cause < 0 ? 0 : cause + mark.length())
                .strip()
                .lines()
                .findFirst()
                .orElse("see the log");
    }
}
