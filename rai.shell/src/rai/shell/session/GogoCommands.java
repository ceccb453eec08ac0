package rai.shell.session;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import rai.shell.command.Commands;
import rai.shell.console.Console;

/** Gogo's own commands - each, if, grep, cat, set and so on - for as long as there is a session that can use them. */
final class GogoCommands implements AutoCloseable {
    private static final String[] BUILTIN = {"format", "new", "set", "tac", "type", "jobs", "bg", "fg"};
    private static final String[] PROCEDURAL = {
        "each", "if", "not", "throw", "try", "until", "while", "break", "continue"
    };
    private static final String[] POSIX = {
        "cat", "cd", "clear", "date", "echo", "grep", "head", "less", "ls", "pwd", "sleep", "sort", "tail", "watch",
        "wc"
    };

    private final CommandProcessor processor;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    GogoCommands(BundleContext context, CommandProcessor processor) {
        this.processor = processor;
        register(context, new Builtin(), BUILTIN);
        register(context, new Procedural(), PROCEDURAL);
        register(context, new Posix(processor), POSIX);
    }

    private void register(BundleContext context, Object commands, String[] functions) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, "gogo");
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        registrations.add(context.registerService(Object.class, commands, properties));
    }

    /** A session in which RAI's commands come before others of the same name. */
    CommandSession session(InputStream in, OutputStream out, OutputStream err) {
        CommandSession session = processor.createSession(in, out, err);
        session.put(Console.OWN, true);
        session.put("SCOPE", Commands.SCOPE + ":gogo:*");
        // moons(n=100) is a spec, not a pattern for names of files
        session.put(CommandSession.OPTION_NO_GLOB, true);
        return session;
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
