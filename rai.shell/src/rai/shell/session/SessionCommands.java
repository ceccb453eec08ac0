package rai.shell.session;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import rai.shell.command.Commands;

/**
 * The commands that only a process of RAI has: what ends it, and what answers for a command that is not there. In the shell of another
 * framework they would come between that shell and whoever types there.
 */
final class SessionCommands implements AutoCloseable {
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    SessionCommands(BundleContext context) {
        register(context, new ExitCommand(), "exit", "quit");
        register(context, new UnknownCommand(context), Commands.UNKNOWN);
    }

    private void register(BundleContext context, Function command, String... names) {
        registrations.add(context.registerService(
                Function.class,
                command,
                new Hashtable<>(Map.of(
                        CommandProcessor.COMMAND_SCOPE, Commands.SCOPE, CommandProcessor.COMMAND_FUNCTION, names))));
    }

    @Override
    public void close() {
        for (ServiceRegistration<?> registration : registrations) {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                return; // the framework is stopping and has done it
            }
        }
    }
}
