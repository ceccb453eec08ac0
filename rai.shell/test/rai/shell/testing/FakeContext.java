package rai.shell.testing;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import rai.api.catalog.Catalog;
import rai.api.run.Runs;
import rai.api.study.Studies;

/** A framework with commands in the scope rai and a catalog, as far as the shell asks for them. */
public final class FakeContext {
    private final Map<ServiceReference<?>, Object> services = new LinkedHashMap<>();
    private final List<ServiceReference<?>> commands = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<Class<?>, ServiceReference<?>> others = new LinkedHashMap<>();

    public FakeContext property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public FakeContext command(String name, Object command) {
        commands.add(reference(name, command));
        return this;
    }

    public FakeContext catalog(Catalog of) {
        others.put(Catalog.class, reference("", of));
        return this;
    }

    public FakeContext runs(Runs of) {
        others.put(Runs.class, reference("", of));
        return this;
    }

    public FakeContext studies(Studies of) {
        others.put(Studies.class, reference("", of));
        return this;
    }

    private ServiceReference<?> reference(String name, Object service) {
        ServiceReference<?> reference = proxy(
                ServiceReference.class,
                (method, arguments) ->
                        method.equals("getProperty") && arguments[0].equals("osgi.command.function") ? name : null);
        services.put(reference, service);
        return reference;
    }

    public BundleContext context() {
        Bundle bundle =
                proxy(Bundle.class, (method, arguments) -> method.equals("getVersion") ? new Version("1.2.3") : null);
        return proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getAllServiceReferences" -> commands.toArray(ServiceReference<?>[]::new);
            case "getServiceReference" -> others.get(arguments[0]);
            case "getProperty" -> properties.get((String) arguments[0]);
            case "getService" -> services.get(arguments[0]);
            case "ungetService" -> true;
            case "getBundle" -> bundle;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> answer.to(method.getName(), arguments);
                }));
    }
}
