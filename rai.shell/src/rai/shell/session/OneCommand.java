package rai.shell.session;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import rai.shell.command.Commands;
import rai.shell.console.Console;

/** {@code ./rai <command> ...}: the words go to the command as they are, and are not read as a script. */
final class OneCommand {
    private OneCommand() {}

    static void run(CommandProcessor processor, Console console, List<String> words) throws Exception {
        String first = words.get(0).equals("--help") || words.get(0).equals("-h") ? "help" : words.get(0);
        List<Object> arguments = new ArrayList<>(words.subList(1, words.size()));
        try (CommandSession session = processor.createSession(System.in, console.out(), console.err())) {
            session.put(Console.OWN, true);
            Function command = find(session, Commands.plain(first));
            if (command == null) {
                arguments.add(0, first);
                command = find(session, Commands.UNKNOWN);
            }
            show(session, console, command.execute(session, arguments));
        }
    }

    /** Commands of RAI print by themselves; those of others may give a result instead. */
    static void show(CommandSession session, Console console, Object result) {
        if (result != null) {
            console.out().println(session.format(result, Converter.INSPECT));
        }
        console.out().flush();
    }

    static Function find(CommandSession session, String name) {
        return session.get(Commands.SCOPE + ":" + name) instanceof Function function ? function : null;
    }
}
