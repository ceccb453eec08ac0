package rai.shell.command;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The commands that are in the scope {@code rai} now, RAI's own and those of other bundles. */
public final class Commands {
    public static final String SCOPE = "rai";
    /** Gogo calls this command if it knows no other. */
    public static final String UNKNOWN = "default";

    private final BundleContext context;

    public Commands(BundleContext context) {
        this.context = context;
    }

    /** @return the name of each command, with the service that runs it */
    public Map<String, ServiceReference<?>> all() {
        Map<String, ServiceReference<?>> all = new TreeMap<>();
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(
                    null,
                    "(&(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")(" + CommandProcessor.COMMAND_FUNCTION
                            + "=*))");
            for (ServiceReference<?> reference : found == null ? new ServiceReference<?>[0] : found) {
                Object functions = reference.getProperty(CommandProcessor.COMMAND_FUNCTION);
                for (String name :
                        functions instanceof String[] many ? many : new String[] {String.valueOf(functions)}) {
                    all.putIfAbsent(name, reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        all.remove(UNKNOWN);
        return all;
    }

    /** @return one of RAI's own commands */
    public Optional<ShellCommand> own(String name) {
        return Optional.ofNullable(all().get(name))
                .map(context::getService)
                .filter(ShellCommand.class::isInstance)
                .map(ShellCommand.class::cast);
    }

    /** @return a line about a command; empty if its author gave none */
    public String about(String name) {
        Optional<ShellCommand> own = own(name);
        if (own.isPresent()) {
            String[] description =
                    own.get().parser().getCommandSpec().usageMessage().description();
            return description.length == 0 ? "" : description[0];
        }
        Object service =
                Optional.ofNullable(all().get(name)).map(context::getService).orElse(null);
        if (service != null) {
            for (Method method : service.getClass().getMethods()) {
                Descriptor descriptor = method.getAnnotation(Descriptor.class);
                if (descriptor != null && method.getName().equalsIgnoreCase(name)) {
                    return descriptor.value();
                }
            }
        }
        return "";
    }

    /** @return a command's name without RAI's scope */
    public static String plain(String name) {
        return name.startsWith(SCOPE + ":") ? name.substring(SCOPE.length() + 1) : name;
    }
}
