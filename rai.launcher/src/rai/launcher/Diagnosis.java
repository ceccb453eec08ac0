package rai.launcher;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/** Explains in one line why something is missing. */
final class Diagnosis {
    private static final String COMPONENTS = "org.osgi.service.component.runtime.ServiceComponentRuntime";

    static String notStarted(Bundle bundle, BundleException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        // the framework's own message names one missing import three times
        String reason = Main.message(cause).replaceFirst(" Unresolved requirements: .*", "");
        return bundle.getSymbolicName() + " " + bundle.getVersion() + " cannot be started: " + reason;
    }

    static String whatIsMissing(BundleContext context) {
        List<String> missing = new ArrayList<>();
        for (Bundle bundle : context.getBundles())
            if (bundle.getState() == Bundle.INSTALLED)
                missing.add("bundle " + bundle.getSymbolicName() + " is not resolved");
            else if (bundle.getState() == Bundle.RESOLVED && !isFragment(bundle))
                missing.add("bundle " + bundle.getSymbolicName() + " is not started");
        missing.addAll(waitingComponents(context));
        return missing.isEmpty()
                ? "no service java.util.concurrent.Callable with main.thread=true"
                : String.join("; ", missing);
    }

    static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** Asked by reflection: the types belong to a bundle, and are unknown outside the framework. */
    private static List<String> waitingComponents(BundleContext context) {
        List<String> waiting = new ArrayList<>();
        ServiceReference<?> reference = context.getServiceReference(COMPONENTS);
        if (reference == null) return waiting;
        try {
            Object runtime = context.getService(reference);
            Class<?> type = runtime.getClass().getClassLoader().loadClass(COMPONENTS);
            for (Object component : (Collection<?>) type.getMethod("getComponentDescriptionDTOs", Bundle[].class)
                    .invoke(runtime, (Object) new Bundle[0]))
                for (Object instance :
                        (Collection<?>) type.getMethod("getComponentConfigurationDTOs", component.getClass())
                                .invoke(runtime, component))
                    for (Object reference2 : elements(field(instance, "unsatisfiedReferences")))
                        waiting.add("component " + field(component, "name") + " waits for " + field(reference2, "name")
                                + (field(reference2, "target") == null ? "" : " " + field(reference2, "target")));
        } catch (ReflectiveOperationException e) {
            waiting.add("(components could not be queried: " + Main.message(e) + ")");
        }
        return waiting;
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    private static List<Object> elements(Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; array != null && i < Array.getLength(array); i++) elements.add(Array.get(array, i));
        return elements;
    }

    private Diagnosis() {}
}
